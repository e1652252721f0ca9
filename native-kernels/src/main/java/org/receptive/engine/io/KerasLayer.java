package org.receptive.engine.io;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import org.receptive.engine.layer.Padding;
import org.receptive.engine.layer.Window;

/**
 * One layer of a Keras model as the file describes it.
 *
 * @param file the model's file, for messages
 * @param name the layer's name
 * @param kind its Keras class: {@code Conv2D}
 * @param config its settings
 * @param inputs the names of the layers it takes its inputs from
 */
record KerasLayer(String file, String name, String kind, JsonObject config, List<String> inputs) {

  /** An error in this layer. */
  DataFileException problem(String text) {
    return new DataFileException(file, "the layer '%s' (%s) %s".formatted(name, kind, text));
  }

  private boolean has(String key) {
    return config.has(key) && !config.get(key).isJsonNull();
  }

  private JsonElement required(String key) {
    if (!has(key)) {
      throw problem("has no '%s'.".formatted(key));
    }
    return config.get(key);
  }

  /** A whole number that must be there. */
  int integer(String key) {
    return required(key).getAsInt();
  }

  /** A number. */
  float number(String key, double otherwise) {
    return has(key) ? config.get(key).getAsFloat() : (float) otherwise;
  }

  /** A truth value. */
  boolean flag(String key, boolean otherwise) {
    return has(key) ? config.get(key).getAsBoolean() : otherwise;
  }

  /** A word. */
  String text(String key, String otherwise) {
    if (!has(key)) {
      return otherwise;
    }
    JsonElement value = config.get(key);
    // Keras 3 writes a function that it does not know by name as an object of its own.
    boolean wrapped = value.isJsonObject() && value.getAsJsonObject().has("config");
    return (wrapped ? value.getAsJsonObject().get("config") : value).getAsString();
  }

  /**
   * What is added or cut at top, bottom, left and right: one number for all, {@code [height,
   * width]}, or {@code [[top, bottom], [left, right]]}.
   */
  int[] sides(String key) {
    JsonElement value = required(key);
    if (value.isJsonPrimitive()) {
      int all = value.getAsInt();
      return new int[] {all, all, all, all};
    }
    int[] sides = new int[4];
    for (int axis = 0; axis < 2; axis++) {
      JsonElement each = value.getAsJsonArray().get(axis);
      boolean pair = each.isJsonArray();
      sides[2 * axis] = (pair ? each.getAsJsonArray().get(0) : each).getAsInt();
      sides[2 * axis + 1] = (pair ? each.getAsJsonArray().get(1) : each).getAsInt();
    }
    return sides;
  }

  /** One number, or one for each channel. */
  float[] numbers(String key, float otherwise) {
    if (!has(key)) {
      return new float[] {otherwise};
    }
    JsonElement value = config.get(key);
    if (value.isJsonPrimitive()) {
      return new float[] {value.getAsFloat()};
    }
    JsonArray array = value.getAsJsonArray();
    float[] numbers = new float[array.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = array.get(i).getAsFloat();
    }
    return numbers;
  }

  /** A list of numbers; {@code null} in it (an unknown batch size) becomes -1. */
  List<Integer> integers(String key) {
    return required(key).getAsJsonArray().asList().stream()
        .map(value -> value.isJsonNull() ? -1 : value.getAsInt())
        .toList();
  }

  /** Height and width, also as one number for both. */
  int[] pair(String key) {
    JsonElement value = required(key);
    if (value.isJsonPrimitive()) {
      return new int[] {value.getAsInt(), value.getAsInt()};
    }
    JsonArray array = value.getAsJsonArray();
    return new int[] {array.get(0).getAsInt(), array.get(1).getAsInt()};
  }

  private int[] pair(String key, int otherwise) {
    return has(key) ? pair(key) : new int[] {otherwise, otherwise};
  }

  /** The window of a convolution or pooling; a pooling without strides moves by its own size. */
  Window window(String kernelKey) {
    int[] kernel = pair(kernelKey);
    int[] stride = kernel;
    if (has("strides")) {
      stride = pair("strides");
    } else if (kernelKey.equals("kernel_size")) {
      stride = new int[] {1, 1};
    }
    int[] dilation = pair("dilation_rate", 1);
    return Window.of(kernel[0], kernel[1])
        .stride(stride[0], stride[1])
        .padding(padding())
        .dilation(dilation[0], dilation[1]);
  }

  private Padding padding() {
    String padding = text("padding", "valid");
    return switch (padding) {
      case "valid" -> Padding.VALID;
      case "same" -> Padding.SAME;
      default -> throw problem("has the padding '%s', which is not known.".formatted(padding));
    };
  }

  /** Refuses channels first: the weights of such a model would be read in the wrong order. */
  void requireChannelsLast() {
    String format = text("data_format", "channels_last");
    if (!format.equals("channels_last")) {
      throw problem("has the data format '%s'; only channels_last can be read.".formatted(format));
    }
  }
}
