package org.receptive.lessons.exercise;

import static org.receptive.lessons.exercise.Instances.oneOf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.receptive.lessons.exercise.Instances.Instance;
import org.receptive.lessons.exercise.LoopExercise.Slip;
import org.receptive.lessons.exercise.LoopExercise.Trial;

/** The exercises of the fifth notebook: how a convolution gets fast. */
final class SpeedExercises {
  private static final int TRIALS = 3;

  private SpeedExercises() {}

  static LoopExercise<Unrolling> ownIm2col(Student student) {
    SplittableRandom random = student.random("own im2col");
    List<Trial> trials = new ArrayList<>();
    for (int i = 0; i < TRIALS; i++) {
      int f = i == 1 ? 3 : 2;
      trials.add(new Trial(Grid.random(f + 1 + i, f + 3 + i, random), new double[f][f]));
    }
    return new LoopExercise<>(
        "Exercise 1, your own im2col",
        "Copy every f x f window of x into a column of a matrix: f * f rows, a column for each"
            + " output place, both row by row. Stride 1, no padding.",
        trials,
        (loops, trial) -> loops.of(trial.input(), trial.kernel().length),
        SpeedExercises::unrolledByTheEngine,
        slips(),
        new Guidance(
            List.of(
                "With H x W pixels there are (H \u2212 f + 1) x (W \u2212 f + 1) windows.",
                "Place (u, v) of the window goes into row u * f + v.",
                "The window at output (i, j) goes into column i * (W - f + 1) + j."),
            "columns[u * f + v][i * (W - f + 1) + j] = x[i + u][j + v] for every i, j, u, v."));
  }

  /** A row of the matrix is what a kernel gives that is 1 at one place and 0 elsewhere. */
  private static double[][] unrolledByTheEngine(double[][] x, double[][] window) {
    int f = window.length;
    double[][] matrix = new double[f * f][];
    for (int t = 0; t < f * f; t++) {
      double[][] one = new double[f][f];
      one[t / f][t % f] = 1;
      double[][] map = EngineLayers.convolve(x, one);
      double[] row = new double[map.length * map[0].length];
      for (int i = 0; i < map.length; i++) {
        System.arraycopy(map[i], 0, row, i * map[0].length, map[0].length);
      }
      matrix[t] = row;
    }
    return matrix;
  }

  private static List<Slip<Unrolling>> slips() {
    return List.of(
        new Slip<>(
            (x, f) -> exchanged(x, f),
            "the places of a window are in another order: row by row, u * f + v."),
        new Slip<>(
            (x, f) -> downwards(x, f),
            "the windows are in another order: row by row, i * (W - f + 1) + j."),
        new Slip<>(
            (x, f) -> corners(x, f),
            "every place of a window holds the same pixel: read x[i + u][j + v]."),
        new Slip<>(
            (x, f) -> new double[f * f][(x.length - f + 1) * (x[0].length - f + 1)],
            "every value is 0; is anything stored?"));
  }

  private static double[][] unroll(double[][] x, int f) {
    int width = x[0].length - f + 1;
    double[][] matrix = new double[f * f][(x.length - f + 1) * width];
    for (int t = 0; t < f * f; t++) {
      for (int p = 0; p < matrix[t].length; p++) {
        matrix[t][p] = x[p / width + t / f][p % width + t % f];
      }
    }
    return matrix;
  }

  /** The places of the window column by column. */
  private static double[][] exchanged(double[][] x, int f) {
    double[][] right = unroll(x, f);
    double[][] wrong = new double[f * f][];
    for (int t = 0; t < f * f; t++) {
      wrong[t % f * f + t / f] = right[t];
    }
    return wrong;
  }

  /** The windows column by column. */
  private static double[][] downwards(double[][] x, int f) {
    double[][] right = unroll(x, f);
    int height = x.length - f + 1;
    int width = x[0].length - f + 1;
    double[][] wrong = new double[f * f][height * width];
    for (int t = 0; t < f * f; t++) {
      for (int p = 0; p < height * width; p++) {
        wrong[t][p % width * height + p / width] = right[t][p];
      }
    }
    return wrong;
  }

  /** The first pixel of every window alone. */
  private static double[][] corners(double[][] x, int f) {
    double[][] wrong = unroll(x, f);
    for (int t = 1; t < wrong.length; t++) {
      wrong[t] = wrong[0].clone();
    }
    return wrong;
  }

