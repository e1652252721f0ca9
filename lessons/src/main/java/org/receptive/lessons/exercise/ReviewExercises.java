package org.receptive.lessons.exercise;

import static org.receptive.lessons.exercise.Instances.oneOf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.Padding;
import org.receptive.engine.layer.Window;
import org.receptive.engine.layer.WindowAxis;
import org.receptive.lessons.exercise.Instances.Instance;
import org.receptive.lessons.exercise.LoopExercise.Slip;
import org.receptive.lessons.exercise.LoopExercise.Trial;

/** The exercises of the first notebook, slides 3 to 6. */
final class ReviewExercises {
  private static final int CONVOLUTION_TRIALS = 3;

  private ReviewExercises() {}

  static NumberExercise outputSize(Student student) {
    Instance<WindowAxis> drawn =
        Instances.draw(student.random("output size"), ReviewExercises::unevenWindow);
    WindowAxis axis = drawn.givens();
    int n = axis.input();
    int f = axis.kernel();
    int p = axis.padBefore();
    int s = axis.stride();
    Map<String, Integer> givens = new LinkedHashMap<>();
    givens.put("n", n);
    givens.put("f", f);
    givens.put("p", p);
    givens.put("s", s);
    int room = axis.paddedInput() - f;
    return new NumberExercise(
        "Exercise 1, output size",
        String.format(
            Locale.ROOT,
            "An input is n = %d pixels wide. A kernel of f = %d slides over it with padding p = %d"
                + " on both sides and stride s = %d. How wide is the output?",
            n,
            f,
            p,
            s),
        givens,
        drawn.answer(),
        drawn.mistakes(),
        new Guidance(
            List.of(
                "How many pixels lie in one row, the padding on both sides included?",
                String.format(
                    Locale.ROOT,
                    "The window starts at 0 and moves by %d until its last pixel would leave the"
                        + " row of %d.",
                    s,
                    axis.paddedInput()),
                "floor((n + 2p \u2212 f) / s) + 1; the floor comes before the + 1."),
            String.format(
                Locale.ROOT,
                "floor((%d + 2 x %d \u2212 %d) / %d) + 1 = floor(%d / %d) + 1 = %d + 1 = %d. Pixels"
                    + " left over at the end: %d.",
                n,
                p,
                f,
                s,
                room,
                s,
                room / s,
                axis.output(),
                axis.unused())));
  }

  /** A window that leaves a strip over, so that the floor matters. */
  private static Instance<WindowAxis> unevenWindow(SplittableRandom random) {
    int n = random.nextInt(28, 100);
    int f = oneOf(random, 7, 9, 11);
    int p = random.nextInt(3, 6);
    int s = oneOf(random, 2, 3);
    WindowAxis axis = Window.of(f).stride(s, s).padding(Padding.of(p)).alongWidth(n);
    int answer = axis.output();
    double quotient = (n + 2 * p - f) / (double) s;
    return new Instance<>(
        axis,
        answer,
        List.of(
            new Mistake(
                (n + p - f) / s + 1,
                "you used p where the formula has 2p: padding is added on both sides."),
            new Mistake(
                (n + 4 * p - f) / s + 1,
                String.format(
                    Locale.ROOT,
                    "you used 2p as p: p = %d is already the padding of one side.",
                    p)),
            new Mistake((n - f) / s + 1, "you forgot the padding."),
            new Mistake(answer - 1, "you forgot the + 1: the window's first position counts, too."),
            new Mistake(
                Math.ceil(quotient) + 1,
                "that is the floor missing: you rounded up, but a window that does not fit is not"
                    + " computed."),
            new Mistake(
                quotient + 1, "that is the floor missing: there is no fraction of a window."),
            new Mistake(n + 2 * p - f + 1, "you forgot the stride."),
            new Mistake((n + 2 * p) / s, "you forgot the kernel's own width f.")));
  }

  static NumberExercise convolutionParameters(Student student) {
    Instance<Conv2d> drawn =
        Instances.draw(student.random("convolution parameters"), ReviewExercises::smallConvolution);
    Conv2d conv = drawn.givens();
    int c = conv.inChannels();
    int k = conv.outChannels();
    int f = conv.window().kernelHeight();
    Map<String, Integer> givens = new LinkedHashMap<>();
    givens.put("c", c);
    givens.put("k", k);
    givens.put("f", f);
    return new NumberExercise(
        "Exercise 3, parameters of a convolution",
        String.format(
            Locale.ROOT,
            "A convolution takes %d channels and has %d filters of %d x %d, each with a bias. How"
                + " many parameters does it learn?",
            c,
            k,
            f,
            f),
        givens,
        drawn.answer(),
        drawn.mistakes(),
        new Guidance(
            List.of(
                "Start with one filter: over how many input channels does it reach?",
                "One filter has f x f x c weights and one bias.",
                "k x (f x f x c + 1)"),
            String.format(
                Locale.ROOT,
                "%d x (%d x %d x %d + 1) = %d x %d = %,d. The size of the image does not matter:"
                    + " the same filter slides over all of it.",
                k,
                f,
                f,
                c,
                k,
                f * f * c + 1,
                conv.parameterCount())));
  }

