package org.receptive.engine.kernels.convolution;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.receptive.engine.layer.Window;
import org.receptive.engine.layer.WindowAxis;

/**
 * Where a unit's packed input keeps what: {@code channel, row, phase, position}.
 *
 * @param rows padded input rows of a block of output rows
 * @param phases the remainders modulo the stride that some tap reads, ascending
 * @param phaseLength positions of a phase
 * @param rowPitch floats from a row to the next
 * @param channelPitch floats from a channel to the next
 * @param offsets for each step (channel, tap row, tap column) the distance from an output pixel's
 *     own position to the value it multiplies
 */
@SuppressWarnings("ArrayRecordComponent") // Kernels index them millions of times; nobody compares.
public record PackedInput(
    int rows, int[] phases, int phaseLength, int rowPitch, int channelPitch, int[] offsets) {
  /** Floats that a kernel may read, and ignore, behind the last position. */
  private static final int SLACK = 64;

  /** A power of two: rows that far apart would compete for the same lines of a cache. */
  private static final int SAME_CACHE_SET = 1024;

  static PackedInput of(ConvolutionPlan plan, boolean inPlace) {
    return inPlace ? inPlace(plan) : packed(plan);
  }

  /** The input as it is: a step is a channel. */
  private static PackedInput inPlace(ConvolutionPlan plan) {
    int width = plan.input().width();
    int area = plan.input().height() * width;
    int[] offsets = IntStream.range(0, plan.steps()).map(channel -> channel * area).toArray();
    return new PackedInput(plan.input().height(), new int[] {0}, width, width, area, offsets);
  }

  private static PackedInput packed(ConvolutionPlan plan) {
    WindowAxis down = plan.rows();
    WindowAxis across = plan.columns();
    int stride = across.stride();
    int[] phases =
        IntStream.range(0, across.kernel())
            .map(tap -> tap * across.dilation() % stride)
            .distinct()
            .sorted()
            .toArray();
    int rows = (plan.blockRows() - 1) * down.stride() + down.extent();
    int phaseLength = across.output() + (across.extent() - 1) / stride;
    int rowPitch = Math.multiplyExact(phases.length, phaseLength);
    int channelPitch = Math.multiplyExact(rows, rowPitch);
    if (channelPitch % SAME_CACHE_SET == 0) {
      channelPitch += 16;
    }
    Math.addExact(Math.multiplyExact(plan.groupChannels(), channelPitch), SLACK);
    int[] offsets = new int[plan.steps()];
    Window window = plan.layer().window();
    int step = 0;
    for (int channel = 0; channel < plan.groupChannels(); channel++) {
      for (int y = 0; y < window.kernelHeight(); y++) {
        for (int x = 0; x < window.kernelWidth(); x++) {
          int column = x * across.dilation();
          int phase = Arrays.binarySearch(phases, column % stride);
          offsets[step++] =
              channel * channelPitch
                  + y * down.dilation() * rowPitch
                  + phase * phaseLength
                  + column / stride;
        }
      }
    }
    return new PackedInput(rows, phases, phaseLength, rowPitch, channelPitch, offsets);
  }

  /** Floats of memory that hold one packed input, and what may be read behind it. */
  public int length(int channels) {
    return channels * channelPitch + SLACK;
  }
}
