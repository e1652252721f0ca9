package org.receptive.engine.kernels.vector;

import static org.receptive.engine.kernels.vector.Lanes.COUNT;
import static org.receptive.engine.kernels.vector.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import org.receptive.engine.kernels.program.Epilogue;

/**
 * Functions of one value that are made of powers and logarithms, a register at a time: the same
 * polynomials as in the C++ kernels. Within 4 units in the last place, also where results lose
 * digits on their way to 0; NaN stays NaN.
 */
final class Smooth {
  /** Coefficients of Cephes (Moshier), the highest power first. */
  private static final float[] EXPONENTIAL = {
    0.00019875691f, 0.0013981999f, 0.008333452f, 0.041665796f, 0.16666666f, 0.5f
  };

  private static final float[] LOGARITHM = {
    0.070376836f,
    -0.1151461f,
    0.116769984f,
    -0.12420141f,
    0.14249323f,
    -0.16668057f,
    0.20000714f,
    -0.24999994f,
    0.3333333f
  };

  private static final float[] TANGENT = {
    -0.0057049887f, 0.020639088f, -0.053739715f, 0.13331442f, -0.3333328f
  };

  /** {@code artanh(s) / s - 1} over {@code s^2}, up to s = 1/3. */
  private static final float[] AREA_TANGENT = {
    0.116195254f, 0.108516574f, 0.14296292f, 0.19999851f, 0.33333334f
  };

  /** 1.5 times 2^23: its last bits count units. */
  private static final float ROUNDING = 0x1.8p23f;

  /** The bits of the square root of 1/2. */
  private static final int ROOT_OF_HALF = 0x3f3504f3;

  private static final int MANTISSA = 0x007fffff;

  private Smooth() {}

  /** The function of each of some values. */
  static void apply(Epilogue end, float[] from, int at, float[] to, int toAt, int count) {
    int whole = SPECIES.loopBound(count);
    for (int i = 0; i < whole; i += COUNT) {
      one(end, FloatVector.fromArray(SPECIES, from, at + i), to, toAt + i);
    }
    if (whole < count) {
      float[] rest = new float[COUNT];
      System.arraycopy(from, at + whole, rest, 0, count - whole);
      one(end, FloatVector.fromArray(SPECIES, rest, 0), rest, 0);
      System.arraycopy(rest, 0, to, toAt + whole, count - whole);
    }
  }

  private static void one(Epilogue end, FloatVector x, float[] to, int at) {
    switch (end.kind()) {
      case SIGMOID -> sigmoid(x).intoArray(to, at);
      case TANH -> hyperbolicTangent(x).intoArray(to, at);
      case ELU -> elu(x, end.slope()).intoArray(to, at);
      case EXP -> exponential(x).intoArray(to, at);
      case LOG -> logarithm(x).intoArray(to, at);
      case SOFTPLUS -> softplus(x).intoArray(to, at);
      case MISH -> mish(x).intoArray(to, at);
      default -> throw new IllegalArgumentException(end.kind() + " is computed elsewhere.");
    }
  }

  private static FloatVector polynomial(float[] coefficients, FloatVector x) {
    FloatVector sum = FloatVector.broadcast(SPECIES, coefficients[0]);
    for (int i = 1; i < coefficients.length; i++) {
      sum = x.fma(sum, FloatVector.broadcast(SPECIES, coefficients[i]));
    }
    return sum;
  }

  /** {@code 2^n}, n from -126 to 127. */
  private static FloatVector powerOfTwo(IntVector n) {
    return n.add(127).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
  }

  /** The x whose power is computed: from 89 on it is infinite, at -110 it is 0. */
  private static FloatVector near(FloatVector x) {
    return x.min(89f).max(-110f);
  }

  /** {@code n = round(x / ln 2)} in the last bits. */
  private static FloatVector shifted(FloatVector near) {
    return near.fma(
        FloatVector.broadcast(SPECIES, 1.442695f), FloatVector.broadcast(SPECIES, ROUNDING));
  }

  private static IntVector exponent(FloatVector shifted) {
    return shifted.reinterpretAsInts().sub(Float.floatToRawIntBits(ROUNDING));
  }

  /** {@code exp(near) / 2^n - 1}. */
  private static FloatVector rest(FloatVector near, FloatVector shifted) {
    FloatVector n = shifted.sub(ROUNDING);
    FloatVector high = n.fma(FloatVector.broadcast(SPECIES, -0.6933594f), near);
    FloatVector r = n.fma(FloatVector.broadcast(SPECIES, 0.00021219444f), high);
    return polynomial(EXPONENTIAL, r).mul(r).fma(r, r);
  }

