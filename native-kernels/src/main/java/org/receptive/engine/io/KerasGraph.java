package org.receptive.engine.io;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The layers of a Keras model in an order in which they can be computed, the input first and the
 * output last.
 *
 * @param name the model's name
 * @param layers the layers
 * @param outputs the layers that give the outputs, the network's first
 */
record KerasGraph(String name, List<KerasLayer> layers, List<String> outputs) {

  /** Reads a Sequential or a functional model. */
  static KerasGraph of(String file, JsonObject model) {
    String kind = model.get("class_name").getAsString();
    return switch (kind) {
      case "Sequential" -> sequential(file, model.get("config"));
      case "Model", "Functional" -> functional(file, model.getAsJsonObject("config"));
      default ->
          throw new DataFileException(
              file, "the model is a '%s', but must be Sequential or Functional.".formatted(kind));
    };
  }

  private static KerasGraph sequential(String file, JsonElement config) {
    boolean bare = config.isJsonArray();
    JsonArray array =
        bare ? config.getAsJsonArray() : config.getAsJsonObject().getAsJsonArray("layers");
    List<KerasLayer> layers = new ArrayList<>();
    for (JsonElement each : array) {
      JsonObject json = each.getAsJsonObject();
      JsonObject settings = json.getAsJsonObject("config");
      if (layers.isEmpty() && !json.get("class_name").getAsString().equals("InputLayer")) {
        layers.add(new KerasLayer(file, "input", "InputLayer", settings, List.of()));
      }
      String layer = settings.get("name").getAsString();
      List<String> inputs = layers.isEmpty() ? List.of() : List.of(layers.getLast().name());
      layers.add(
          new KerasLayer(file, layer, json.get("class_name").getAsString(), settings, inputs));
    }
    String name =
        bare || !config.getAsJsonObject().has("name")
            ? "sequential"
            : config.getAsJsonObject().get("name").getAsString();
    return new KerasGraph(
        name, List.copyOf(layers), List.of(layers.isEmpty() ? "" : layers.getLast().name()));
  }

  private static KerasGraph functional(String file, JsonObject config) {
    Map<String, KerasLayer> layers = new LinkedHashMap<>();
    for (JsonElement each : config.getAsJsonArray("layers")) {
      JsonObject json = each.getAsJsonObject();
      String name = json.get("name").getAsString();
      String kind = json.get("class_name").getAsString();
      KerasLayer layer =
          new KerasLayer(file, name, kind, json.getAsJsonObject("config"), List.of());
      List<String> inputs = inputs(layer, json.getAsJsonArray("inbound_nodes"));
      layers.put(name, new KerasLayer(file, name, kind, layer.config(), inputs));
    }
    List<String> outputs = outputs(file, layers, config.getAsJsonArray("output_layers"));
    Set<String> ordered = new LinkedHashSet<>();
    outputs.reversed().forEach(output -> order(file, output, layers, ordered));
    return new KerasGraph(
        config.get("name").getAsString(), ordered.stream().map(layers::get).toList(), outputs);
  }

  /**
   * The inputs of the layer's one use: {@code [[[name, node, tensor, {}], ..]]}, or since Keras 3
   * {@code [{"args": [tensor or [tensor, ..]], "kwargs": {}}]}, where a tensor says where it comes
   * from in its {@code keras_history}.
   */
  private static List<String> inputs(KerasLayer layer, JsonArray uses) {
    if (uses == null || uses.isEmpty()) {
      return List.of();
    }
    if (uses.size() > 1) {
      throw layer.problem(
          String.format(
              Locale.ROOT,
              "is used %d times; layers that share their weights cannot be read.",
              uses.size()));
    }
    List<String> inputs = new ArrayList<>();
    JsonElement use = uses.get(0);
    if (use.isJsonObject()) {
      sources(use.getAsJsonObject().get("args"), inputs);
    } else {
      use.getAsJsonArray()
          .forEach(input -> inputs.add(input.getAsJsonArray().get(0).getAsString()));
    }
    return inputs;
  }

  /** Collects the layers that tensors of Keras 3 come from; other arguments are settings. */
  private static void sources(JsonElement argument, List<String> found) {
    if (argument.isJsonArray()) {
      argument.getAsJsonArray().forEach(each -> sources(each, found));
    } else if (argument.isJsonObject()
        && argument.getAsJsonObject().has("class_name")
        && argument.getAsJsonObject().get("class_name").getAsString().equals("__keras_tensor__")) {
      JsonObject config = argument.getAsJsonObject().getAsJsonObject("config");
      found.add(config.getAsJsonArray("keras_history").get(0).getAsString());
    }
  }

  /** {@code [[name, node, tensor], ..]}, or where there is one only, also not nested. */
  private static List<String> outputs(JsonArray outputs) {
    boolean nested = outputs.isEmpty() || outputs.get(0).isJsonArray();
    return nested
        ? outputs.asList().stream().map(each -> each.getAsJsonArray().get(0).getAsString()).toList()
        : List.of(outputs.get(0).getAsString());
  }

  /** All outputs; the network's is the first that no other layer uses, if there is one. */
  private static List<String> outputs(
      String file, Map<String, KerasLayer> layers, JsonArray given) {
    Set<String> used = new HashSet<>();
    layers.values().forEach(layer -> used.addAll(layer.inputs()));
    List<String> outputs = new ArrayList<>(new LinkedHashSet<>(outputs(given)));
    if (outputs.isEmpty()) {
      throw new DataFileException(file, "the network has no output.");
    }
    String main =
        outputs.stream()
            .filter(output -> !used.contains(output))
            .findFirst()
            .orElse(outputs.getFirst());
    outputs.remove(main);
    outputs.addFirst(main);
    return List.copyOf(outputs);
  }

  /** Adds all layers that an output needs, each behind its inputs; without recursion. */
  private static void order(
      String file, String output, Map<String, KerasLayer> layers, Set<String> ordered) {
    if (ordered.contains(output)) {
      return;
    }
    Set<String> open = new HashSet<>();
    Deque<String> path = new ArrayDeque<>(List.of(output));
    while (!path.isEmpty()) {
      String name = path.peek();
      KerasLayer layer = layers.get(name);
      if (layer == null) {
        throw new DataFileException(
            file, "a layer takes its input from '%s', which does not exist.".formatted(name));
      }
      open.add(name);
      String missing =
          layer.inputs().stream().filter(input -> !ordered.contains(input)).findFirst().orElse("");
      if (missing.isEmpty()) {
        ordered.add(path.pop());
      } else if (open.contains(missing)) {
        throw new DataFileException(
            file, "the layers form a circle through '%s'.".formatted(missing));
      } else {
        path.push(missing);
      }
    }
  }
}
