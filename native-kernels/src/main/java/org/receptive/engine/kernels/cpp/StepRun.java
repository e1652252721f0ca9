package org.receptive.engine.kernels.cpp;

/** A step, ready to run. */
@FunctionalInterface
interface StepRun {
  /** Runs it; throws {@link java.util.concurrent.CancellationException} after an interrupt. */
  void run(StepMemory memory);
}
