package org.receptive.lessons.dl4j;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.LongStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/**
 * Our tensors as ND4J's arrays and back. Axes and order are the same on both sides ({@code N x C x
 * H x W}, the last axis fastest). ND4J keeps its numbers outside the Java heap and we keep ours
 * inside, so that each way copies them once, in one piece where ND4J's array is dense and in our
 * order, else value by value into that order.
 */
public final class Nd4jArrays {
  private Nd4jArrays() {}

  /** The same numbers in the same shape, as float32. */
  public static INDArray of(Tensor tensor) {
    long[] shape = Arrays.stream(tensor.shape().dims()).asLongStream().toArray();
    return Nd4j.create(tensor.data(), shape, 'c');
  }

  /**
   * The same numbers in the same shape; other types become float32.
   *
   * @throws IllegalArgumentException if the array is a scalar, is empty, or is too large for us
   */
  public static Tensor tensor(INDArray array) {
    long[] shape = array.shape();
    if (shape.length == 0 || array.isEmpty()) {
      throw new IllegalArgumentException(
          "An array of shape %s has no tensor; a tensor has axes and values."
              .formatted(Arrays.toString(shape)));
    }
    if (LongStream.of(shape).anyMatch(dim -> dim > Integer.MAX_VALUE)
        || array.length() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "An array of shape %s has %,d values; a tensor holds at most %,d.",
              Arrays.toString(shape),
              array.length(),
              Integer.MAX_VALUE));
    }
    INDArray floats = array.castTo(DataType.FLOAT);
    boolean ours = floats.ordering() == 'c' && !floats.isView();
    INDArray dense = ours ? floats : floats.dup('c');
    Shape dims = Shape.of(LongStream.of(shape).mapToInt(Math::toIntExact).toArray());
    return Tensor.of(dims, dense.data().asFloat());
  }
}
