package org.receptive.engine.kernels.vector;

import org.receptive.engine.kernels.program.BlockedWork;

/** The units of passes, pooling and depthwise convolutions: images x bands of rows x blocks. */
final class Bands {
  private Bands() {}

  /** Some rows of a block of an image. */
  interface Band {
    void compute(int image, int block, int firstRow, int endRow);
  }

  /** Computes the units of a range. */
  static void each(BlockedWork work, long begin, long end, Band band) {
    for (long unit = begin; unit < end; unit++) {
      int block = (int) (unit % work.outputBlocks());
      int rest = (int) (unit / work.outputBlocks());
      int first = rest % work.bands() * work.bandRows();
      int last = Math.min(work.output().shape().height(), first + work.bandRows());
      band.compute(rest / work.bands(), block, first, last);
    }
  }
}
