package org.receptive.engine.kernels.cpp;

import static org.junit.jupiter.api.Assumptions.abort;

import org.junit.jupiter.api.Nested;
import org.receptive.engine.kernels.Kernels;
import org.receptive.engine.kernels.KernelsUnavailableException;
import org.receptive.engine.kernels.contract.KernelsContract;
import org.receptive.engine.kernels.parallel.Workers;
import org.receptive.engine.kernels.reference.ReferenceKernels;

/** The contract, for each instruction set: those that cannot run here are reported as skipped. */
class CppContractTest {
  private static final Workers WORKERS = new Workers(2);

  /** Made before each test, on the test's own thread: there, what cannot run is a skipped test. */
  private abstract static class On extends KernelsContract {
    private final Kernels kernels;

    On(InstructionSet instructions) {
      this.kernels = open(instructions);
    }

    private static Kernels open(InstructionSet instructions) {
      try {
        return CppKernels.of(instructions, WORKERS, new ReferenceKernels());
      } catch (KernelsUnavailableException unavailable) {
        return abort(unavailable.getMessage());
      }
    }

    @Override
    public Kernels kernels() {
      return kernels;
    }
  }

  @Nested
  class Avx512Test extends On {
    Avx512Test() {
      super(InstructionSet.AVX512);
    }
  }

  @Nested
  class Avx2Test extends On {
    Avx2Test() {
      super(InstructionSet.AVX2);
    }
  }

  @Nested
  class NeonTest extends On {
    NeonTest() {
      super(InstructionSet.NEON);
    }
  }
}
