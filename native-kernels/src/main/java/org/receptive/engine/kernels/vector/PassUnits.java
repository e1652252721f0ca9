package org.receptive.engine.kernels.vector;

import java.util.Arrays;
import org.receptive.engine.kernels.program.BlockedWork;
import org.receptive.engine.kernels.program.Layout;
import org.receptive.engine.kernels.program.Operation;
import org.receptive.engine.layer.Arithmetic;

/** Sums, scales and activations on blocks of 16 channels, and the way into and out of blocks. */
final class PassUnits {
  private final BlockedWork work;
  private final Blocks in;
  private final Blocks out;

  PassUnits(BlockedWork work, Blocks in, Blocks out) {
    this.work = work;
    this.in = in;
    this.out = out;
  }

  void add(Blocks more, long begin, long end) {
    int count = out.width() * Layout.BLOCK;
    Bands.each(
        work,
        begin,
        end,
        (image, block, first, last) -> {
          for (int y = first; y < last; y++) {
            int a = in.at(image, block) + y * in.row();
            int b = more.at(image, block) + y * more.row();
            int to = out.at(image, block) + y * out.row();
            Ends.add(in.data(), a, more.data(), b, out.data(), to, count);
            Ends.apply(work.epilogue(), out.data(), to, out.data(), to, count);
          }
          out.zeroHalo(out.at(image, block), first, last);
        });
  }

  /** Two values joined, then the activation. */
  void pair(Operation.Pair pair, Blocks more, long begin, long end) {
    int count = out.width() * Layout.BLOCK;
    Bands.each(
        work,
        begin,
        end,
        (image, block, first, last) -> {
          for (int y = first; y < last; y++) {
            int a = in.at(image, block) + y * in.row();
            int b = more.at(image, block) + (pair.spread() ? 0 : y * more.row());
            int to = out.at(image, block) + y * out.row();
            float[] second = more.data();
            switch (pair.operation()) {
              case MULTIPLY -> {
                if (pair.spread()) {
                  multiplySpread(a, second, b, to, count);
                } else {
                  multiply(a, second, b, to, count);
                }
              }
              default -> addOrSubtract(pair, a, second, b, to, count);
            }
            Ends.apply(work.epilogue(), out.data(), to, out.data(), to, count);
          }
          out.zeroHalo(out.at(image, block), first, last);
        });
  }

  private void multiply(int a, float[] second, int b, int to, int count) {
    float[] from = in.data();
    float[] into = out.data();
    for (int i = 0; i < count; i++) {
      into[to + i] = from[a + i] * second[b + i];
    }
  }

  private void multiplySpread(int a, float[] second, int b, int to, int count) {
    float[] from = in.data();
    float[] into = out.data();
    for (int x = 0; x < count; x += Layout.BLOCK) {
      for (int c = 0; c < Layout.BLOCK; c++) {
        into[to + x + c] = from[a + x + c] * second[b + c];
      }
    }
  }

  private void addOrSubtract(
      Operation.Pair pair, int a, float[] second, int begin, int to, int count) {
    int b = begin;
    float[] from = in.data();
    float[] into = out.data();
    float sign = pair.operation() == Arithmetic.Operation.SUBTRACT ? -1 : 1;
    int step = pair.spread() ? 0 : Layout.BLOCK;
    for (int x = 0; x < count; x += Layout.BLOCK, b += step) {
      for (int c = 0; c < Layout.BLOCK; c++) {
        into[to + x + c] = from[a + x + c] + sign * second[b + c];
      }
    }
  }

  void activate(long begin, long end) {
    int count = out.width() * Layout.BLOCK;
    Bands.each(
        work,
        begin,
        end,
        (image, block, first, last) -> {
          for (int y = first; y < last; y++) {
            int from = in.at(image, block) + y * in.row();
            int to = out.at(image, block) + y * out.row();
            Ends.apply(work.epilogue(), in.data(), from, out.data(), to, count);
          }
          out.zeroHalo(out.at(image, block), first, last);
        });
  }

