package org.receptive.engine.layer;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.receptive.engine.tensor.Tensor;

/** The numbers of one layer, by the names of {@link Layer#parameters()}. Immutable. */
public final class Parameters {
  private static final Parameters NONE = new Parameters(Map.of());

  private final Map<String, Tensor> values;

  private Parameters(Map<String, Tensor> values) {
    this.values = values;
  }

  /** The parameters of a layer that has none. */
  public static Parameters none() {
    return NONE;
  }

  /**
   * Parameters for a layer, checked against what it needs.
   *
   * @param layer the layer
   * @param values tensors by parameter name
   * @throws ShapeException if one is missing, unknown, or of another shape
   */
  public static Parameters of(Layer layer, Map<String, Tensor> values) {
    Map<String, Tensor> checked = new LinkedHashMap<>();
    for (ParameterSpec spec : layer.parameters()) {
      Tensor tensor = values.get(spec.name());
      if (tensor == null) {
        throw new ShapeException(
            "%s needs a parameter '%s' of shape %s, but none was given."
                .formatted(layer.kind(), spec.name(), spec.shape()));
      }
      if (!tensor.shape().equals(spec.shape())) {
        throw new ShapeException(
            "%s needs a parameter '%s' of shape %s, but was given %s."
                .formatted(layer.kind(), spec.name(), spec.shape(), tensor.shape()));
      }
      checked.put(spec.name(), tensor);
    }
    for (String name : values.keySet()) {
      if (!checked.containsKey(name)) {
        throw new ShapeException(
            "%s has no parameter '%s'; it has %s.".formatted(layer.kind(), name, checked.keySet()));
      }
    }
    return new Parameters(Collections.unmodifiableMap(checked));
  }

  /**
   * One parameter.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public Tensor get(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no parameter '%s'; there are %s.".formatted(name, values.keySet())));
  }

  /** One parameter, if the layer has it: {@code find("bias")}. */
  public Optional<Tensor> find(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** All parameters by name, in the layer's order. */
  public Map<String, Tensor> asMap() {
    return values;
  }
}