  /** A value times {@code 2^n}, rounded once where the product has fewer digits or none. */
  private static FloatVector times(FloatVector x, IntVector n) {
    IntVector half = n.lanewise(VectorOperators.ASHR, 1);
    return x.mul(powerOfTwo(half)).mul(powerOfTwo(n.sub(half)));
  }

  private static FloatVector exponential(FloatVector x) {
    FloatVector near = near(x);
    FloatVector shifted = shifted(near);
    return times(rest(near, shifted).add(1f), exponent(shifted));
  }

  /** {@code 2^n rest + (2^n - 1)}: no digits are lost close to 0. */
  private static FloatVector elu(FloatVector x, float slope) {
    FloatVector near = x.min(0f).max(-20f);
    FloatVector shifted = shifted(near);
    FloatVector two = powerOfTwo(exponent(shifted));
    FloatVector below = two.fma(rest(near, shifted), two.sub(1f)).mul(slope);
    return x.blend(below, x.lt(0f));
  }

  /** {@code e ln 2 + log(m)}, m between the roots of 1/2 and 2. */
  private static FloatVector logarithm(FloatVector x) {
    VectorMask<Float> tiny = x.lt(Float.MIN_NORMAL);
    IntVector above = x.mul(0x1p23f, tiny).reinterpretAsInts().sub(ROOT_OF_HALF);
    FloatVector e =
        ((FloatVector) above.lanewise(VectorOperators.ASHR, 23).castShape(SPECIES, 0))
            .sub(23f, tiny);
    FloatVector m = above.and(MANTISSA).add(ROOT_OF_HALF).reinterpretAsFloats().sub(1f);
    FloatVector z = m.mul(m);
    FloatVector small = polynomial(LOGARITHM, m).mul(m).mul(z).sub(e.mul(0.00021219444f));
    FloatVector result = m.add(small.sub(z.mul(0.5f))).add(e.mul(0.6933594f));
    FloatVector ends = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
    return result
        .blend(ends, x.compare(VectorOperators.EQ, 0f))
        .blend(Float.NaN, x.lt(0f))
        .blend(x, x.compare(VectorOperators.GE, Float.POSITIVE_INFINITY))
        .blend(x, x.test(VectorOperators.IS_NAN));
  }

  /** {@code log(1 + e)} for e from 0 to 1: 2 artanh(s), s = e / (2 + e). */
  private static FloatVector logarithmOfOneAnd(FloatVector e) {
    FloatVector twice = e.div(e.mul(0.5f).add(1f));
    FloatVector z = twice.mul(twice).mul(0.25f);
    return polynomial(AREA_TANGENT, z).mul(z).fma(twice, twice);
  }

  /** {@code e / (1 + e)} or {@code 1 / (1 + e)} with {@code e = exp(-|x|)}. */
  private static FloatVector sigmoid(FloatVector x) {
    FloatVector e = exponential(x.abs().neg());
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    return one.blend(e, x.lt(0f)).div(e.add(1f));
  }

  /** The larger exponential is taken out, so that nothing overflows. */
  private static FloatVector softplus(FloatVector x) {
    return x.max(0f).add(logarithmOfOneAnd(exponential(x.abs().neg())));
  }

  /**
   * {@code x tanh(log(1 + e)) = x e (e + 2) / (e (e + 2) + 2)}; above 20 it is x. The power of 2 in
   * the factor e comes last: what is left of e may have few digits. Minus infinity times 0 is no
   * number.
   */
  private static FloatVector mish(FloatVector x) {
    FloatVector near = near(x.min(20f));
    FloatVector shifted = shifted(near);
    IntVector n = exponent(shifted);
    FloatVector part = rest(near, shifted).add(1f);
    FloatVector e = times(part, n);
    FloatVector more = e.add(2f);
    FloatVector factor = x.max(-110f).blend(Float.NaN, x.lt(-Float.MAX_VALUE));
    return times(
        part.mul(more.div(e.fma(more, FloatVector.broadcast(SPECIES, 2f)))).mul(factor), n);
  }

  /** Close to 0, where {@code 1 - 2 / (exp(2 x) + 1)} would lose what is left, a polynomial. */
  private static FloatVector hyperbolicTangent(FloatVector x) {
    FloatVector z = x.mul(x);
    FloatVector near = polynomial(TANGENT, z).mul(z).fma(x, x);
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    FloatVector far = one.sub(one.add(one).div(exponential(x.add(x)).add(1f)));
    return far.blend(near, x.abs().lt(0.625f));
  }
}
