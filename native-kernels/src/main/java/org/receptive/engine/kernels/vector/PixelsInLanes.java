package org.receptive.engine.kernels.vector;

import static org.receptive.engine.kernels.vector.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import org.receptive.engine.kernels.convolution.ConvolutionPlan;

/**
 * Convolution with pixels in the lanes: one register (a slot) holds neighbouring output pixels of
 * one filter. Right where there are few filters, whose lanes would stay empty. A tile is 2 filters
 * x 4 slots, or 1 filter x 4 slots or 1 slot.
 */
final class PixelsInLanes {
  private final int[] offsets;
  private final boolean relu;
  private final boolean depthwise;
  private final int plane;
  private final float[] input;
  private final float[] weights;
  private final float[] output;
  private final int inputSlot;
  private final int outputSlot;

  /**
   * Convolution of one packed input, of which whole registers may be read.
   *
   * @param inputSlot from a slot's input to the next slot's
   * @param outputSlot from a slot's output to the next slot's
   */
  PixelsInLanes(
      ConvolutionPlan plan,
      float[] input,
      float[] weights,
      float[] output,
      int inputSlot,
      int outputSlot) {
    this.offsets = plan.packed().offsets();
    this.relu = plan.relu();
    this.depthwise =
        plan.groupChannels() == 1
            && plan.groupFilters() == 1
            && plan.rows().kernel() == 3
            && plan.rows().stride() == 1
            && plan.rows().dilation() == 1;
    this.plane = plan.output().height() * plan.output().width();
    this.input = input;
    this.weights = weights;
    this.output = output;
    this.inputSlot = inputSlot;
    this.outputSlot = outputSlot;
  }

  /**
   * Computes a column of slots for a block of filters.
   *
   * @param in the first slot's input
   * @param out the first slot's output, in the first filter's plane
   * @param w where the block's biases begin
   * @param filters in the block
   * @param pixels that exist in each slot
   */
  void column(int in, int out, int w, int filters, int slots, int pixels) {
    VectorMask<Float> mask = Lanes.first(pixels);
    int slot = 0;
    for (; slot + 4 <= slots; slot += 4) {
      int i = in + slot * inputSlot;
      int o = out + slot * outputSlot;
      int filter = 0;
      for (; filter + 2 <= filters; filter += 2) {
        twoByFour(i, o + filter * plane, w + filter, filters, mask);
      }
      if (depthwise) {
        depthwiseByFour(i, o, w, mask);
      } else if (filter < filters) {
        oneByFour(i, o + filter * plane, w + filter, filters, mask);
      }
    }
    for (; slot < slots; slot++) {
      for (int filter = 0; filter < filters; filter++) {
        int o = out + slot * outputSlot + filter * plane;
        oneByOne(in + slot * inputSlot, o, w + filter, filters, mask);
      }
    }
  }

  private FloatVector load(int at) {
    return FloatVector.fromArray(SPECIES, input, at);
  }

  private FloatVector broadcast(int weight) {
    return FloatVector.broadcast(SPECIES, weights[weight]);
  }

  private void store(FloatVector sum, int at, VectorMask<Float> mask) {
    FloatVector value = relu ? sum.max(0) : sum;
    if (mask.allTrue()) {
      value.intoArray(output, at);
    } else {
      value.intoArray(output, at, mask);
    }
  }

  private void twoByFour(int in, int out, int w, int filters, VectorMask<Float> mask) {
    FloatVector a0 = broadcast(w);
    FloatVector b0 = broadcast(w + 1);
    FloatVector a1 = a0, a2 = a0, a3 = a0;
    FloatVector b1 = b0, b2 = b0, b3 = b0;
    int at = w + filters;
    for (int offset : offsets) {
      int i = in + offset;
      FloatVector wa = broadcast(at);
      FloatVector wb = broadcast(at + 1);
      FloatVector x = load(i);
      a0 = x.fma(wa, a0);
      b0 = x.fma(wb, b0);
      x = load(i + inputSlot);
      a1 = x.fma(wa, a1);
      b1 = x.fma(wb, b1);
      x = load(i + 2 * inputSlot);
      a2 = x.fma(wa, a2);
      b2 = x.fma(wb, b2);
      x = load(i + 3 * inputSlot);
      a3 = x.fma(wa, a3);
      b3 = x.fma(wb, b3);
      at += filters;
    }
    store(a0, out, mask);
    store(a1, out + outputSlot, mask);
    store(a2, out + 2 * outputSlot, mask);
    store(a3, out + 3 * outputSlot, mask);
    store(b0, out + plane, mask);
    store(b1, out + plane + outputSlot, mask);
    store(b2, out + plane + 2 * outputSlot, mask);
    store(b3, out + plane + 3 * outputSlot, mask);
  }

  private void oneByFour(int in, int out, int w, int filters, VectorMask<Float> mask) {
    FloatVector a0 = broadcast(w);
    FloatVector a1 = a0, a2 = a0, a3 = a0;
    int at = w + filters;
    for (int offset : offsets) {
      int i = in + offset;
      FloatVector wa = broadcast(at);
      a0 = load(i).fma(wa, a0);
      a1 = load(i + inputSlot).fma(wa, a1);
      a2 = load(i + 2 * inputSlot).fma(wa, a2);
      a3 = load(i + 3 * inputSlot).fma(wa, a3);
      at += filters;
    }
    store(a0, out, mask);
    store(a1, out + outputSlot, mask);
    store(a2, out + 2 * outputSlot, mask);
    store(a3, out + 3 * outputSlot, mask);
  }

  /**
   * One filter of three rows on one channel (depthwise), stride 1, four rows of output: each of the
   * six input rows is loaded once for all the output rows that it serves.
   */
  private void depthwiseByFour(int in, int out, int w, VectorMask<Float> mask) {
    FloatVector a0 = broadcast(w);
    FloatVector a1 = a0, a2 = a0, a3 = a0;
    int columns = offsets.length / 3;
    for (int column = 0; column < columns; column++) {
      FloatVector top = broadcast(w + 1 + column);
      FloatVector middle = broadcast(w + 1 + columns + column);
      FloatVector bottom = broadcast(w + 1 + 2 * columns + column);
      int i = in + offsets[column];
      a0 = load(i).fma(top, a0);
      FloatVector x = load(i + inputSlot);
      a0 = x.fma(middle, a0);
      a1 = x.fma(top, a1);
      x = load(i + 2 * inputSlot);
      a0 = x.fma(bottom, a0);
      a1 = x.fma(middle, a1);
      a2 = x.fma(top, a2);
      x = load(i + 3 * inputSlot);
      a1 = x.fma(bottom, a1);
      a2 = x.fma(middle, a2);
      a3 = x.fma(top, a3);
      x = load(i + 4 * inputSlot);
      a2 = x.fma(bottom, a2);
      a3 = x.fma(middle, a3);
      a3 = load(i + 5 * inputSlot).fma(bottom, a3);
    }
    store(a0, out, mask);
    store(a1, out + outputSlot, mask);
    store(a2, out + 2 * outputSlot, mask);
    store(a3, out + 3 * outputSlot, mask);
  }

  private void oneByOne(int in, int out, int w, int filters, VectorMask<Float> mask) {
    FloatVector sum = broadcast(w);
    int at = w + filters;
    for (int offset : offsets) {
      sum = load(in + offset).fma(broadcast(at), sum);
      at += filters;
    }
    store(sum, out, mask);
  }
}
