package org.receptive.engine.tensor;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.function.DoubleUnaryOperator;

/**
 * A dense array of float32 values in row-major order: the last axis varies fastest, so an image is
 * laid out {@code N x C x H x W}.
 *
 * <p>A tensor is a value: nothing in this project changes one after it was made. {@link #data()}
 * hands out the array itself, without a copy, because kernels read it millions of times a second;
 * whoever writes into it breaks that promise.
 */
public final class Tensor {
  /** How many values are filled between two looks at the interrupt flag: less than 10 ms. */
  private static final int PART = 1 << 20;

  private final Shape shape;
  private final float[] data;

  private Tensor(Shape shape, float[] data) {
    this.shape = shape;
    this.data = data;
  }

  /**
   * A tensor over the given values, without a copy.
   *
   * @param shape the shape
   * @param data the values in row-major order; the tensor owns the array from now on
   * @throws IllegalArgumentException if the number of values is not the shape's size
   */
  public static Tensor of(Shape shape, float... data) {
    if (shape.size() != data.length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "A tensor of shape %s holds %,d values, but %,d were given.",
              shape,
              shape.size(),
              data.length));
    }
    return new Tensor(shape, data);
  }

  /**
   * A tensor of zeros.
   *
   * @throws IllegalArgumentException if it cannot fit: more than 2^31 - 9 values, or more memory
   *     than the JVM may still take
   */
  public static Tensor zeros(Shape shape) {
    return new Tensor(shape, Memory.allocate(shape));
  }

  /**
   * A tensor with the same value everywhere.
   *
   * @throws CancellationException if the thread was interrupted
   */
  public static Tensor full(Shape shape, float value) {
    Tensor tensor = zeros(shape);
    tensor.inParts((begin, end) -> Arrays.fill(tensor.data, begin, end, value));
    return tensor;
  }

  /** Uniformly distributed values in [-1, 1), the same ones for the same seed on every machine. */
  public static Tensor random(Shape shape, long seed) {
    return uniform(shape, -1, 1, seed);
  }

  /**
   * Uniformly distributed values in [low, high), the same for the same seed on every machine.
   *
   * @throws CancellationException if the thread was interrupted
   */
  public static Tensor uniform(Shape shape, double low, double high, long seed) {
    Tensor tensor = zeros(shape);
    SplittableRandom random = new SplittableRandom(seed);
    double span = (high - low) * 0x1.0p-24;
    // Rounding to float32 must not reach the bound that is excluded.
    float largest = Math.nextDown((float) high);
    tensor.inParts(
        (begin, end) -> {
          for (int i = begin; i < end; i++) {
            tensor.data[i] = Math.min(largest, (float) (low + (random.nextInt() >>> 8) * span));
          }
        });
    return tensor;
  }

  private interface Part {
    void fill(int begin, int end);
  }

  /** Fills the values from first to last, a million at a time, so that an interrupt is noticed. */
  private void inParts(Part part) {
    for (int begin = 0; begin < data.length; begin += Math.min(PART, data.length - begin)) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException(
            "Filling a tensor of shape " + shape + " was stopped before it was done.");
      }
      part.fill(begin, begin + Math.min(PART, data.length - begin));
    }
  }

  /** The lengths of the axes. */
  public Shape shape() {
    return shape;
  }

  /** The number of values. */
  public int size() {
    return data.length;
  }

  /** The values themselves in row-major order, not a copy: read, never write. */
  public float[] data() {
    return data;
  }

  /**
   * One value.
   *
   * @param index one index for each axis, outermost first
   * @throws IndexOutOfBoundsException if an index is missing, too many, or outside its axis
   */
  public float at(int... index) {
    return data[offset(index)];
  }

  private int offset(int... index) {
    if (index.length != shape.rank()) {
      throw new IndexOutOfBoundsException(
          String.format(
              Locale.ROOT,
              "A tensor of shape %s needs %d indices, but %d were given.",
              shape,
              shape.rank(),
              index.length));
    }
    int offset = 0;
    for (int axis = 0; axis < index.length; axis++) {
      if (index[axis] < 0 || index[axis] >= shape.dim(axis)) {
        throw new IndexOutOfBoundsException(
            String.format(
                Locale.ROOT,
                "Index %d is outside axis %d of the shape %s: it runs from 0 to %d.",
                index[axis],
                axis,
                shape,
                shape.dim(axis) - 1));
      }
      offset = offset * shape.dim(axis) + index[axis];
    }
    return offset;
  }

  /**
   * The same values under another shape, sharing the array.
   *
   * @throws IllegalArgumentException if the number of values differs
   */
  public Tensor reshape(int... dims) {
    Shape other = Shape.of(dims);
    if (other.size() != data.length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s holds %,d values and cannot be reshaped to %s, which holds %,d.",
              shape,
              data.length,
              other,
              other.size()));
    }
    return new Tensor(other, data);
  }

  /**
   * One feature map of an {@code N x C x H x W} tensor as {@code H x W}, copied.
   *
   * @param image the index in the batch
   * @param channel the channel
   */
  public Tensor plane(int image, int channel) {
    if (!shape.isImage()) {
      throw new IllegalArgumentException(
          "Only an N x C x H x W tensor has planes; this one is %s.".formatted(shape));
    }
    int area = shape.height() * shape.width();
    int from = offset(image, channel, 0, 0);
    return new Tensor(
        Shape.of(shape.height(), shape.width()),
        java.util.Arrays.copyOfRange(data, from, from + area));
  }

  /** One image of a batch as a batch of one, copied. */
  public Tensor image(int index) {
    if (index < 0 || index >= shape.batch()) {
      throw new IndexOutOfBoundsException(
          String.format(Locale.ROOT, "Image %d is outside the batch of %d.", index, shape.batch()));
    }
    int each = data.length / shape.batch();
    return new Tensor(
        shape.withBatch(1), java.util.Arrays.copyOfRange(data, index * each, (index + 1) * each));
  }

  /** A new tensor with a function applied to every value. */
  public Tensor map(DoubleUnaryOperator function) {
    Tensor result = zeros(shape);
    for (int i = 0; i < data.length; i++) {
      result.data[i] = (float) function.applyAsDouble(data[i]);
    }
    return result;
  }

  /** The smallest value; NaN if any value is NaN. */
  public float min() {
    float min = data[0];
    for (float value : data) {
      min = Math.min(min, value);
    }
    return min;
  }

  /** The largest value; NaN if any value is NaN. */
  public float max() {
    float max = data[0];
    for (float value : data) {
      max = Math.max(max, value);
    }
    return max;
  }

  /** The arithmetic mean, summed in double precision. */
  public double mean() {
    double sum = 0;
    for (float value : data) {
      sum += value;
    }
    return sum / data.length;
  }

  /** The flat index of the largest value; the first of equals. */
  public int argmax() {
    int best = 0;
    for (int i = 1; i < data.length; i++) {
      if (data[i] > data[best]) {
        best = i;
      }
    }
    return best;
  }

  /**
   * The largest absolute difference to another tensor of the same shape. Where both are NaN, or the
   * same infinity, they do not differ; where only one is NaN, the result is NaN.
   *
   * @throws IllegalArgumentException if the shapes differ
   */
  public double maxDifference(Tensor other) {
    if (!shape.equals(other.shape)) {
      throw new IllegalArgumentException(
          "Only tensors of one shape can be compared: %s and %s.".formatted(shape, other.shape));
    }
    double max = 0;
    for (int i = 0; i < data.length; i++) {
      if (Float.compare(data[i], other.data[i]) != 0) {
        max = Math.max(max, Math.abs((double) data[i] - other.data[i]));
      }
    }
    return max;
  }

  /** The first NaN or infinite value as a flat index, or -1 if all are finite. */
  public int firstNonFinite() {
    if (sumOfZeros() == 0) {
      return -1;
    }
    for (int i = 0; i < data.length; i++) {
      if (!Float.isFinite(data[i])) {
        return i;
      }
    }
    return -1;
  }

  /**
   * All values times 0, added: 0 if every one is finite, else NaN. Four sums that do not wait for
   * one another take a fifth of the time of a test of each value, from the first call on.
   */
  private float sumOfZeros() {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    int i = 0;
    for (; i + 4 <= data.length; i += 4) {
      a += data[i] * 0;
      b += data[i + 1] * 0;
      c += data[i + 2] * 0;
      d += data[i + 3] * 0;
    }
    for (; i < data.length; i++) {
      a += data[i] * 0;
    }
    return a + b + c + d;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tensor tensor
        && shape.equals(tensor.shape)
        && java.util.Arrays.equals(data, tensor.data);
  }

  @Override
  public int hashCode() {
    return 31 * shape.hashCode() + java.util.Arrays.hashCode(data);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "Tensor %s, min %.4g, mean %.4g, max %.4g", shape, min(), mean(), max());
  }
}
