package org.receptive.engine.kernels;

import java.util.List;
import java.util.Locale;
import org.receptive.engine.tensor.Tensor;

/**
 * A layer with its weights in the form its kernels like best. Memory outside the Java heap that it
 * owns is given back by {@link #close}, at once; a closed layer refuses to run.
 */
@FunctionalInterface
public interface PreparedLayer extends AutoCloseable {

  /**
   * Runs the layer.
   *
   * @param inputs the layer's inputs, in order
   * @throws org.receptive.engine.layer.ShapeException if the layer cannot take them
   * @throws java.util.concurrent.CancellationException if the thread was interrupted
   */
  Tensor run(List<Tensor> inputs);

  /**
   * Runs the layer into memory that the caller owns, which spares a large output its allocation.
   *
   * @param output takes the values in row-major order; exactly as long as the output
   * @throws IllegalArgumentException if the memory has another length
   */
  default void run(List<Tensor> inputs, float[] output) {
    Tensor result = run(inputs);
    if (result.size() != output.length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "The output %s holds %,d values, but memory for %,d was given.",
              result.shape(),
              result.size(),
              output.length));
    }
    System.arraycopy(result.data(), 0, output, 0, output.length);
  }

  /** Gives back what the layer owns; closing twice does nothing more. */
  @Override
  default void close() {}
}
