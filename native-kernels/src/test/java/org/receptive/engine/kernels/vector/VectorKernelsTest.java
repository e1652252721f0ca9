package org.receptive.engine.kernels.vector;

import org.receptive.engine.kernels.Kernels;
import org.receptive.engine.kernels.contract.KernelsContract;
import org.receptive.engine.kernels.parallel.Workers;

class VectorKernelsTest extends KernelsContract {
  private static final Kernels KERNELS = VectorKernels.on(new Workers(2));

  @Override
  public Kernels kernels() {
    return KERNELS;
  }
}
