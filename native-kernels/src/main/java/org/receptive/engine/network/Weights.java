package org.receptive.engine.network;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import org.receptive.engine.layer.ParameterSpec;
import org.receptive.engine.layer.ShapeException;
import org.receptive.engine.tensor.Tensor;

/** Where a network's numbers come from. */
public interface Weights {

  /**
   * One parameter of one node. The same call gives the same tensor.
   *
   * @throws ShapeException if there is no such parameter, or it has another shape
   */
  Tensor get(String node, ParameterSpec spec);

  /** Where they come from, for captions: {@code random (He uniform, seed 42)}. */
  String description();

  /**
   * Random weights, made when first asked for: weights uniform in {@code +-sqrt(6 / fanIn)} (He et
   * al., 2015), biases in {@code +-1 / sqrt(fanIn)}, batch normalisation as the identity. Each
   * tensor has its own stream of the seed, so that its numbers do not depend on the other layers.
   */
  static Weights random(long seed) {
    return new Weights() {
      private final Map<String, Tensor> made = new ConcurrentHashMap<>();

      @Override
      public Tensor get(String node, ParameterSpec spec) {
        String key = node + "." + spec.name();
        return made.compute(
            key,
            (name, known) ->
                known != null && known.shape().equals(spec.shape()) ? known : fresh(name, spec));
      }

      private Tensor fresh(String name, ParameterSpec spec) {
        if (spec.fanIn() == 0) {
          boolean one = spec.name().equals("weight") || spec.name().equals("running_var");
          return Tensor.full(spec.shape(), one ? 1 : 0);
        }
        double bound =
            spec.name().equals("weight")
                ? Math.sqrt(6.0 / spec.fanIn())
                : 1 / Math.sqrt(spec.fanIn());
        long stream = new SplittableRandom(seed ^ ((long) name.hashCode() << 20)).nextLong();
        return Tensor.uniform(spec.shape(), -bound, bound, stream);
      }

      @Override
      public String description() {
        return "random (He uniform, seed " + seed + ")";
      }
    };
  }

  /**
   * Stored weights.
   *
   * @param description where they come from
   * @param tensors by node and parameter name: {@code conv1.weight}
   */
  static Weights of(String description, Map<String, Tensor> tensors) {
    Map<String, Tensor> copy = new HashMap<>(tensors);
    return new Weights() {
      @Override
      public Tensor get(String node, ParameterSpec spec) {
        Tensor tensor = copy.get(node + "." + spec.name());
        if (tensor == null) {
          throw new ShapeException(
              "%s: the weights '%s' hold no %s.%s."
                  .formatted(node, description, node, spec.name()));
        }
        if (!tensor.shape().equals(spec.shape())) {
          throw new ShapeException(
              "%s: the stored %s.%s is %s, but the layer needs %s."
                  .formatted(node, node, spec.name(), tensor.shape(), spec.shape()));
        }
        return tensor;
      }

      @Override
      public String description() {
        return description;
      }
    };
  }
}
