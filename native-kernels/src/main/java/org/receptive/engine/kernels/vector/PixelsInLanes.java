package org.receptive.engine.kernels.vector;

import static org.receptive.engine.kernels.vector.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import org.receptive.engine.kernels.convolution.ConvolutionPlan;

/**
 * Convolution with pixels in the lanes: one register (a slot) holds neighbouring output pixels of
 * one filter. Right where there are few filters, whose lanes would stay empty. A tile is 2 filters
 * x 4 slots, or 1 filter x 4 slots or 1 slot. Written out as {@link FiltersInLanes} is.
 */
final class PixelsInLanes {
  private final int[] offsets;

  /** Results below are raised to it: 0 for a ReLU, else minus infinity. */
  private final float floor;

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
    this.floor = plan.relu() ? 0 : Float.NEGATIVE_INFINITY;
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

  private void twoByFour(int in, int out, int w, int filters, VectorMask<Float> mask) {
    FloatVector a0 = FloatVector.broadcast(SPECIES, weights[w]);
    FloatVector b0 = FloatVector.broadcast(SPECIES, weights[w + 1]);
    FloatVector a1 = a0, a2 = a0, a3 = a0;
    FloatVector b1 = b0, b2 = b0, b3 = b0;
    int at = w + filters;
    for (int offset : offsets) {
      int i = in + offset;
      FloatVector wa = FloatVector.broadcast(SPECIES, weights[at]);
      FloatVector wb = FloatVector.broadcast(SPECIES, weights[at + 1]);
      FloatVector x = FloatVector.fromArray(SPECIES, input, i);
      a0 = x.fma(wa, a0);
      b0 = x.fma(wb, b0);
      x = FloatVector.fromArray(SPECIES, input, i + inputSlot);
      a1 = x.fma(wa, a1);
      b1 = x.fma(wb, b1);
      x = FloatVector.fromArray(SPECIES, input, i + 2 * inputSlot);
      a2 = x.fma(wa, a2);
      b2 = x.fma(wb, b2);
      x = FloatVector.fromArray(SPECIES, input, i + 3 * inputSlot);
      a3 = x.fma(wa, a3);
      b3 = x.fma(wb, b3);
      at += filters;
    }
    a0.max(floor).intoArray(output, out, mask);
    a1.max(floor).intoArray(output, out + outputSlot, mask);
    a2.max(floor).intoArray(output, out + 2 * outputSlot, mask);
    a3.max(floor).intoArray(output, out + 3 * outputSlot, mask);
    b0.max(floor).intoArray(output, out + plane, mask);
    b1.max(floor).intoArray(output, out + plane + outputSlot, mask);
    b2.max(floor).intoArray(output, out + plane + 2 * outputSlot, mask);
    b3.max(floor).intoArray(output, out + plane + 3 * outputSlot, mask);
  }

  private void oneByFour(int in, int out, int w, int filters, VectorMask<Float> mask) {
    FloatVector a0 = FloatVector.broadcast(SPECIES, weights[w]);
    FloatVector a1 = a0, a2 = a0, a3 = a0;
    int at = w + filters;
    for (int offset : offsets) {
      int i = in + offset;
      FloatVector wa = FloatVector.broadcast(SPECIES, weights[at]);
      a0 = FloatVector.fromArray(SPECIES, input, i).fma(wa, a0);
      a1 = FloatVector.fromArray(SPECIES, input, i + inputSlot).fma(wa, a1);
      a2 = FloatVector.fromArray(SPECIES, input, i + 2 * inputSlot).fma(wa, a2);
      a3 = FloatVector.fromArray(SPECIES, input, i + 3 * inputSlot).fma(wa, a3);
      at += filters;
    }
    a0.max(floor).intoArray(output, out, mask);
    a1.max(floor).intoArray(output, out + outputSlot, mask);
    a2.max(floor).intoArray(output, out + 2 * outputSlot, mask);
    a3.max(floor).intoArray(output, out + 3 * outputSlot, mask);
  }

  /**
   * One filter of three rows on one channel (depthwise), stride 1, four rows of output: each of the
   * six input rows is loaded once for all the output rows that it serves.
   */
  private void depthwiseByFour(int in, int out, int w, VectorMask<Float> mask) {
    FloatVector a0 = FloatVector.broadcast(SPECIES, weights[w]);
    FloatVector a1 = a0, a2 = a0, a3 = a0;
    int columns = offsets.length / 3;
    for (int column = 0; column < columns; column++) {
      FloatVector top = FloatVector.broadcast(SPECIES, weights[w + 1 + column]);
      FloatVector middle = FloatVector.broadcast(SPECIES, weights[w + 1 + columns + column]);
      FloatVector bottom = FloatVector.broadcast(SPECIES, weights[w + 1 + 2 * columns + column]);
      int i = in + offsets[column];
      a0 = FloatVector.fromArray(SPECIES, input, i).fma(top, a0);
      FloatVector x = FloatVector.fromArray(SPECIES, input, i + inputSlot);
      a0 = x.fma(middle, a0);
      a1 = x.fma(top, a1);
      x = FloatVector.fromArray(SPECIES, input, i + 2 * inputSlot);
      a0 = x.fma(bottom, a0);
      a1 = x.fma(middle, a1);
      a2 = x.fma(top, a2);
      x = FloatVector.fromArray(SPECIES, input, i + 3 * inputSlot);
      a1 = x.fma(bottom, a1);
      a2 = x.fma(middle, a2);
      a3 = x.fma(top, a3);
      x = FloatVector.fromArray(SPECIES, input, i + 4 * inputSlot);
      a2 = x.fma(bottom, a2);
      a3 = x.fma(middle, a3);
      a3 = FloatVector.fromArray(SPECIES, input, i + 5 * inputSlot).fma(bottom, a3);
    }
    a0.max(floor).intoArray(output, out, mask);
    a1.max(floor).intoArray(output, out + outputSlot, mask);
    a2.max(floor).intoArray(output, out + 2 * outputSlot, mask);
    a3.max(floor).intoArray(output, out + 3 * outputSlot, mask);
  }

  private void oneByOne(int in, int out, int w, int filters, VectorMask<Float> mask) {
    FloatVector sum = FloatVector.broadcast(SPECIES, weights[w]);
    int at = w + filters;
    for (int offset : offsets) {
      sum =
          FloatVector.fromArray(SPECIES, input, in + offset)
              .fma(FloatVector.broadcast(SPECIES, weights[at]), sum);
      at += filters;
    }
    sum.max(floor).intoArray(output, out, mask);
  }
}
