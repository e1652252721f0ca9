package org.receptive.engine.kernels.vector;

import static org.receptive.engine.kernels.vector.Lanes.COUNT;
import static org.receptive.engine.kernels.vector.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.receptive.engine.kernels.program.Epilogue;

/** What happens to values at the end of a step, in a pass over a stretch that a cache still has. */
final class Ends {
  private Ends() {}

  /** The function of each of some values; where it is the identity, a copy. NaN stays NaN. */
  static void apply(Epilogue end, float[] from, int at, float[] to, int toAt, int count) {
    switch (end.kind()) {
      case IDENTITY -> {
        if (from != to || at != toAt) {
          System.arraycopy(from, at, to, toAt, count);
        }
      }
      case RELU -> leaky(0, from, at, to, toAt, count);
      case LEAKY_RELU -> leaky(end.slope(), from, at, to, toAt, count);
      case CLAMP -> clamp(end.slope(), end.high(), from, at, to, toAt, count);
      default -> {
        for (int i = 0; i < count; i++) {
          to[toAt + i] = end.apply(from[at + i]);
        }
      }
    }
  }

  private static void leaky(float slope, float[] from, int at, float[] to, int toAt, int count) {
    int i = 0;
    for (; i + COUNT <= count; i += COUNT) {
      FloatVector x = FloatVector.fromArray(SPECIES, from, at + i);
      FloatVector low = slope == 0 ? FloatVector.zero(SPECIES) : x.mul(slope);
      x.blend(low, x.lt(0)).intoArray(to, toAt + i);
    }
    for (; i < count; i++) {
      float x = from[at + i];
      to[toAt + i] = x < 0 ? slope == 0 ? 0 : slope * x : x;
    }
  }

  private static void clamp(
      float low, float high, float[] from, int at, float[] to, int toAt, int count) {
    FloatVector least = FloatVector.broadcast(SPECIES, low);
    FloatVector most = FloatVector.broadcast(SPECIES, high);
    int i = 0;
    for (; i + COUNT <= count; i += COUNT) {
      FloatVector x = FloatVector.fromArray(SPECIES, from, at + i);
      x.blend(least, x.lt(low))
          .blend(most, x.compare(VectorOperators.GT, high))
          .intoArray(to, toAt + i);
    }
    for (; i < count; i++) {
      float x = from[at + i];
      to[toAt + i] = x < low ? low : x > high ? high : x;
    }
  }

  /** The sum of two stretches, a third. */
  static void add(float[] a, int aAt, float[] b, int bAt, float[] to, int toAt, int count) {
    int i = 0;
    for (; i + COUNT <= count; i += COUNT) {
      FloatVector.fromArray(SPECIES, a, aAt + i)
          .add(FloatVector.fromArray(SPECIES, b, bAt + i))
          .intoArray(to, toAt + i);
    }
    for (; i < count; i++) {
      to[toAt + i] = a[aAt + i] + b[bAt + i];
    }
  }
}
