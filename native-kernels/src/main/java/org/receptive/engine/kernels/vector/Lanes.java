package org.receptive.engine.kernels.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;
import org.receptive.engine.kernels.convolution.RegisterTile;
import org.receptive.engine.kernels.program.Layout;

/** The registers of this processor. */
final class Lanes {
  /**
   * The widest registers, but none wider than a block of 16 channels; constant, or the compiler
   * would not use them.
   */
  static final VectorSpecies<Float> SPECIES =
      FloatVector.SPECIES_PREFERRED.length() > Layout.BLOCK
          ? FloatVector.SPECIES_512
          : FloatVector.SPECIES_PREFERRED;

  /** Floats in one register. */
  static final int COUNT = SPECIES.length();

  /** Filters of a block, where they lie in the lanes of two registers. */
  static final int BLOCK = 2 * COUNT;

  /** AVX-512 has 32 registers and holds 8 x 2 results; 16 registers hold 4 x 2. */
  static final int TILE = COUNT >= 16 ? 8 : 4;

  /** Filters that a unit of planned work computes: whole blocks of channels. */
  static final int FILTERS_TOGETHER = Math.max(Layout.BLOCK, BLOCK);

  private Lanes() {}

  static RegisterTile tile() {
    return new RegisterTile(COUNT, TILE, false);
  }

  /** The lanes of the first elements. */
  static VectorMask<Float> first(int count) {
    return SPECIES.indexInRange(0, count);
  }
}
