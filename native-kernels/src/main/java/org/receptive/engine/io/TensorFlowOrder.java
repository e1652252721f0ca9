package org.receptive.engine.io;

import java.util.Locale;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/**
 * Stored weights of TensorFlow and Keras, whose maps are {@code N x H x W x C}, in the orders that
 * this engine's layers take.
 */
public final class TensorFlowOrder {
  private TensorFlowOrder() {}

  /**
   * The filters of a convolution.
   *
   * @param stored {@code kH x kW x in x out}
   * @return {@code out x in x kH x kW}
   * @throws IllegalArgumentException if there are not four axes
   */
  public static Tensor filters(Tensor stored) {
    requireRank(stored, 4, "kH x kW x in x out");
    return KerasWeights.transpose(stored, 3, 2, 0, 1);
  }

  /**
   * The filters of a depthwise convolution, one group a channel.
   *
   * @param stored {@code kH x kW x in x multiplier}
   * @return {@code (in * multiplier) x 1 x kH x kW}
   * @throws IllegalArgumentException if there are not four axes
   */
  public static Tensor depthwiseFilters(Tensor stored) {
    requireRank(stored, 4, "kH x kW x in x multiplier");
    Shape shape = stored.shape();
    return KerasWeights.transpose(stored, 2, 3, 0, 1)
        .reshape(shape.dim(2) * shape.dim(3), 1, shape.dim(0), shape.dim(1));
  }

  /**
   * The matrix of a fully connected layer.
   *
   * @param stored {@code in x out}
   * @return {@code out x in}
   * @throws IllegalArgumentException if there are not two axes
   */
  public static Tensor matrix(Tensor stored) {
    requireRank(stored, 2, "in x out");
    return KerasWeights.transpose(stored, 1, 0);
  }

  private static void requireRank(Tensor stored, int rank, String axes) {
    if (stored.shape().rank() != rank) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "Stored weights of shape %s have %d axes, but %s is expected.",
              stored.shape(),
              stored.shape().rank(),
              axes));
    }
  }
}
