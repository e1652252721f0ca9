package org.receptive.lessons.speed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.receptive.engine.kernels.Kernels;
import org.receptive.engine.kernels.program.Algorithm;
import org.receptive.engine.kernels.reference.ReferenceKernels;
import org.receptive.engine.kernels.selection.KernelSelection;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.measure.BestTime;
import org.receptive.engine.network.Inference;
import org.receptive.engine.network.Network;
import org.receptive.engine.network.PlanOptions;
import org.receptive.engine.network.Weights;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;
import org.receptive.viz.figure.Figure;
import org.receptive.viz.figure.Picture;

/**
 * One 3x3 convolution on random numbers ('same' padding, stride 1, no bias), computed in several
 * ways: each way is timed, and its result compared with that of the textbook loops of the engine.
 * The ways of the engine take one thread, as plain loops do, unless another number is asked for.
 */
public final class ConvolutionRace implements Picture {
  private static final int KERNEL = 3;
  private static final BestTime TIMES = new BestTime(4, 500);

  /**
   * One way.
   *
   * @param name what it is
   * @param millis the shortest time of a run
   * @param difference the largest difference from the textbook loops of the engine, which sum in
   *     double precision and round once, relative to the largest absolute value
   */
  public record Result(String name, double millis, double difference) {}

  private final Tensor input;
  private final Tensor weight;
  private final Tensor expected;
  private final List<Result> results = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();

  private ConvolutionRace(Tensor input, Tensor weight, Tensor expected) {
    this.input = input;
    this.weight = weight;
    this.expected = expected;
  }

  /**
   * A race.
   *
   * @param channels of the input
   * @param filters how many
   * @param side of the maps, in and out
   */
  public static ConvolutionRace of(int channels, int filters, int side) {
    Tensor input = Tensor.random(Shape.of(1, channels, side, side), 1);
    Tensor weight = Tensor.random(Shape.of(filters, channels, KERNEL, KERNEL), 2);
    Conv2d layer = Conv2d.of(channels, filters, KERNEL).padding(1).withoutBias();
    Tensor expected = new ReferenceKernels().conv2d(layer, input, weight, Optional.empty());
    return new ConvolutionRace(input, weight, expected);
  }

  /** The input, by channel, row and column. */
  public float[][][] x() {
    return planes(input, 0);
  }

  /** The weights, by filter, channel, row and column. */
  public float[][][][] w() {
    float[][][][] all = new float[weight.shape().dim(0)][][][];
    for (int k = 0; k < all.length; k++) {
      all[k] = planes(weight, k);
    }
    return all;
  }

  /** The weights as a matrix: a filter in each row, channel by channel, row by row. */
  public float[][] rows() {
    int length = weight.size() / weight.shape().dim(0);
    float[][] rows = new float[weight.shape().dim(0)][length];
    for (int k = 0; k < rows.length; k++) {
      System.arraycopy(weight.data(), k * length, rows[k], 0, length);
    }
    return rows;
  }

  private static float[][][] planes(Tensor tensor, int n) {
    Shape shape = tensor.shape();
    float[][][] planes = new float[shape.dim(1)][shape.dim(2)][shape.dim(3)];
    int at = n * shape.dim(1) * shape.dim(2) * shape.dim(3);
    for (float[][] plane : planes) {
      for (float[] row : plane) {
        System.arraycopy(tensor.data(), at, row, 0, row.length);
        at += row.length;
      }
    }
    return planes;
  }

  /** Multiply-accumulates of the sum as it is written. */
  public long macs() {
    return (long) expected.size() * (weight.size() / weight.shape().dim(0));
  }

  /**
   * Times loops.
   *
   * @param name what they are
   * @param way gives the output, by filter, row and column
   * @throws IllegalArgumentException if the output has another size
   */
  public Result loops(String name, Supplier<float[][][]> way) {
    List<float[]> rows = new ArrayList<>();
    for (float[][] map : way.get()) {
      rows.addAll(Arrays.asList(map));
    }
    return timed(name, flat(name, rows), kept(way));
  }

  /**
   * Times a product of matrices.
   *
   * @param way gives the output: a filter in each row, an output place in each column
   */
  public Result product(String name, Supplier<float[][]> way) {
    return timed(name, flat(name, Arrays.asList(way.get())), kept(way));
  }

