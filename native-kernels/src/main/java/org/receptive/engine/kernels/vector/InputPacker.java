package org.receptive.engine.kernels.vector;

import java.util.Arrays;
import org.receptive.engine.kernels.convolution.ConvolutionPlan;
import org.receptive.engine.kernels.convolution.PackedInput;
import org.receptive.engine.layer.WindowAxis;

/** Copies the padded input rows of a unit into the order that {@link ConvolutionPlan} describes. */
final class InputPacker {
  private final ConvolutionPlan plan;
  private final WindowAxis rows;
  private final WindowAxis columns;
  private final PackedInput layout;

  InputPacker(ConvolutionPlan plan) {
    this.plan = plan;
    this.rows = plan.rows();
    this.columns = plan.columns();
    this.layout = plan.packed();
  }

  /**
   * Packs all channels of a group for some output rows.
   *
   * @param input the whole input
   * @param group where the group's first channel begins in it
   */
  void pack(float[] input, int group, int firstRow, int outputRows, float[] packed) {
    int paddedRows = (outputRows - 1) * rows.stride() + rows.extent();
    int width = columns.input();
    for (int channel = 0; channel < plan.groupChannels(); channel++) {
      int plane = group + channel * rows.input() * width;
      int at = channel * layout.channelPitch();
      for (int row = 0; row < paddedRows; row++, at += layout.rowPitch()) {
        int y = firstRow * rows.stride() + row - rows.padBefore();
        if (y < 0 || y >= rows.input()) {
          Arrays.fill(packed, at, at + layout.rowPitch(), 0);
        } else if (isRead(row)) {
          packRow(input, plane + y * width, packed, at);
        }
      }
    }
  }

  private boolean isRead(int row) {
    for (int tap = 0; tap < rows.kernel(); tap++) {
      int distance = row - tap * rows.dilation();
      if (distance >= 0 && distance % rows.stride() == 0) {
        return true;
      }
    }
    return false;
  }

  /** Position p of a phase holds column p * stride + phase - padding, or 0 outside the input. */
  private void packRow(float[] input, int from, float[] packed, int to) {
    int length = layout.phaseLength();
    int stride = columns.stride();
    int at = to;
    for (int phase : layout.phases()) {
      int shift = phase - columns.padBefore();
      int begin = Math.min(length, shift >= 0 ? 0 : Math.ceilDiv(-shift, stride));
      int end = Math.clamp(Math.ceilDiv(columns.input() - shift, stride), begin, length);
      Arrays.fill(packed, at, at + begin, 0);
      if (stride == 1) {
        System.arraycopy(input, from + shift + begin, packed, at + begin, end - begin);
      } else {
        for (int p = begin; p < end; p++) {
          packed[at + p] = input[from + shift + p * stride];
        }
      }
      Arrays.fill(packed, at + end, at + length, 0);
      at += length;
    }
  }
}
