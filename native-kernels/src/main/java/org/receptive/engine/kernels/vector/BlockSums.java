package org.receptive.engine.kernels.vector;

import static org.receptive.engine.kernels.vector.Lanes.BLOCK;
import static org.receptive.engine.kernels.vector.Lanes.COUNT;
import static org.receptive.engine.kernels.vector.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;
import org.receptive.engine.kernels.program.Layout;

/**
 * Sums over blocks of channels, 16 side by side at every offset. Written out, and without methods
 * of ours, as {@link FiltersInLanes} is.
 */
final class BlockSums implements TileSums {
  private final float[] input;
  private final int step;
  private final int[] offsets;
  private final float[] weights;
  private final float[] starts;

  /**
   * Sums over one input.
   *
   * @param step floats from a pixel's input to the next pixel's
   * @param offsets from a pixel's own position to each tap of each block
   * @param weights step by step the filters of a pair of registers
   * @param starts where sums begin: biases, or zeros
   */
  BlockSums(float[] input, int step, int[] offsets, float[] weights, float[] starts) {
    this.input = input;
    this.step = step;
    this.offsets = offsets;
    this.weights = weights;
    this.starts = starts;
  }

  @Override
  public void pair(
      int at, int w, int s, int pixels, float[] out, int to, int pitch, int second, boolean relu) {
    switch (pixels) {
      case 8 -> sum8(at, w, s, out, to, pitch, second, relu);
      case 4 -> sum4(at, w, s, out, to, pitch, second, relu);
      default -> sum1(at, w, s, out, to, second, relu);
    }
  }

  @Override
  public void half(int at, int w, int s, int pixels, float[] out, int to, int pitch, boolean relu) {
    switch (pixels) {
      case 8 -> half8(at, w, s, out, to, pitch, relu);
      case 4 -> half4(at, w, s, out, to, pitch, relu);
      default -> half1(at, w, s, out, to, relu);
    }
  }

  private void sum8(
      int at, int w, int s, float[] out, int to, int pitch, int second, boolean relu) {
    FloatVector a0 = FloatVector.fromArray(SPECIES, starts, s);
    FloatVector b0 = FloatVector.fromArray(SPECIES, starts, s + COUNT);
    FloatVector a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0, a6 = a0, a7 = a0;
    FloatVector b1 = b0, b2 = b0, b3 = b0, b4 = b0, b5 = b0, b6 = b0, b7 = b0;
    int v = w;
    for (int offset : offsets) {
      int first = at + offset;
      for (int i = first; i < first + Layout.BLOCK; i++) {
        FloatVector wa = FloatVector.fromArray(SPECIES, weights, v);
        FloatVector wb = FloatVector.fromArray(SPECIES, weights, v + COUNT);
        FloatVector x = FloatVector.broadcast(SPECIES, input[i]);
        a0 = x.fma(wa, a0);
        b0 = x.fma(wb, b0);
        x = FloatVector.broadcast(SPECIES, input[i + step]);
        a1 = x.fma(wa, a1);
        b1 = x.fma(wb, b1);
        x = FloatVector.broadcast(SPECIES, input[i + 2 * step]);
        a2 = x.fma(wa, a2);
        b2 = x.fma(wb, b2);
        x = FloatVector.broadcast(SPECIES, input[i + 3 * step]);
        a3 = x.fma(wa, a3);
        b3 = x.fma(wb, b3);
        x = FloatVector.broadcast(SPECIES, input[i + 4 * step]);
        a4 = x.fma(wa, a4);
        b4 = x.fma(wb, b4);
        x = FloatVector.broadcast(SPECIES, input[i + 5 * step]);
        a5 = x.fma(wa, a5);
        b5 = x.fma(wb, b5);
        x = FloatVector.broadcast(SPECIES, input[i + 6 * step]);
        a6 = x.fma(wa, a6);
        b6 = x.fma(wb, b6);
        x = FloatVector.broadcast(SPECIES, input[i + 7 * step]);
        a7 = x.fma(wa, a7);
        b7 = x.fma(wb, b7);
        v += BLOCK;
      }
    }
    if (relu) {
      FloatVector zero = FloatVector.zero(SPECIES);
      a0 = a0.blend(zero, a0.lt(0));
      a1 = a1.blend(zero, a1.lt(0));
      a2 = a2.blend(zero, a2.lt(0));
      a3 = a3.blend(zero, a3.lt(0));
      a4 = a4.blend(zero, a4.lt(0));
      a5 = a5.blend(zero, a5.lt(0));
      a6 = a6.blend(zero, a6.lt(0));
      a7 = a7.blend(zero, a7.lt(0));
      b0 = b0.blend(zero, b0.lt(0));
      b1 = b1.blend(zero, b1.lt(0));
      b2 = b2.blend(zero, b2.lt(0));
      b3 = b3.blend(zero, b3.lt(0));
      b4 = b4.blend(zero, b4.lt(0));
      b5 = b5.blend(zero, b5.lt(0));
      b6 = b6.blend(zero, b6.lt(0));
      b7 = b7.blend(zero, b7.lt(0));
    }
    a0.intoArray(out, to);
    b0.intoArray(out, to + second);
    a1.intoArray(out, to + pitch);
    b1.intoArray(out, to + pitch + second);
    a2.intoArray(out, to + 2 * pitch);
    b2.intoArray(out, to + 2 * pitch + second);
    a3.intoArray(out, to + 3 * pitch);
    b3.intoArray(out, to + 3 * pitch + second);
    a4.intoArray(out, to + 4 * pitch);
    b4.intoArray(out, to + 4 * pitch + second);
    a5.intoArray(out, to + 5 * pitch);
    b5.intoArray(out, to + 5 * pitch + second);
    a6.intoArray(out, to + 6 * pitch);
    b6.intoArray(out, to + 6 * pitch + second);
    a7.intoArray(out, to + 7 * pitch);
    b7.intoArray(out, to + 7 * pitch + second);
  }