  /** Times the engine: the sum as it is written, in blocks that stay in vector registers. */
  public Result direct() {
    return engine("SIMD in blocks", Algorithm.DIRECT, 1).orElseThrow();
  }

  /**
   * Times the engine with Winograd's algorithm F(4x4, 3x3); empty if its kernels have none, as the
   * reference.
   */
  public Optional<Result> winograd() {
    return engine("Winograd F(4x4)", Algorithm.WINOGRAD_4, 1);
  }

  /** The same on several threads. */
  public Optional<Result> winograd(int threads) {
    String name = String.format(Locale.ROOT, "the same, %d threads", threads);
    return engine(name, Algorithm.WINOGRAD_4, threads);
  }

  private Optional<Result> engine(String name, Algorithm algorithm, int threads) {
    Kernels kernels = KernelSelection.active(threads);
    boolean direct = algorithm == Algorithm.DIRECT;
    if (!direct && kernels.programRunner().isEmpty()) {
      missing.add(name + ": kernels that take a plan have it; these are " + kernels.description());
      return Optional.empty();
    }
    PlanOptions options = direct ? PlanOptions.strict() : PlanOptions.standard();
    int filters = weight.shape().dim(0);
    Network network =
        Network.builder("one convolution", input.shape())
            .conv("conv", filters, KERNEL, conv -> conv.padding(1).withoutBias())
            .weights(Weights.of("the race", Map.of("conv.weight", weight)))
            .build();
    float[] output = new float[expected.size()];
    try (Inference inference = network.inference(kernels, options.preferring(algorithm))) {
      inference.run(input, output);
      return Optional.of(timed(name, output, () -> inference.run(input, output)));
    }
  }

  /** The result is kept, so that no compiler leaves the work out. */
  private static Runnable kept(Supplier<?> way) {
    AtomicReference<Object> result = new AtomicReference<>();
    return () -> result.set(way.get());
  }

  private Result timed(String name, float[] output, Runnable work) {
    double difference = difference(name, output);
    Result result = new Result(name, TIMES.millis(work), difference);
    results.removeIf(old -> old.name().equals(name));
    results.add(result);
    return result;
  }

  /** The rows behind each other; maps that lie below each other are counted through. */
  private static float[] flat(String name, List<float[]> rows) {
    int first = rows.isEmpty() || rows.getFirst() == null ? 0 : rows.getFirst().length;
    for (int i = 0; i < rows.size(); i++) {
      int length = rows.get(i) == null ? 0 : rows.get(i).length;
      if (rows.get(i) == null || length != first) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "%s gave rows that differ in length: row 0 has %d %s, row %d of %d %s.",
                name,
                first,
                first == 1 ? "value" : "values",
                i,
                rows.size(),
                rows.get(i) == null ? "is null" : "has " + length));
      }
    }
    int length = rows.stream().mapToInt(row -> row.length).sum();
    float[] all = new float[length];
    int at = 0;
    for (float[] row : rows) {
      System.arraycopy(row, 0, all, at, row.length);
      at += row.length;
    }
    return all;
  }

  private double difference(String name, float... output) {
    if (output.length != expected.size()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s gave %,d values, but the output %s has %,d.",
              name,
              output.length,
              expected.shape(),
              expected.size()));
    }
    double most = 0;
    double scale = 0;
    for (int i = 0; i < output.length; i++) {
      double error = Math.abs((double) output[i] - expected.data()[i]);
      most = Math.max(most, error);
      scale = Math.max(scale, Math.abs(expected.data()[i]));
    }
    return most / scale;
  }

  /** What was run so far, in order. */
  public List<Result> results() {
    return List.copyOf(results);
  }

  /** Ways that these kernels do not have, with the reason. */
  List<String> missing() {
    return List.copyOf(missing);
  }

  /** What is computed, in words. */
  String task() {
    return layer() + ": " + work();
  }

  /** The convolution, in words. */
  String layer() {
    return String.format(
        Locale.ROOT,
        "One 3x3 convolution, %d to %d channels, maps of %d x %d",
        input.shape().channels(),
        weight.shape().dim(0),
        input.shape().height(),
        input.shape().width());
  }

  /** What the loops compute, in words. */
  String work() {
    return String.format(Locale.ROOT, "%.1f million multiply-accumulates", macs() / 1e6);
  }

  @Override
  public Figure figure() {
    return RaceFigure.of(this);
  }

  @Override
  public String toString() {
    return figure().text();
  }
}
