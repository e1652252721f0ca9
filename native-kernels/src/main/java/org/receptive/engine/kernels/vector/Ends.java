package org.receptive.engine.kernels.vector;

import org.receptive.engine.kernels.program.Epilogue;
import org.receptive.engine.layer.Activation;
import org.receptive.engine.layer.Activation.Elementary.Function;

/**
 * What happens to values at the end of a step, in a pass over a stretch that a cache still has.
 * Loops that the JIT compiler makes vectors of, and that are not slow before it does.
 */
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
      case RELU -> relu(from, at, to, toAt, count);
      case LEAKY_RELU -> leaky(end.slope(), from, at, to, toAt, count);
      case CLAMP -> clamp(end.slope(), end.high(), from, at, to, toAt, count);
      case HARD_SWISH -> {
        for (int i = 0; i < count; i++) {
          float x = from[at + i];
          to[toAt + i] = x * Math.max(0, Math.min(1, x / 6 + 0.5f));
        }
      }
      case HARD_SIGMOID -> {
        for (int i = 0; i < count; i++) {
          to[toAt + i] = Math.max(0, Math.min(1, end.slope() * from[at + i] + end.high()));
        }
      }
      case SIGMOID, TANH, ELU, EXP, LOG, SOFTPLUS, MISH ->
          Smooth.apply(end, from, at, to, toAt, count);
      default -> elementary(Function.valueOf(end.kind().name()), from, at, to, toAt, count);
    }
  }

  private static void elementary(
      Function function, float[] from, int at, float[] to, int toAt, int count) {
    switch (function) {
      case ABS -> {
        for (int i = 0; i < count; i++) {
          to[toAt + i] = Math.abs(from[at + i]);
        }
      }
      case NEGATE -> {
        for (int i = 0; i < count; i++) {
          to[toAt + i] = -from[at + i];
        }
      }
      case SQRT -> {
        for (int i = 0; i < count; i++) {
          to[toAt + i] = (float) Math.sqrt(from[at + i]);
        }
      }
      case RECIPROCAL -> {
        for (int i = 0; i < count; i++) {
          to[toAt + i] = 1 / from[at + i];
        }
      }
      case SOFTSIGN -> {
        for (int i = 0; i < count; i++) {
          to[toAt + i] = from[at + i] / (1 + Math.abs(from[at + i]));
        }
      }
      case FLOOR -> {
        for (int i = 0; i < count; i++) {
          to[toAt + i] = (float) Math.floor(from[at + i]);
        }
      }
      case CEIL -> {
        for (int i = 0; i < count; i++) {
          to[toAt + i] = (float) Math.ceil(from[at + i]);
        }
      }
      case ROUND -> {
        for (int i = 0; i < count; i++) {
          to[toAt + i] = (float) Math.rint(from[at + i]);
        }
      }
      case SIGN -> {
        for (int i = 0; i < count; i++) {
          to[toAt + i] = Math.signum(from[at + i]);
        }
      }
      default -> {
        Activation.Elementary layer = new Activation.Elementary(function);
        for (int i = 0; i < count; i++) {
          to[toAt + i] = layer.apply(from[at + i]);
        }
      }
    }
  }

  private static void relu(float[] from, int at, float[] to, int toAt, int count) {
    for (int i = 0; i < count; i++) {
      to[toAt + i] = Math.max(from[at + i], 0);
    }
  }

  private static void leaky(float slope, float[] from, int at, float[] to, int toAt, int count) {
    for (int i = 0; i < count; i++) {
      to[toAt + i] = Math.max(from[at + i], 0) + slope * Math.min(from[at + i], 0);
    }
  }

  private static void clamp(
      float low, float high, float[] from, int at, float[] to, int toAt, int count) {
    for (int i = 0; i < count; i++) {
      to[toAt + i] = Math.min(Math.max(from[at + i], low), high);
    }
  }

  /** The sum of two stretches, a third. */
  static void add(float[] a, int aAt, float[] b, int bAt, float[] to, int toAt, int count) {
    for (int i = 0; i < count; i++) {
      to[toAt + i] = a[aAt + i] + b[bAt + i];
    }
  }
}
