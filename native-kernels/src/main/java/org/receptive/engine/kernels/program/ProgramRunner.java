package org.receptive.engine.kernels.program;

import org.receptive.engine.tensor.Tensor;

/**
 * Runs programs of one network; what it packed and allocated is kept for the next run and given
 * back by {@link #close}. One thread at a time.
 */
public interface ProgramRunner extends AutoCloseable {

  /** What plans need to know. */
  Target target();

  /** Takes note of a step that is done. */
  @FunctionalInterface
  interface Listener {
    /** Listens to nothing. */
    Listener NONE = (step, nanos, value) -> {};

    /**
     * A step is done.
     *
     * @param step which one
     * @param nanos how long it took
     * @param value its output as a tensor, copied when asked for
     */
    void done(Step step, long nanos, java.util.function.Supplier<Tensor> value);
  }

  /**
   * Runs a program.
   *
   * @param input row-major, as long as the program's input
   * @param output row-major, as long as the program's output
   * @throws java.util.concurrent.CancellationException if the thread was interrupted
   */
  void run(Program program, float[] input, float[] output, Listener listener);

  /** Bytes of the Java heap that the activations of a program take between its steps. */
  default long heapBytes(Program program) {
    return 0;
  }

  /** Bytes of working memory and packed weights that it holds. */
  long bytes();

  /** Gives back what it holds; closing twice does nothing more. */
  @Override
  void close();
}