  /**
   * {@code (x - mean) * scale + shift}, then the activation.
   *
   * @param numbers means, scales and shifts, each to the end of the last block
   */
  void scale(float[][] numbers, long begin, long end) {
    Bands.each(
        work,
        begin,
        end,
        (image, block, first, last) -> {
          for (int y = first; y < last; y++) {
            int from = in.at(image, block) + y * in.row();
            int to = out.at(image, block) + y * out.row();
            scaleRow(numbers, block * Layout.BLOCK, from, to);
            int count = out.width() * Layout.BLOCK;
            Ends.apply(work.epilogue(), out.data(), to, out.data(), to, count);
          }
          out.zeroHalo(out.at(image, block), first, last);
        });
  }

  private void scaleRow(float[][] numbers, int channel, int from, int to) {
    float[] a = in.data();
    float[] b = out.data();
    for (int x = 0; x < out.width() * Layout.BLOCK; x += Layout.BLOCK) {
      for (int c = 0; c < Layout.BLOCK; c++) {
        float centered = a[from + x + c] - numbers[0][channel + c];
        b[to + x + c] = centered * numbers[1][channel + c] + numbers[2][channel + c];
      }
    }
  }

  /** Planes become blocks; channels that fill up the last block are 0. */
  void toBlocks(long begin, long end) {
    Bands.each(
        work,
        begin,
        end,
        (image, block, first, last) -> {
          int from = in.at(image, block * Layout.BLOCK);
          int channels = Math.min(Layout.BLOCK, work.channels() - block * Layout.BLOCK);
          for (int y = first; y < last; y++) {
            int to = out.at(image, block) + y * out.row();
            if (channels < Layout.BLOCK) {
              Arrays.fill(out.data(), to, to + out.width() * Layout.BLOCK, 0);
            }
            for (int c = 0; c < channels; c++) {
              spread(from + c * in.block() + y * in.row(), to + c);
            }
          }
          out.zeroHalo(out.at(image, block), first, last);
        });
  }

  private void spread(int from, int to) {
    float[] a = in.data();
    float[] b = out.data();
    int width = out.width();
    for (int x = 0; x < width; x++) {
      b[to + x * Layout.BLOCK] = a[from + x];
    }
  }

  /** Blocks become planes without gaps. */
  void toPlanes(long begin, long end) {
    Bands.each(
        work,
        begin,
        end,
        (image, block, first, last) -> {
          int to = out.at(image, block * Layout.BLOCK);
          int channels = Math.min(Layout.BLOCK, work.channels() - block * Layout.BLOCK);
          for (int y = first; y < last; y++) {
            int from = in.at(image, block) + y * in.row();
            for (int c = 0; c < channels; c++) {
              collect(from + c, to + c * out.block() + y * out.row());
            }
          }
        });
  }

  private void collect(int from, int to) {
    float[] a = in.data();
    float[] b = out.data();
    int width = out.width();
    for (int x = 0; x < width; x++) {
      b[to + x] = a[from + x * Layout.BLOCK];
    }
  }

  /** Planes get a halo of zeros; a unit is a plane. */
  void padPlanes(long begin, long end) {
    int left = out.halo().left();
    int right = out.halo().right();
    for (int plane = (int) begin; plane < end; plane++) {
      int image = plane / work.channels();
      int from = in.at(image, plane % work.channels());
      int to = out.at(image, plane % work.channels());
      for (int y = -out.halo().top(); y < out.height() + out.halo().bottom(); y++) {
        int row = to + y * out.row();
        if (y < 0 || y >= out.height()) {
          Arrays.fill(out.data(), row - left, row + out.width() + right, 0);
          continue;
        }
        Arrays.fill(out.data(), row - left, row, 0);
        System.arraycopy(in.data(), from + y * in.row(), out.data(), row, out.width());
        Arrays.fill(out.data(), row + out.width(), row + out.width() + right, 0);
      }
    }
  }
}