  static NumberExercise im2colSize(Student student) {
    Instance<int[]> drawn =
        Instances.draw(student.random("im2col size"), SpeedExercises::unrolledLayer);
    int c = drawn.givens()[0];
    int n = drawn.givens()[1];
    int f = drawn.givens()[2];
    int k = drawn.givens()[3];
    int out = n - f + 1;
    Map<String, Integer> givens = new LinkedHashMap<>();
    givens.put("c", c);
    givens.put("n", n);
    givens.put("f", f);
    givens.put("k", k);
    return new NumberExercise(
        "Exercise 2, the size of X",
        String.format(
            Locale.ROOT,
            "A convolution has %d filters of %d x %d. Its input is %d channels of %d x %d; stride"
                + " 1, no padding. How many numbers does the matrix X hold?",
            k,
            f,
            f,
            c,
            n,
            n),
        givens,
        drawn.answer(),
        drawn.mistakes(),
        new Guidance(
            List.of(
                "X has a column for each output place, and a row for each weight of one filter.",
                "A filter reaches through all channels: it has c x f x f weights.",
                "There are (n \u2212 f + 1) x (n \u2212 f + 1) output places."),
            String.format(
                Locale.ROOT,
                "(%d x %d x %d) x (%d x %d) = %d x %d = %,d.",
                c,
                f,
                f,
                out,
                out,
                c * f * f,
                out * out,
                (long) drawn.answer())));
  }

  private static Instance<int[]> unrolledLayer(SplittableRandom random) {
    double c = 2 * random.nextInt(2, 33);
    double n = random.nextInt(12, 60);
    double f = oneOf(random, 3, 5, 7);
    double k = 8 * random.nextInt(2, 17);
    double out = n - f + 1;
    double answer = c * f * f * out * out;
    return new Instance<>(
        new int[] {(int) c, (int) n, (int) f, (int) k},
        answer,
        List.of(
            new Mistake(c * n * n, "that is the input; X holds most of it f x f times."),
            new Mistake(c * f * f * n * n, "without padding there are fewer windows than pixels."),
            new Mistake(
                f * f * out * out, "you forgot the channels: a window reaches through all."),
            new Mistake(c * out * out, "a window has f x f places in each channel."),
            new Mistake(c * f * out * out, "a window is f x f: it has a height, too."),
            new Mistake(c * f * f * out, "there are n \u2212 f + 1 windows in each direction."),
            new Mistake(
                k * answer, "that are the multiply-accumulates: all filters share the one X."),
            new Mistake(k * c * f * f, "those are the weights, the matrix W."),
            new Mistake(4 * answer, "those are bytes; each number has four.")));
  }

  static NumberExercise winogradProducts(Student student) {
    Instance<int[]> drawn =
        Instances.draw(student.random("Winograd products"), SpeedExercises::tiledLayer);
    int m = drawn.givens()[0];
    int n = drawn.givens()[1];
    int c = drawn.givens()[2];
    int k = drawn.givens()[3];
    Map<String, Integer> givens = new LinkedHashMap<>();
    givens.put("m", m);
    givens.put("n", n);
    givens.put("c", c);
    givens.put("k", k);
    return new NumberExercise(
        "Exercise 3, the products of Winograd's algorithm",
        String.format(
            Locale.ROOT,
            "F(%d x %d, 3 x 3) makes tiles of %d x %d outputs. A 3 x 3 convolution from %d to %d"
                + " channels, 'same' padding, works on maps of %d x %d. How many products does it"
                + " need, transforms not counted?",
            m,
            m,
            m,
            m,
            c,
            k,
            n,
            n),
        givens,
        drawn.answer(),
        drawn.mistakes(),
        new Guidance(
            List.of(
                "A tile of m x m outputs sees (m + 2) x (m + 2) inputs of each channel.",
                "It needs (m + 2) x (m + 2) products for each pair of channel and filter.",
                "There are n / m tiles in each direction."),
            String.format(
                Locale.ROOT,
                "(%d / %d) x (%d / %d) x (%d x %d) x %d x %d = %,d.",
                n,
                m,
                n,
                m,
                m + 2,
                m + 2,
                c,
                k,
                (long) drawn.answer())));
  }

  private static Instance<int[]> tiledLayer(SplittableRandom random) {
    double m = oneOf(random, 2, 4);
    double n = m * random.nextInt(4, 15);
    double c = 16 * random.nextInt(1, 9);
    double k = 16 * random.nextInt(1, 9);
    double tiles = n / m * (n / m);
    double answer = tiles * (m + 2) * (m + 2) * c * k;
    return new Instance<>(
        new int[] {(int) m, (int) n, (int) c, (int) k},
        answer,
        List.of(
            new Mistake(9 * n * n * c * k, "those are the products of the sum as it is written."),
            new Mistake(
                tiles * m * m * c * k,
                "a tile needs as many products as it sees inputs, not as it has outputs."),
            new Mistake(
                n / m * (m + 2) * (m + 2) * c * k, "there are n / m tiles in each direction."),
            new Mistake(tiles * (m + 2) * c * k, "a tile sees m + 2 inputs in each direction."),
            new Mistake(tiles * (m + 3) * (m + 3) * c * k, "m outputs see m + 3 \u2212 1 inputs."),
            new Mistake(answer / c, "you forgot the sum over the input channels."),
            new Mistake(answer / k, "you forgot the filters."),
            new Mistake(
                n * n * (m + 2) * (m + 2) * c * k,
                "there is a tile for m x m outputs, not for each.")));
  }
}
