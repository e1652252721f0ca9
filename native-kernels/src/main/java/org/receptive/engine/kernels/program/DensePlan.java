package org.receptive.engine.kernels.program;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.receptive.engine.kernels.indexing.Arranging;
import org.receptive.engine.layer.AdaptiveAvgPool2d;
import org.receptive.engine.layer.AdaptiveMaxPool2d;
import org.receptive.engine.layer.Arithmetic;
import org.receptive.engine.layer.Arrangement;
import org.receptive.engine.layer.Concat;
import org.receptive.engine.layer.InstanceNorm2d;
import org.receptive.engine.layer.Layer;
import org.receptive.engine.layer.LocalResponseNorm;
import org.receptive.engine.layer.LogSoftmax;
import org.receptive.engine.layer.MatMul;
import org.receptive.engine.layer.PRelu;
import org.receptive.engine.layer.Pad;
import org.receptive.engine.layer.Parameters;
import org.receptive.engine.layer.Reduce;
import org.receptive.engine.layer.ReduceMean;
import org.receptive.engine.layer.Reshape;
import org.receptive.engine.layer.Softmax;
import org.receptive.engine.layer.TopK;
import org.receptive.engine.layer.Transpose;
import org.receptive.engine.tensor.Shape;

/**
 * A layer on dense tensors of any rank, cut down to one of a few loops: axes that lie together are
 * one, and numbers that a layer stores are an input like the others.
 */
@SuppressWarnings("ArrayRecordComponent") // Kernels index them; nobody compares.
public sealed interface DensePlan {

  /** An input: one that the layer is given, or numbers that it stores. */
  record Source(int input, Optional<float[]> stored) {
    static Source given(int input) {
      return new Source(input, Optional.empty());
    }
  }

  /** What is done with two values; the first six are {@link Arithmetic.Operation}'s. */
  int SLOPE = 6;

  /**
   * Two values joined.
   *
   * @param operation the ordinal of an {@link Arithmetic.Operation}, or {@link #SLOPE}
   * @param lengths of the output
   * @param leftSteps how far neighbours lie apart in the left input; 0 where it is repeated
   * @param rightSteps the same of the right input
   */
  record Pair(
      int operation, int[] lengths, Source left, int[] leftSteps, Source right, int[] rightSteps)
      implements DensePlan {}

  /**
   * Values from elsewhere.
   *
   * @param lengths of the output
   * @param tables for each axis and index, what it adds to the flat index of the input, or -1 where
   *     there is none
   * @param begin of the last axis, where indices begin that are neighbours in the input ...
   * @param end ... and where they end
   * @param otherwise what stands where there is no input
   */
  record Arrange(int[] lengths, int[][] tables, int begin, int end, float otherwise)
      implements DensePlan {}

  /** Matrices of {@code columns x rows} that become {@code rows x columns}. */
  record Turn(int matrices, int rows, int columns) implements DensePlan {}

  /** Inputs side by side: of each, {@code outer} rows of its width. */
  record Join(int outer, int... widths) implements DensePlan {}

  /**
   * Means over the middle axis of {@code outer x count x step}.
   *
   * @param before what brings values into that order, if they are not
   */
  record Mean(int outer, int count, int step, Optional<DensePlan> before) implements DensePlan {}

  /** Softmax over the middle axis of {@code outer x count x step}, or its logarithm. */
  record Softened(int outer, int count, int step, boolean logarithm) implements DensePlan {}

  /**
   * Products of matrices.
   *
   * @param leftAt where the left factor of each begins
   * @param rightAt where the right one does
   */
  record Product(
      int rows, int sum, int columns, Source left, int[] leftAt, Source right, int[] rightAt)
      implements DensePlan {}

  /**
   * One value for each line along the middle axis of {@code outer x count x step}.
   *
   * @param before what brings values into that order, if they are not
   */
  record Reduction(
      Reduce.Operation operation, int outer, int count, int step, Optional<DensePlan> before)
      implements DensePlan {}

