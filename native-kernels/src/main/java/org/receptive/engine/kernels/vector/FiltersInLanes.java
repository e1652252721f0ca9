package org.receptive.engine.kernels.vector;

import static org.receptive.engine.kernels.vector.Lanes.BLOCK;
import static org.receptive.engine.kernels.vector.Lanes.COUNT;
import static org.receptive.engine.kernels.vector.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;
import org.receptive.engine.kernels.convolution.ConvolutionPlan;

/**
 * Convolution with filters in the lanes: one register holds one output pixel of as many filters as
 * it has lanes. A tile of 8 (or 4) neighbouring pixels x 2 registers stays in registers for the
 * whole sum; every step adds {@code input[offset + pixel] * weights} to each of them. The loops are
 * written out because the Vector API keeps a value in a register only if it is a local variable;
 * and no method of ours stands between them and the Vector API, whose methods are inlined always,
 * while others are not when a method has grown large, and then the vectors become objects.
 */
final class FiltersInLanes {
  private final int[] offsets;
  private final float[] packed;
  private final float[] weights;
  private final float[] tile;

  /** Results below are raised to it: 0 for a ReLU, else minus infinity. */
  private final float floor;

  /**
   * Convolution of one packed input.
   *
   * @param packed the input's rows, as {@link InputPacker} makes them
   * @param weights as {@link WeightPacker} makes them
   */
  FiltersInLanes(ConvolutionPlan plan, float[] packed, float[] weights) {
    this.offsets = plan.packed().offsets();
    this.floor = plan.relu() ? 0 : Float.NEGATIVE_INFINITY;
    this.packed = packed;
    this.weights = weights;
    this.tile = new float[8 * BLOCK];
  }

  /**
   * Sums up to {@link Lanes#TILE} pixels.
   *
   * @param in the first pixel's own position in the packed input
   * @param w where the block's biases begin
   * @param pixels how many of them are wanted
   * @param filters that exist in the block; half of the registers are spared if they would be empty
   * @return pixel by pixel the block's filters, {@code pixels x block}; overwritten by the next
   *     call
   */
  float[] sum(int in, int w, int pixels, int filters) {
    if (filters <= COUNT && pixels > 1) {
      narrow8(in, w);
    } else if (pixels > 4) {
      sum8(in, w);
    } else if (pixels > 1) {
      sum4(in, w);
    } else {
      sum1(in, w);
    }
    return tile;
  }

  private void sum8(int in, int w) {
    FloatVector a0 = FloatVector.fromArray(SPECIES, weights, w);
    FloatVector b0 = FloatVector.fromArray(SPECIES, weights, w + COUNT);
    FloatVector a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0, a6 = a0, a7 = a0;
    FloatVector b1 = b0, b2 = b0, b3 = b0, b4 = b0, b5 = b0, b6 = b0, b7 = b0;
    int at = w + BLOCK;
    for (int offset : offsets) {
      int i = in + offset;
      FloatVector wa = FloatVector.fromArray(SPECIES, weights, at);
      FloatVector wb = FloatVector.fromArray(SPECIES, weights, at + COUNT);
      FloatVector x = FloatVector.broadcast(SPECIES, packed[i]);
      a0 = x.fma(wa, a0);
      b0 = x.fma(wb, b0);
      x = FloatVector.broadcast(SPECIES, packed[i + 1]);
      a1 = x.fma(wa, a1);
      b1 = x.fma(wb, b1);
      x = FloatVector.broadcast(SPECIES, packed[i + 2]);
      a2 = x.fma(wa, a2);
      b2 = x.fma(wb, b2);
      x = FloatVector.broadcast(SPECIES, packed[i + 3]);
      a3 = x.fma(wa, a3);
      b3 = x.fma(wb, b3);
      x = FloatVector.broadcast(SPECIES, packed[i + 4]);
      a4 = x.fma(wa, a4);
      b4 = x.fma(wb, b4);
      x = FloatVector.broadcast(SPECIES, packed[i + 5]);
      a5 = x.fma(wa, a5);
      b5 = x.fma(wb, b5);
      x = FloatVector.broadcast(SPECIES, packed[i + 6]);
      a6 = x.fma(wa, a6);
      b6 = x.fma(wb, b6);
      x = FloatVector.broadcast(SPECIES, packed[i + 7]);
      a7 = x.fma(wa, a7);
      b7 = x.fma(wb, b7);
      at += BLOCK;
    }
    a0.max(floor).intoArray(tile, 0);
    b0.max(floor).intoArray(tile, COUNT);
    a1.max(floor).intoArray(tile, BLOCK);
    b1.max(floor).intoArray(tile, BLOCK + COUNT);
    a2.max(floor).intoArray(tile, 2 * BLOCK);
    b2.max(floor).intoArray(tile, 2 * BLOCK + COUNT);
    a3.max(floor).intoArray(tile, 3 * BLOCK);
    b3.max(floor).intoArray(tile, 3 * BLOCK + COUNT);
    a4.max(floor).intoArray(tile, 4 * BLOCK);
    b4.max(floor).intoArray(tile, 4 * BLOCK + COUNT);
    a5.max(floor).intoArray(tile, 5 * BLOCK);
    b5.max(floor).intoArray(tile, 5 * BLOCK + COUNT);
    a6.max(floor).intoArray(tile, 6 * BLOCK);
    b6.max(floor).intoArray(tile, 6 * BLOCK + COUNT);
    a7.max(floor).intoArray(tile, 7 * BLOCK);
    b7.max(floor).intoArray(tile, 7 * BLOCK + COUNT);
  }

