package org.receptive.engine.kernels.vector;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.receptive.engine.kernels.Kernels;
import org.receptive.engine.kernels.contract.KernelsContract;
import org.receptive.engine.kernels.parallel.Workers;
import org.receptive.engine.kernels.program.Program;
import org.receptive.engine.kernels.program.ProgramRunner;
import org.receptive.engine.tensor.Shape;

class VectorKernelsTest extends KernelsContract {
  private static final Kernels KERNELS = VectorKernels.on(new Workers(2));

  @Override
  public Kernels kernels() {
    return KERNELS;
  }

  @Test
  void aProgramThatNeedsMoreThanAnArrayHoldsIsRefused() {
    Shape one = Shape.of(1, 1);
    Program program = new Program(List.of(), one, one, 1L << 31);
    try (ProgramRunner runner = KERNELS.programRunner().orElseThrow()) {
      IllegalArgumentException refused =
          assertThrows(
              IllegalArgumentException.class,
              () -> runner.run(program, new float[1], new float[1], ProgramRunner.Listener.NONE));
      assertTrue(refused.getMessage().contains("2,147,483,648 values"), refused.getMessage());
    }
  }
}
