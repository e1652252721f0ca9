package org.receptive.engine.measure;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The two loops that show what a processor can do: one only computes, one only reads memory. */
final class VectorLoops {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** Enough independent sums to keep every multiplier busy while others are under way. */
  private static final int SUMS = 12;

  private VectorLoops() {}

  /** Operations of {@link #multiplyAdd}: a multiplication and an addition count as two. */
  static double operations(int steps) {
    return 2.0 * LANES * SUMS * steps;
  }

  /** Multiplies and adds in registers alone. */
  static float multiplyAdd(int steps) {
    FloatVector factor = FloatVector.broadcast(SPECIES, 0.999f);
    FloatVector a = FloatVector.broadcast(SPECIES, 0.1f);
    FloatVector b = FloatVector.broadcast(SPECIES, 0.2f);
    FloatVector c = FloatVector.broadcast(SPECIES, 0.3f);
    FloatVector d = FloatVector.broadcast(SPECIES, 0.4f);
    FloatVector e = FloatVector.broadcast(SPECIES, 0.5f);
    FloatVector f = FloatVector.broadcast(SPECIES, 0.6f);
    FloatVector g = FloatVector.broadcast(SPECIES, 0.7f);
    FloatVector h = FloatVector.broadcast(SPECIES, 0.8f);
    FloatVector i = FloatVector.broadcast(SPECIES, 0.9f);
    FloatVector j = FloatVector.broadcast(SPECIES, 1.0f);
    FloatVector k = FloatVector.broadcast(SPECIES, 1.1f);
    FloatVector l = FloatVector.broadcast(SPECIES, 1.2f);
    for (int step = 0; step < steps; step++) {
      a = a.fma(factor, factor);
      b = b.fma(factor, factor);
      c = c.fma(factor, factor);
      d = d.fma(factor, factor);
      e = e.fma(factor, factor);
      f = f.fma(factor, factor);
      g = g.fma(factor, factor);
      h = h.fma(factor, factor);
      i = i.fma(factor, factor);
      j = j.fma(factor, factor);
      k = k.fma(factor, factor);
      l = l.fma(factor, factor);
    }
    FloatVector sum = a.add(b).add(c).add(d).add(e).add(f).add(g).add(h);
    return sum.add(i).add(j).add(k).add(l).lane(0);
  }

  /** Adds up all values: every one is read once. */
  static float read(float... values) {
    FloatVector a = FloatVector.zero(SPECIES);
    FloatVector b = a;
    FloatVector c = a;
    FloatVector d = a;
    int step = 4 * LANES;
    int end = values.length - values.length % step;
    for (int i = 0; i < end; i += step) {
      a = a.add(FloatVector.fromArray(SPECIES, values, i));
      b = b.add(FloatVector.fromArray(SPECIES, values, i + LANES));
      c = c.add(FloatVector.fromArray(SPECIES, values, i + 2 * LANES));
      d = d.add(FloatVector.fromArray(SPECIES, values, i + 3 * LANES));
    }
    return a.add(b).add(c).add(d).lane(0);
  }

  /** {@code to[i] = a[i] + s * b[i]}, the triad of the STREAM benchmark. */
  static void triad(float[] to, float[] a, float[] b, float s) {
    FloatVector factor = FloatVector.broadcast(SPECIES, s);
    int end = to.length - to.length % LANES;
    for (int i = 0; i < end; i += LANES) {
      FloatVector sum = FloatVector.fromArray(SPECIES, b, i);
      sum.fma(factor, FloatVector.fromArray(SPECIES, a, i)).intoArray(to, i);
    }
  }
}
