package org.receptive.engine.kernels.convolution;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.receptive.engine.kernels.convolution.ConvolutionPlan.Method;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.tensor.Shape;

class ConvolutionPlanTest {
  private static final RegisterTile AVX512 = new RegisterTile(16, 14, true);

  private static ConvolutionPlan plan(Conv2d layer, int size) {
    return ConvolutionPlan.of(layer, Shape.of(1, layer.inChannels(), size, size), AVX512, false);
  }

  @Test
  void lanesHoldFiltersWhereThereAreManyAndPixelsWhereThereAreFew() {
    assertEquals(Method.FILTERS_IN_LANES, plan(Conv2d.of(64, 64, 3).padding(1), 56).method());
    assertEquals(Method.PIXELS_IN_LANES, plan(Conv2d.of(1, 6, 5), 32).method());
    assertEquals(
        Method.PIXELS_IN_LANES, plan(Conv2d.of(32, 32, 3).padding(1).groups(32), 112).method());
    assertEquals(Method.POINTWISE, plan(Conv2d.of(192, 64, 1), 28).method());
    assertEquals(Method.FILTERS_IN_LANES, plan(Conv2d.of(64, 128, 1).stride(2), 56).method());
  }

  @Test
  void aStrideSortsTheColumnsIntoPhases() {
    PackedInput packed = plan(Conv2d.of(1, 32, 3).stride(2), 9).packed();
    // Taps 0, 1, 2 of pixel x read columns 2x, 2x+1, 2x+2: phases 0, 1, 0 at positions x, x, x+1.
    assertArrayEquals(new int[] {0, 1}, packed.phases());
    assertEquals(4 + 1, packed.phaseLength());
    assertEquals(0, packed.offsets()[0]);
    assertEquals(packed.phaseLength(), packed.offsets()[1]);
    assertEquals(1, packed.offsets()[2]);
  }

  @Test
  void phasesThatNoTapReadsAreNotPacked() {
    assertArrayEquals(new int[] {0}, plan(Conv2d.of(64, 128, 1).stride(2), 56).packed().phases());
  }

  @Test
  void unitsCoverTheOutputAndStayShort() {
    for (Conv2d layer :
        new Conv2d[] {
          Conv2d.of(512, 512, 3).padding(1), Conv2d.of(3, 96, 11), Conv2d.of(64, 64, 1)
        }) {
      ConvolutionPlan plan = plan(layer, 64);
      int perRow = plan.method() == Method.POINTWISE ? 256 : plan.output().height();
      assertTrue(plan.blockRows() * plan.rowBlocks() >= perRow);
      assertTrue(plan.blockRows() * (plan.rowBlocks() - 1) < perRow);
      assertTrue(plan.blockFilters() * plan.filterBlocks() >= layer.outChannels());
      assertTrue(plan.macs() / plan.units() <= 64L << 20, "a unit is over in a millisecond or so");
      assertTrue(plan.unitsPerChunk(2) >= 1);
    }
  }
}
