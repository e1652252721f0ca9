package org.receptive.engine.golden;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.receptive.engine.layer.Padding;

/** The parameters of a case, in the many ways in which they may be written. */
record GoldenParams(JsonObject json) {

  /** Whether a parameter is given and not null. */
  boolean has(String name) {
    return json.has(name) && !json.get(name).isJsonNull();
  }

  /** A text. */
  Optional<String> text(String name) {
    return has(name) ? Optional.of(json.get(name).getAsString()) : Optional.empty();
  }

  /** A number. */
  double number(String name, double otherwise) {
    return has(name) ? json.get(name).getAsDouble() : otherwise;
  }

  /** A truth value, also as 0 or 1. */
  boolean flag(String name, boolean otherwise) {
    if (!has(name)) {
      return otherwise;
    }
    JsonElement value = json.get(name);
    return value.getAsJsonPrimitive().isNumber() ? value.getAsInt() != 0 : value.getAsBoolean();
  }

  /** Height and width, also as one number for both or a list of one. */
  int[] pair(String name, int... otherwise) {
    if (!has(name)) {
      return otherwise;
    }
    List<Integer> values = integers(json.get(name));
    return switch (values.size()) {
      case 1 -> new int[] {values.get(0), values.get(0)};
      case 2 -> new int[] {values.get(0), values.get(1)};
      default -> throw new AssertionError("'%s' is not a pair: %s".formatted(name, json.get(name)));
    };
  }

  /**
   * Padding: one number, height and width, {@code left, right, top, bottom} as torch's {@code
   * F.pad} orders four numbers, {@code [[top, bottom], [left, right]]}, or a word.
   */
  Padding padding() {
    if (!has("padding")) {
      return Padding.VALID;
    }
    JsonElement value = json.get("padding");
    if (value.isJsonPrimitive() && value.getAsJsonPrimitive().isString()) {
      return switch (value.getAsString()) {
        case "same" -> Padding.SAME;
        case "valid" -> Padding.VALID;
        case "full" -> Padding.FULL;
        default -> throw new AssertionError("Unknown padding " + value);
      };
    }
    List<Integer> p = integers(value);
    boolean nested = value.isJsonArray() && value.getAsJsonArray().get(0).isJsonArray();
    return switch (p.size()) {
      case 1 -> Padding.of(p.get(0));
      case 2 -> Padding.of(p.get(0), p.get(1));
      case 4 ->
          nested
              ? Padding.of(p.get(0), p.get(1), p.get(2), p.get(3))
              : Padding.of(p.get(2), p.get(3), p.get(0), p.get(1));
      default -> throw new AssertionError("Unknown padding " + value);
    };
  }

  private static List<Integer> integers(JsonElement value) {
    List<Integer> values = new ArrayList<>();
    if (value instanceof JsonArray array) {
      array.forEach(each -> values.addAll(integers(each)));
    } else {
      values.add(value.getAsInt());
    }
    return values;
  }
}
