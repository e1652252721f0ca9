package org.receptive.engine.layer;

import java.util.List;
import org.receptive.engine.tensor.Shape;

/** A function applied to every value alone; the shape stays. */
public sealed interface Activation extends Layer
    permits Activation.ReLU, Activation.LeakyReLU, Activation.Sigmoid, Activation.Tanh {

  /** The function of one value. NaN stays NaN. */
  float apply(float x);

  @Override
  default Shape output(List<Shape> inputs) {
    return single(inputs);
  }

  /** {@code max(x, 0)}. */
  record ReLU() implements Activation {
    @Override
    public float apply(float x) {
      return x < 0 ? 0 : x;
    }

    @Override
    public String describe() {
      return "max(x, 0)";
    }
  }

  /**
   * {@code x} if positive, else {@code slope * x}.
   *
   * @param slope the factor of negative values, usually 0.01
   */
  record LeakyReLU(float slope) implements Activation {
    @Override
    public float apply(float x) {
      return x < 0 ? slope * x : x;
    }

    @Override
    public String describe() {
      return "max(x, %s x)".formatted(slope);
    }
  }

  /** {@code 1 / (1 + exp(-x))}. */
  record Sigmoid() implements Activation {
    @Override
    public float apply(float x) {
      return (float) (1 / (1 + Math.exp(-x)));
    }

    @Override
    public String describe() {
      return "1 / (1 + exp(-x))";
    }
  }

  /** The hyperbolic tangent. */
  record Tanh() implements Activation {
    @Override
    public float apply(float x) {
      return (float) Math.tanh(x);
    }

    @Override
    public String describe() {
      return "tanh(x)";
    }
  }
}