  private void sum4(
      int at, int w, int s, float[] out, int to, int pitch, int second, boolean relu) {
    FloatVector a0 = FloatVector.fromArray(SPECIES, starts, s);
    FloatVector b0 = FloatVector.fromArray(SPECIES, starts, s + COUNT);
    FloatVector a1 = a0, a2 = a0, a3 = a0;
    FloatVector b1 = b0, b2 = b0, b3 = b0;
    int v = w;
    for (int offset : offsets) {
      int first = at + offset;
      for (int i = first; i < first + Layout.BLOCK; i++) {
        FloatVector wa = FloatVector.fromArray(SPECIES, weights, v);
        FloatVector wb = FloatVector.fromArray(SPECIES, weights, v + COUNT);
        FloatVector x = FloatVector.broadcast(SPECIES, input[i]);
        a0 = x.fma(wa, a0);
        b0 = x.fma(wb, b0);
        x = FloatVector.broadcast(SPECIES, input[i + step]);
        a1 = x.fma(wa, a1);
        b1 = x.fma(wb, b1);
        x = FloatVector.broadcast(SPECIES, input[i + 2 * step]);
        a2 = x.fma(wa, a2);
        b2 = x.fma(wb, b2);
        x = FloatVector.broadcast(SPECIES, input[i + 3 * step]);
        a3 = x.fma(wa, a3);
        b3 = x.fma(wb, b3);
        v += BLOCK;
      }
    }
    if (relu) {
      FloatVector zero = FloatVector.zero(SPECIES);
      a0 = a0.blend(zero, a0.lt(0));
      a1 = a1.blend(zero, a1.lt(0));
      a2 = a2.blend(zero, a2.lt(0));
      a3 = a3.blend(zero, a3.lt(0));
      b0 = b0.blend(zero, b0.lt(0));
      b1 = b1.blend(zero, b1.lt(0));
      b2 = b2.blend(zero, b2.lt(0));
      b3 = b3.blend(zero, b3.lt(0));
    }
    a0.intoArray(out, to);
    b0.intoArray(out, to + second);
    a1.intoArray(out, to + pitch);
    b1.intoArray(out, to + pitch + second);
    a2.intoArray(out, to + 2 * pitch);
    b2.intoArray(out, to + 2 * pitch + second);
    a3.intoArray(out, to + 3 * pitch);
    b3.intoArray(out, to + 3 * pitch + second);
  }

  private void sum1(int at, int w, int s, float[] out, int to, int second, boolean relu) {
    FloatVector a0 = FloatVector.fromArray(SPECIES, starts, s);
    FloatVector b0 = FloatVector.fromArray(SPECIES, starts, s + COUNT);
    int v = w;
    for (int offset : offsets) {
      int first = at + offset;
      for (int i = first; i < first + Layout.BLOCK; i++) {
        FloatVector wa = FloatVector.fromArray(SPECIES, weights, v);
        FloatVector wb = FloatVector.fromArray(SPECIES, weights, v + COUNT);
        FloatVector x = FloatVector.broadcast(SPECIES, input[i]);
        a0 = x.fma(wa, a0);
        b0 = x.fma(wb, b0);
        v += BLOCK;
      }
    }
    if (relu) {
      FloatVector zero = FloatVector.zero(SPECIES);
      a0 = a0.blend(zero, a0.lt(0));
      b0 = b0.blend(zero, b0.lt(0));
    }
    a0.intoArray(out, to);
    b0.intoArray(out, to + second);
  }

