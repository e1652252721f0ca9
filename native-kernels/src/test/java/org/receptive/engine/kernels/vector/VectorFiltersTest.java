package org.receptive.engine.kernels.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.receptive.engine.kernels.parallel.Workers;
import org.receptive.engine.kernels.program.Algorithm;
import org.receptive.engine.kernels.program.Operation;
import org.receptive.engine.layer.Conv2d;

class VectorFiltersTest {
  @Test
  void moreFiltersThanAnArrayHoldsAreRefusedBeforeTheyAreRead() {
    Conv2d layer = Conv2d.of(8192, 8192, 3).padding(1);
    Operation.Convolution convolution =
        new Operation.Convolution(
            layer,
            Algorithm.WINOGRAD_4,
            () -> {
              throw new AssertionError("asked for the filters");
            },
            "wide",
            Map.of());

    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> new VectorFilters(Workers.of(1)).of(convolution));

    assertEquals(
        ("The filters of 'wide', %s, packed for Winograd F(4x4) are 2,415,927,296 values, but an"
                + " array of Java holds at most 2,147,483,639; let the plan do without Winograd"
                + " (-Dreceptive.winograd=off), or use the C++ kernels.")
            .formatted(layer),
        refused.getMessage());
  }
}
