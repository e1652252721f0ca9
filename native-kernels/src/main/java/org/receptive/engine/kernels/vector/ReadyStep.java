package org.receptive.engine.kernels.vector;

/** A step, ready to run. */
@FunctionalInterface
interface ReadyStep {
  /** Runs it; throws {@link java.util.concurrent.CancellationException} after an interrupt. */
  void run(HeapMemory memory);
}