  private void sum4(int in, int w) {
    FloatVector a0 = FloatVector.fromArray(SPECIES, weights, w);
    FloatVector b0 = FloatVector.fromArray(SPECIES, weights, w + COUNT);
    FloatVector a1 = a0, a2 = a0, a3 = a0;
    FloatVector b1 = b0, b2 = b0, b3 = b0;
    int at = w + BLOCK;
    for (int offset : offsets) {
      int i = in + offset;
      FloatVector wa = FloatVector.fromArray(SPECIES, weights, at);
      FloatVector wb = FloatVector.fromArray(SPECIES, weights, at + COUNT);
      FloatVector x = FloatVector.broadcast(SPECIES, packed[i]);
      a0 = x.fma(wa, a0);
      b0 = x.fma(wb, b0);
      x = FloatVector.broadcast(SPECIES, packed[i + 1]);
      a1 = x.fma(wa, a1);
      b1 = x.fma(wb, b1);
      x = FloatVector.broadcast(SPECIES, packed[i + 2]);
      a2 = x.fma(wa, a2);
      b2 = x.fma(wb, b2);
      x = FloatVector.broadcast(SPECIES, packed[i + 3]);
      a3 = x.fma(wa, a3);
      b3 = x.fma(wb, b3);
      at += BLOCK;
    }
    a0.max(floor).intoArray(tile, 0);
    b0.max(floor).intoArray(tile, COUNT);
    a1.max(floor).intoArray(tile, BLOCK);
    b1.max(floor).intoArray(tile, BLOCK + COUNT);
    a2.max(floor).intoArray(tile, 2 * BLOCK);
    b2.max(floor).intoArray(tile, 2 * BLOCK + COUNT);
    a3.max(floor).intoArray(tile, 3 * BLOCK);
    b3.max(floor).intoArray(tile, 3 * BLOCK + COUNT);
  }

  private void narrow8(int in, int w) {
    FloatVector a0 = FloatVector.fromArray(SPECIES, weights, w);
    FloatVector a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0, a6 = a0, a7 = a0;
    int at = w + BLOCK;
    for (int offset : offsets) {
      int i = in + offset;
      FloatVector wa = FloatVector.fromArray(SPECIES, weights, at);
      a0 = FloatVector.broadcast(SPECIES, packed[i]).fma(wa, a0);
      a1 = FloatVector.broadcast(SPECIES, packed[i + 1]).fma(wa, a1);
      a2 = FloatVector.broadcast(SPECIES, packed[i + 2]).fma(wa, a2);
      a3 = FloatVector.broadcast(SPECIES, packed[i + 3]).fma(wa, a3);
      a4 = FloatVector.broadcast(SPECIES, packed[i + 4]).fma(wa, a4);
      a5 = FloatVector.broadcast(SPECIES, packed[i + 5]).fma(wa, a5);
      a6 = FloatVector.broadcast(SPECIES, packed[i + 6]).fma(wa, a6);
      a7 = FloatVector.broadcast(SPECIES, packed[i + 7]).fma(wa, a7);
      at += BLOCK;
    }
    a0.max(floor).intoArray(tile, 0);
    a1.max(floor).intoArray(tile, BLOCK);
    a2.max(floor).intoArray(tile, 2 * BLOCK);
    a3.max(floor).intoArray(tile, 3 * BLOCK);
    a4.max(floor).intoArray(tile, 4 * BLOCK);
    a5.max(floor).intoArray(tile, 5 * BLOCK);
    a6.max(floor).intoArray(tile, 6 * BLOCK);
    a7.max(floor).intoArray(tile, 7 * BLOCK);
  }

  private void sum1(int in, int w) {
    FloatVector a = FloatVector.fromArray(SPECIES, weights, w);
    FloatVector b = FloatVector.fromArray(SPECIES, weights, w + COUNT);
    int at = w + BLOCK;
    for (int offset : offsets) {
      FloatVector x = FloatVector.broadcast(SPECIES, packed[in + offset]);
      a = x.fma(FloatVector.fromArray(SPECIES, weights, at), a);
      b = x.fma(FloatVector.fromArray(SPECIES, weights, at + COUNT), b);
      at += BLOCK;
    }
    a.max(floor).intoArray(tile, 0);
    b.max(floor).intoArray(tile, COUNT);
  }
}
