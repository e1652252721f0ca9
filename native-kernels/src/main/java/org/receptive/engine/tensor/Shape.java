package org.receptive.engine.tensor;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The lengths of a tensor's axes, outermost first.
 *
 * <p>Images and feature maps are {@code N x C x H x W} (batch, channels, height, width); the output
 * of a linear layer is {@code N x F} (batch, features). A shape is immutable, and prints the way it
 * is written on a blackboard: {@code 1 x 6 x 28 x 28}.
 */
public final class Shape {
  private final int[] dims;

  private Shape(int[] dims) {
    this.dims = dims;
  }

  /**
   * A shape with the given axis lengths.
   *
   * @param dims the lengths, outermost first; at least one, each at least 1
   * @throws IllegalArgumentException if there is no axis, a length is below 1, or the lengths
   *     multiply to 2^63 or more
   */
  public static Shape of(int... dims) {
    if (dims.length == 0) {
      throw new IllegalArgumentException("A shape needs at least one axis, but none was given.");
    }
    for (int i = 0; i < dims.length; i++) {
      if (dims[i] < 1) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "Every axis of a shape needs a length of at least 1, but axis %d of %s is %d.",
                i,
                join(dims),
                dims[i]));
      }
    }
    long size = 1;
    for (int dim : dims) {
      if (Math.multiplyHigh(size, dim) != 0 || size * dim < 0) {
        throw new IllegalArgumentException(
            "A tensor of shape %s is larger than any memory.".formatted(join(dims)));
      }
      size *= dim;
    }
    return new Shape(dims.clone());
  }

  /** The number of axes. */
  public int rank() {
    return dims.length;
  }

  /**
   * The length of one axis.
   *
   * @param axis the axis, 0 for the outermost, or negative to count from the innermost (-1)
   * @throws IndexOutOfBoundsException if there is no such axis
   */
  public int dim(int axis) {
    int index = axis < 0 ? dims.length + axis : axis;
    if (index < 0 || index >= dims.length) {
      throw new IndexOutOfBoundsException(
          String.format(
              Locale.ROOT,
              "Axis %d of the shape %s does not exist; it has axes 0 to %d.",
              axis,
              this,
              dims.length - 1));
    }
    return dims[index];
  }

  /** The axis lengths, outermost first, as a fresh array. */
  public int[] dims() {
    return dims.clone();
  }

  /** The number of elements: the product of all lengths. May exceed what one array can hold. */
  public long size() {
    long size = 1;
    for (int dim : dims) {
      size *= dim;
    }
    return size;
  }

  /** The batch size {@code N}: the first axis. */
  public int batch() {
    return dims[0];
  }

  /**
   * The number of channels {@code C} of an {@code N x C x H x W} shape, or of features {@code F} of
   * an {@code N x F} shape: the second axis.
   */
  public int channels() {
    return dim(1);
  }

  /** The height {@code H} of an {@code N x C x H x W} shape; 1 where there is no such axis. */
  public int height() {
    return dims.length > 2 ? dims[2] : 1;
  }

  /** The width {@code W} of an {@code N x C x H x W} shape; 1 where there is no such axis. */
  public int width() {
    return dims.length > 3 ? dims[3] : 1;
  }

  /** Whether this shape is {@code N x C x H x W}. */
  public boolean isImage() {
    return dims.length == 4;
  }

  /** The same shape with another batch size. */
  public Shape withBatch(int batch) {
    int[] copy = dims.clone();
    copy[0] = batch;
    return of(copy);
  }

  /** The shape without its batch axis, as papers write it: {@code 6 x 28 x 28}. */
  public String perImage() {
    return join(Arrays.copyOfRange(dims, 1, dims.length));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape shape && Arrays.equals(dims, shape.dims);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(dims);
  }

  @Override
  public String toString() {
    return join(dims);
  }

  private static String join(int[] dims) {
    return Arrays.stream(dims).mapToObj(Integer::toString).collect(Collectors.joining(" x "));
  }
}