  private void half8(int at, int w, int s, float[] out, int to, int pitch, boolean relu) {
    FloatVector a0 = FloatVector.fromArray(SPECIES, starts, s);
    FloatVector a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0, a6 = a0, a7 = a0;
    int v = w;
    for (int offset : offsets) {
      int first = at + offset;
      for (int i = first; i < first + Layout.BLOCK; i++) {
        FloatVector wa = FloatVector.fromArray(SPECIES, weights, v);
        a0 = FloatVector.broadcast(SPECIES, input[i]).fma(wa, a0);
        a1 = FloatVector.broadcast(SPECIES, input[i + step]).fma(wa, a1);
        a2 = FloatVector.broadcast(SPECIES, input[i + 2 * step]).fma(wa, a2);
        a3 = FloatVector.broadcast(SPECIES, input[i + 3 * step]).fma(wa, a3);
        a4 = FloatVector.broadcast(SPECIES, input[i + 4 * step]).fma(wa, a4);
        a5 = FloatVector.broadcast(SPECIES, input[i + 5 * step]).fma(wa, a5);
        a6 = FloatVector.broadcast(SPECIES, input[i + 6 * step]).fma(wa, a6);
        a7 = FloatVector.broadcast(SPECIES, input[i + 7 * step]).fma(wa, a7);
        v += COUNT;
      }
    }
    if (relu) {
      FloatVector zero = FloatVector.zero(SPECIES);
      a0 = a0.blend(zero, a0.lt(0));
      a1 = a1.blend(zero, a1.lt(0));
      a2 = a2.blend(zero, a2.lt(0));
      a3 = a3.blend(zero, a3.lt(0));
      a4 = a4.blend(zero, a4.lt(0));
      a5 = a5.blend(zero, a5.lt(0));
      a6 = a6.blend(zero, a6.lt(0));
      a7 = a7.blend(zero, a7.lt(0));
    }
    a0.intoArray(out, to);
    a1.intoArray(out, to + pitch);
    a2.intoArray(out, to + 2 * pitch);
    a3.intoArray(out, to + 3 * pitch);
    a4.intoArray(out, to + 4 * pitch);
    a5.intoArray(out, to + 5 * pitch);
    a6.intoArray(out, to + 6 * pitch);
    a7.intoArray(out, to + 7 * pitch);
  }

  private void half4(int at, int w, int s, float[] out, int to, int pitch, boolean relu) {
    FloatVector a0 = FloatVector.fromArray(SPECIES, starts, s);
    FloatVector a1 = a0, a2 = a0, a3 = a0;
    int v = w;
    for (int offset : offsets) {
      int first = at + offset;
      for (int i = first; i < first + Layout.BLOCK; i++) {
        FloatVector wa = FloatVector.fromArray(SPECIES, weights, v);
        a0 = FloatVector.broadcast(SPECIES, input[i]).fma(wa, a0);
        a1 = FloatVector.broadcast(SPECIES, input[i + step]).fma(wa, a1);
        a2 = FloatVector.broadcast(SPECIES, input[i + 2 * step]).fma(wa, a2);
        a3 = FloatVector.broadcast(SPECIES, input[i + 3 * step]).fma(wa, a3);
        v += COUNT;
      }
    }
    if (relu) {
      FloatVector zero = FloatVector.zero(SPECIES);
      a0 = a0.blend(zero, a0.lt(0));
      a1 = a1.blend(zero, a1.lt(0));
      a2 = a2.blend(zero, a2.lt(0));
      a3 = a3.blend(zero, a3.lt(0));
    }
    a0.intoArray(out, to);
    a1.intoArray(out, to + pitch);
    a2.intoArray(out, to + 2 * pitch);
    a3.intoArray(out, to + 3 * pitch);
  }

  private void half1(int at, int w, int s, float[] out, int to, boolean relu) {
    FloatVector a0 = FloatVector.fromArray(SPECIES, starts, s);
    int v = w;
    for (int offset : offsets) {
      int first = at + offset;
      for (int i = first; i < first + Layout.BLOCK; i++) {
        FloatVector wa = FloatVector.fromArray(SPECIES, weights, v);
        a0 = FloatVector.broadcast(SPECIES, input[i]).fma(wa, a0);
        v += COUNT;
      }
    }
    if (relu) {
      FloatVector zero = FloatVector.zero(SPECIES);
      a0 = a0.blend(zero, a0.lt(0));
    }
    a0.intoArray(out, to);
  }
}