  private static Instance<Conv2d> smallConvolution(SplittableRandom random) {
    Conv2d conv = Conv2d.of(random.nextInt(3, 13), random.nextInt(13, 33), oneOf(random, 3, 5, 7));
    int c = conv.inChannels();
    int k = conv.outChannels();
    int f = conv.window().kernelHeight();
    return new Instance<>(
        conv,
        conv.parameterCount(),
        List.of(
            new Mistake(k * c * f * f, "you forgot the bias: one for each filter."),
            new Mistake(
                k * c * f * f + 1, "you counted one bias for the layer; every filter has its own."),
            new Mistake(
                k * c * f * f + c,
                "you counted a bias for each input channel; there is one for each filter."),
            new Mistake(
                k * c * (f * f + 1),
                "you counted a bias for each channel of each filter; a filter has one."),
            new Mistake(
                k * (f * f + 1),
                "you forgot the input channels: a filter reaches through all of them."),
            new Mistake(k * f * f, "you forgot the input channels and the bias."),
            new Mistake(k * (c * f + 1), "a filter is f x f, not f: it has a height, too."),
            new Mistake(c * f * f + 1, "that is one filter; the layer has k of them.")));
  }

  static LoopExercise<Convolution> ownConvolution(Student student) {
    SplittableRandom random = student.random("own convolution");
    List<Trial> trials = new ArrayList<>();
    for (int i = 0; i < CONVOLUTION_TRIALS; i++) {
      int f = 2 + i;
      trials.add(
          new Trial(
              Grid.random(f + random.nextInt(2, 6), f + random.nextInt(6, 9), random),
              Grid.random(f, f, random)));
    }
    return new LoopExercise<>(
        "Exercise 2, your own convolution",
        "Write the loops of a convolution of one channel: stride 1, no padding, no bias. They are"
            + " run beside the engine.",
        trials,
        (loops, trial) -> loops.of(trial.input(), trial.kernel()),
        EngineLayers::convolve,
        convolutionSlips(),
        new Guidance(
            List.of(
                "The output has H \u2212 f + 1 rows and W \u2212 f + 1 columns.",
                "Four loops: two over the output (i, j), two over the kernel (u, v).",
                "Each output value sums w[u][v] * x[i + u][j + v]."),
            "for every i and j: y[i][j] = sum over u and v of w[u][v] * x[i + u][j + v]."));
  }

  private static List<Slip<Convolution>> convolutionSlips() {
    Convolution right = ReviewExercises::convolve;
    return List.of(
        new Slip<>(
            (x, w) -> right.of(x, Grid.turned(w)),
            "you turned the kernel by 180 degrees. That is the convolution of mathematics; networks"
                + " learn their kernels and do not turn them (cross-correlation)."),
        new Slip<>(
            (x, w) -> right.of(x, Grid.transposed(w)),
            "rows and columns of the kernel are exchanged: w[u][v] goes with x[i + u][j + v]."),
        new Slip<>(
            ReviewExercises::runningSum,
            "the sum is never set back to zero: start it anew for every output value."),
        new Slip<>(
            (x, w) -> right.of(x, withoutLast(w)),
            "the loops over the kernel stop one row and one column too early."),
        new Slip<>(
            (x, w) -> new double[x.length - w.length + 1][x[0].length - w.length + 1],
            "every value is 0; is the sum stored in the output?"));
  }

  private static double[][] convolve(double[][] x, double[][] w) {
    int f = w.length;
    double[][] y = new double[x.length - f + 1][x[0].length - f + 1];
    for (int i = 0; i < y.length; i++) {
      for (int j = 0; j < y[i].length; j++) {
        for (int u = 0; u < f; u++) {
          for (int v = 0; v < f; v++) {
            y[i][j] += w[u][v] * x[i + u][j + v];
          }
        }
      }
    }
    return y;
  }

  private static double[][] runningSum(double[][] x, double[][] w) {
    double[][] y = convolve(x, w);
    double sum = 0;
    for (double[] row : y) {
      for (int j = 0; j < row.length; j++) {
        sum += row[j];
        row[j] = sum;
      }
    }
    return y;
  }

  /** The kernel with zeros where loops that stop early do not get. */
  private static double[][] withoutLast(double[][] w) {
    double[][] shorter = new double[w.length][w.length];
    for (int u = 0; u < w.length - 1; u++) {
      System.arraycopy(w[u], 0, shorter[u], 0, w.length - 1);
    }
    return shorter;
  }
}
