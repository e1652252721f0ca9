package org.receptive.engine.io.onnx;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.Layer;
import org.receptive.engine.layer.ParameterSpec;
import org.receptive.engine.tensor.Tensor;

/**
 * Which layers take the same stored numbers. A file has no word for shared weights: two nodes that
 * name one stored tensor share it. Two tensors of equal values are two.
 */
final class SharedNumbers {
  private final Set<float[]> shared = Collections.newSetFromMap(new IdentityHashMap<>());
  private final IdentityHashMap<float[], Map<String, Tensor>> derived = new IdentityHashMap<>();

  /** Says that several nodes take these numbers. */
  void add(float... numbers) {
    shared.add(numbers);
  }

  /** Whether several nodes take these numbers. */
  boolean isShared(Tensor numbers) {
    return shared.contains(numbers.data());
  }

  /** What is made of stored numbers; of the same in the same way, the same. */
  Tensor derived(Tensor stored, String how, UnaryOperator<Tensor> made) {
    Tensor result =
        derived
            .computeIfAbsent(stored.data(), numbers -> new HashMap<>())
            .computeIfAbsent(how + stored.shape(), key -> made.apply(stored));
    if (isShared(stored)) {
      add(result.data());
    }
    return result;
  }

  /** One layer's parameters: each one's name, shape and place in memory. */
  private record Signature(String kind, List<ParameterSpec> specs, List<Integer> places) {}

  /** Layers of one kind read the same numbers alike; convolutions also need the same groups. */
  private static String kind(Layer layer) {
    return layer instanceof Conv2d conv ? "Conv2d in groups of " + conv.groups() : layer.kind();
  }

  /**
   * For every layer whose parameters are all an earlier layer's, that layer.
   *
   * @param layers the layers by name, in order
   * @param weights the parameters by layer and name
   */
  Map<String, String> owners(Map<String, Layer> layers, Map<String, Tensor> weights) {
    IdentityHashMap<float[], Integer> places = new IdentityHashMap<>();
    Map<Signature, String> first = new HashMap<>();
    Map<String, String> owners = new LinkedHashMap<>();
    layers.forEach(
        (name, layer) -> {
          List<Integer> used = new ArrayList<>();
          for (ParameterSpec spec : layer.parameters()) {
            Tensor tensor = weights.get(name + "." + spec.name());
            used.add(places.computeIfAbsent(tensor.data(), numbers -> places.size()));
          }
          String owner =
              first.putIfAbsent(new Signature(kind(layer), layer.parameters(), used), name);
          if (owner != null && !used.isEmpty()) {
            owners.put(name, owner);
          }
        });
    return owners;
  }
}
