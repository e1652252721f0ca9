package org.receptive.engine.layer;

import java.util.List;
import org.receptive.engine.tensor.Shape;

/** A function applied to every value alone; the shape stays. */
public sealed interface Activation extends Layer
    permits Activation.ReLU,
        Activation.LeakyReLU,
        Activation.Sigmoid,
        Activation.Tanh,
        Activation.Clip,
        Activation.Elu,
        Activation.HardSigmoid,
        Activation.HardSwish,
        Activation.Elementary,
        Activation.Identity {

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

  /**
   * {@code x} kept between two limits: {@code min(max(x, low), high)}.
   *
   * @param low the least value, or minus infinity
   * @param high the largest value, or infinity; where it is below {@code low}, it wins
   */
  record Clip(float low, float high) implements Activation {
    /** {@code min(max(x, 0), 6)}, as MobileNet has it (Howard et al., 2017). */
    public static Clip relu6() {
      return new Clip(0, 6);
    }

    @Override
    public float apply(float x) {
      float raised = x < low ? low : x;
      return raised > high ? high : raised;
    }

    @Override
    public String describe() {
      return "min(max(x, %s), %s)".formatted(low, high);
    }
  }

  /**
   * {@code x} if positive, else {@code alpha * (exp(x) - 1)} (Clevert et al., 2015).
   *
   * @param alpha what it falls to, with the other sign
   */
  record Elu(float alpha) implements Activation {
    @Override
    public float apply(float x) {
      return x < 0 ? (float) (alpha * Math.expm1(x)) : x;
    }

    @Override
    public String describe() {
      return "x if positive, else %s (exp(x) - 1)".formatted(alpha);
    }
  }

  /**
   * A straight line between 0 and 1: {@code max(0, min(1, slope * x + shift))}.
   *
   * @param slope the slope of the line, usually 0.2 or 1/6
   * @param shift its value at 0, usually 0.5
   */
  record HardSigmoid(float slope, float shift) implements Activation {
    @Override
    public float apply(float x) {
      return Math.max(0, Math.min(1, slope * x + shift));
    }

    @Override
    public String describe() {
      return "max(0, min(1, %s x + %s))".formatted(slope, shift);
    }
  }

  /** {@code x * max(0, min(1, x / 6 + 0.5))} (Howard et al., 2019). */
  record HardSwish() implements Activation {
    @Override
    public float apply(float x) {
      return x * Math.max(0, Math.min(1, x / 6 + 0.5f));
    }

    @Override
    public String describe() {
      return "x max(0, min(1, x / 6 + 0.5))";
    }
  }

  /**
   * A function that mathematics has a name for.
   *
   * @param function the function
   */
  record Elementary(Function function) implements Activation {

    /** The functions. */
    public enum Function {
      /** {@code |x|}. */
      ABS("|x|"),
      /** {@code -x}. */
      NEGATE("-x"),
      /** {@code e^x}. */
      EXP("exp(x)"),
      /** The natural logarithm. */
      LOG("log(x)"),
      /** The square root. */
      SQRT("sqrt(x)"),
      /** {@code 1 / x}. */
      RECIPROCAL("1 / x"),
      /** The next whole number below. */
      FLOOR("floor(x)"),
      /** The next whole number above. */
      CEIL("ceil(x)"),
      /** The nearest whole number; a half goes to the even one. */
      ROUND("round(x)"),
      /** -1, 0 or 1. */
      SIGN("sign(x)"),
      /** The sine. */
      SIN("sin(x)"),
      /** The cosine. */
      COS("cos(x)"),
      /** {@code log(1 + e^x)}: a ReLU with a round corner. */
      SOFTPLUS("log(1 + exp(x))"),
      /** {@code x / (1 + |x|)}. */
      SOFTSIGN("x / (1 + |x|)"),
      /** {@code x * tanh(softplus(x))} (Misra, 2019). */
      MISH("x tanh(log(1 + exp(x)))");

      private final String formula;

      Function(String formula) {
        this.formula = formula;
      }

      /** The function in symbols. */
      public String formula() {
        return formula;
      }

      private double of(double x) {
        return switch (this) {
          case ABS -> Math.abs(x);
          case NEGATE -> -x;
          case EXP -> Math.exp(x);
          case LOG -> Math.log(x);
          case SQRT -> Math.sqrt(x);
          case RECIPROCAL -> 1 / x;
          case FLOOR -> Math.floor(x);
          case CEIL -> Math.ceil(x);
          case ROUND -> Math.rint(x);
          case SIGN -> Math.signum(x);
          case SIN -> Math.sin(x);
          case COS -> Math.cos(x);
          case SOFTPLUS -> softplus(x);
          case SOFTSIGN -> x / (1 + Math.abs(x));
          case MISH -> x * Math.tanh(softplus(x));
        };
      }

      /** The larger exponential is taken out, so that nothing overflows. */
      private static double softplus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
      }
    }

    @Override
    public float apply(float x) {
      return (float) function.of(x);
    }

    @Override
    public String describe() {
      return function.formula();
    }
  }

  /** Nothing: {@code x}. Model files use it to name a value. */
  record Identity() implements Activation {
    @Override
    public float apply(float x) {
      return x;
    }

    @Override
    public String describe() {
      return "x";
    }
  }
}
