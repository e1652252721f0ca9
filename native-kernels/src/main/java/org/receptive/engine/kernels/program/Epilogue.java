package org.receptive.engine.kernels.program;

import java.util.Optional;
import org.receptive.engine.layer.Activation;
import org.receptive.engine.layer.Activation.Elementary.Function;
import org.receptive.engine.layer.Layer;

/**
 * The activation at the end of a step, applied while the value is still in a register or a cache.
 *
 * @param kind which function; the order is the C++ side's
 * @param slope the factor of negative values, of {@link Kind#LEAKY_RELU} and {@link Kind#ELU}; the
 *     low bound of {@link Kind#CLAMP}; the slope of {@link Kind#HARD_SIGMOID}
 * @param high the high bound of {@link Kind#CLAMP}; the shift of {@link Kind#HARD_SIGMOID}
 */
public record Epilogue(Kind kind, float slope, float high) {
  /** Nothing happens. */
  public static final Epilogue NONE = new Epilogue(Kind.IDENTITY, 0, 0);

  /** A function of one value. */
  public enum Kind {
    /** {@code x}. */
    IDENTITY(true),
    /** {@code max(x, 0)}. */
    RELU(true),
    /** {@code x} or {@code slope * x}. */
    LEAKY_RELU(true),
    /** {@code x} between two bounds. */
    CLAMP(true),
    /** {@code 1 / (1 + exp(-x))}. */
    SIGMOID(false),
    /** The hyperbolic tangent. */
    TANH(false),
    /** {@code x * max(0, min(1, x / 6 + 0.5))}. */
    HARD_SWISH(true),
    /** {@code max(0, min(1, slope * x + high))}. */
    HARD_SIGMOID(false),
    /** {@code x} or {@code slope * (exp(x) - 1)}. */
    ELU(false),
    /** {@link Activation.Elementary.Function#EXP}, and so the following. */
    EXP(false, false),
    /** {@code |x|}. */
    ABS(false),
    /** {@code -x}. */
    NEGATE(false),
    /** The natural logarithm. */
    LOG(false, false),
    /** The square root. */
    SQRT(false, false),
    /** {@code 1 / x}. */
    RECIPROCAL(false, false),
    /** The next whole number below. */
    FLOOR(false),
    /** The next whole number above. */
    CEIL(false),
    /** The nearest whole number. */
    ROUND(false),
    /** -1, 0 or 1. */
    SIGN(false),
    /** The sine. */
    SIN(false),
    /** The cosine. */
    COS(false),
    /** {@code log(1 + e^x)}. */
    SOFTPLUS(false),
    /** {@code x / (1 + |x|)}. */
    SOFTSIGN(false),
    /** {@code x * tanh(softplus(x))}. */
    MISH(false);

    private final boolean cheap;
    private final boolean staysFinite;

    Kind(boolean cheap) {
      this(cheap, true);
    }

    Kind(boolean cheap, boolean staysFinite) {
      this.cheap = cheap;
      this.staysFinite = staysFinite;
    }
  }

  /** The epilogue that computes a layer, if it is an activation that kernels know. */
  public static Optional<Epilogue> of(Layer layer) {
    return switch (layer) {
      case Activation.ReLU relu -> Optional.of(new Epilogue(Kind.RELU, 0, 0));
      case Activation.LeakyReLU leaky ->
          Optional.of(new Epilogue(Kind.LEAKY_RELU, leaky.slope(), 0));
      case Activation.Clip clip ->
          Optional.of(new Epilogue(Kind.CLAMP, Math.min(clip.low(), clip.high()), clip.high()));
      case Activation.Sigmoid sigmoid -> Optional.of(new Epilogue(Kind.SIGMOID, 0, 0));
      case Activation.Tanh tanh -> Optional.of(new Epilogue(Kind.TANH, 0, 0));
      case Activation.HardSwish swish -> Optional.of(new Epilogue(Kind.HARD_SWISH, 0, 0));
      case Activation.HardSigmoid line ->
          Optional.of(new Epilogue(Kind.HARD_SIGMOID, line.slope(), line.shift()));
      case Activation.Elu elu -> Optional.of(new Epilogue(Kind.ELU, elu.alpha(), 0));
      case Activation.Elementary named ->
          Optional.of(new Epilogue(Kind.valueOf(named.function().name()), 0, 0));
      case Activation.Identity nothing -> Optional.of(NONE);
      default -> Optional.empty();
    };
  }

  /** Whether nothing happens. */
  public boolean isNone() {
    return kind == Kind.IDENTITY;
  }

  /** Whether it is a few instructions only, which a convolution takes along for nothing. */
  public boolean isCheap() {
    return kind.cheap;
  }

  /**
   * Whether finite values stay finite. Channels that fill up a block hold any finite number, whose
   * product with a weight of 0 must be 0: other functions are for planes only.
   */
  public boolean staysFinite() {
    return kind.staysFinite;
  }

  /** The function of one value; NaN stays NaN. */
  public float apply(float x) {
    return switch (kind) {
      case IDENTITY -> x;
      case RELU -> x < 0 ? 0 : x;
      case LEAKY_RELU -> x < 0 ? slope * x : x;
      case CLAMP -> x < slope ? slope : x > high ? high : x;
      case SIGMOID -> new Activation.Sigmoid().apply(x);
      case TANH -> new Activation.Tanh().apply(x);
      case HARD_SWISH -> new Activation.HardSwish().apply(x);
      case HARD_SIGMOID -> new Activation.HardSigmoid(slope, high).apply(x);
      case ELU -> new Activation.Elu(slope).apply(x);
      default -> new Activation.Elementary(Function.valueOf(kind.name())).apply(x);
    };
  }
}
