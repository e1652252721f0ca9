package org.receptive.engine.kernels;

import java.util.List;
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

  /** Gives back what the layer owns; closing twice does nothing more. */
  @Override
  default void close() {}
}
