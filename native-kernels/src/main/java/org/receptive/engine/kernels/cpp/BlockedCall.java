package org.receptive.engine.kernels.cpp;

import java.lang.foreign.MemorySegment;
import org.receptive.engine.kernels.program.BlockedWork;
import org.receptive.engine.kernels.program.Epilogue;
import org.receptive.engine.kernels.program.Placement;

/**
 * {@code struct receptive_blocked} of receptive.h, field by field, and what else a call needs.
 *
 * @param fields the struct
 * @param slope of the epilogue
 * @param high of the epilogue
 */
record BlockedCall(MemorySegment fields, float slope, float high) {

  static BlockedCall of(BlockedWork work) {
    long[] all = new long[50];
    map(work.input(), all, 0);
    map(work.output(), all, 9);
    work.residual().ifPresent(residual -> map(residual, all, 18));
    long[] rest = {
      work.output().shape().batch(),
      work.channels(),
      work.inputBlocks(),
      work.outputBlocks(),
      work.planar() ? 1 : 0,
      work.rows().kernel(),
      work.columns().kernel(),
      work.rows().stride(),
      work.columns().stride(),
      work.rows().dilation(),
      work.columns().dilation(),
      work.rows().padBefore(),
      work.columns().padBefore(),
      work.rows().padAfter(),
      work.columns().padAfter(),
      work.epilogue().kind().ordinal(),
      work.bandRows(),
      work.bands(),
      work.filtersInside() ? 1 : 0,
      work.filterParts(),
      work.winograd(),
      work.maximum() ? 1 : 0,
      work.countPadding() ? 1 : 0
    };
    System.arraycopy(rest, 0, all, 27, rest.length);
    Epilogue end = work.epilogue();
    return new BlockedCall(MemorySegment.ofArray(all), end.slope(), end.high());
  }

  private static void map(Placement place, long[] all, int at) {
    all[at] = place.imagePitch();
    all[at + 1] = place.blockPitch();
    all[at + 2] = place.rowPitch();
    all[at + 3] = place.shape().height();
    all[at + 4] = place.shape().width();
    all[at + 5] = place.halo().top();
    all[at + 6] = place.halo().left();
    all[at + 7] = place.halo().bottom();
    all[at + 8] = place.halo().right();
  }
}