  /** The largest or smallest {@code most} of each line of {@code outer x count x step}. */
  record Top(int outer, int count, int step, int most, boolean largest, boolean indices)
      implements DensePlan {}

  /** Planes that get mean 0 and variance 1, and then a factor and a summand for each channel. */
  record Instances(int planes, int area, float epsilon, float[] weight, float[] bias)
      implements DensePlan {}

  /** Local response normalisation of planes of {@code area} pixels. */
  record Response(int planes, int channels, int area, LocalResponseNorm layer)
      implements DensePlan {}

  /** The maximum or mean of each of {@code rows x columns} bins of a plane. */
  record Bins(int planes, int height, int width, int rows, int columns, boolean maximum)
      implements DensePlan {

    /** Where bins of an axis begin: bin {@code i} of {@code bins}. */
    public static int begin(int bin, int size, int bins) {
      return (int) ((long) bin * size / bins);
    }

    /** Where they end; neighbours may share a pixel. */
    public static int end(int bin, int size, int bins) {
      return Math.toIntExact(Math.ceilDiv((bin + 1L) * size, bins));
    }
  }

  /** The plan of a layer on inputs of these shapes, if it is one of these. */
  static Optional<DensePlan> of(Layer layer, List<Shape> inputs, Parameters parameters) {
    return switch (layer) {
      case Arithmetic pair ->
          Optional.of(DenseShapes.pair(pair, inputs, parameters.find("operand")));
      case PRelu prelu -> Optional.of(DenseShapes.slopes(inputs, parameters.get("slope")));
      case Reshape reshape -> Optional.empty();
      case Transpose transpose -> Optional.of(DenseShapes.transposed(transpose, inputs.getFirst()));
      case Arrangement arrangement ->
          Optional.of(
              DenseShapes.arranged(
                  Arranging.offsets(arrangement, inputs.getFirst()),
                  arrangement instanceof Pad pad ? pad.value() : 0));
      case Concat concat -> Optional.of(joined(concat, inputs));
      case ReduceMean mean -> Optional.of(DenseReductions.mean(mean, inputs.getFirst()));
      case Softmax softmax -> Optional.of(softened(softmax, inputs.getFirst(), false));
      case LogSoftmax softmax ->
          Optional.of(softened(new Softmax(softmax.axis()), inputs.getFirst(), true));
      case Reduce reduce -> Optional.of(DenseReductions.reduction(reduce, inputs.getFirst()));
      case TopK top -> Optional.of(DenseReductions.top(top, inputs.getFirst()));
      case InstanceNorm2d norm ->
          Optional.of(DenseReductions.instances(norm, inputs.getFirst(), parameters));
      case LocalResponseNorm norm -> Optional.of(DenseReductions.response(norm, inputs.getFirst()));
      case AdaptiveAvgPool2d pool -> Optional.of(DenseReductions.means(pool, inputs.getFirst()));
      case AdaptiveMaxPool2d pool -> Optional.of(DenseReductions.maxima(pool, inputs.getFirst()));
      case MatMul product ->
          Optional.of(DenseShapes.product(product, inputs, parameters.find("operand")));
      default -> Optional.empty();
    };
  }

  private static DensePlan joined(Concat layer, List<Shape> inputs) {
    Shape shape = layer.output(inputs);
    int along = layer.axis() < 0 ? layer.axis() + shape.rank() : layer.axis();
    int outer = length(shape, 0, along);
    return new Join(
        outer, inputs.stream().mapToInt(input -> (int) (input.size() / outer)).toArray());
  }

  private static int length(Shape shape, int first, int end) {
    return IntStream.range(first, end).map(shape::dim).reduce(1, Math::multiplyExact);
  }

  private static DensePlan softened(Softmax layer, Shape input, boolean logarithm) {
    int axis = layer.axis() < 0 ? layer.axis() + input.rank() : layer.axis();
    return new Softened(
        length(input, 0, axis), input.dim(axis), length(input, axis + 1, input.rank()), logarithm);
  }
}
