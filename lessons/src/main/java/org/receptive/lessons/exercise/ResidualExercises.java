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

/** The exercises of the third notebook, slides 11 to 17. */
final class ResidualExercises {
  private static final int TRIALS = 3;

  private ResidualExercises() {}

  static NumberExercise halvingBlock(Student student) {
    Instance<int[]> drawn =
        Instances.draw(student.random("halving block"), ResidualExercises::block);
    int c = drawn.givens()[0];
    int k = drawn.givens()[1];
    Map<String, Integer> givens = new LinkedHashMap<>();
    givens.put("c", c);
    givens.put("k", k);
    return new NumberExercise(
        "Exercise 2, a block that halves its maps",
        String.format(
            Locale.ROOT,
            "A residual block takes %d channels in. Its two 3 x 3 convolutions have %d filters"
                + " each, the first with stride 2; the shortcut is a 1 x 1 convolution with stride"
                + " 2. None has a bias, but a batch normalisation follows each of the three. How"
                + " many parameters has the block?",
            c,
            k),
        givens,
        drawn.answer(),
        drawn.mistakes(),
        new Guidance(
            List.of(
                "Three convolutions: what does one filter of each reach through?",
                String.format(
                    Locale.ROOT,
                    "The first sees %d channels, the second %d, the shortcut %d again.",
                    c,
                    k,
                    c),
                "A batch normalisation learns a scale and a shift for each of its channels."),
            String.format(
                Locale.ROOT,
                "9 x %d x %d + 9 x %d x %d + %d x %d + 3 x 2 x %d = %,d.",
                c,
                k,
                k,
                k,
                c,
                k,
                k,
                (long) drawn.answer())));
  }

  private static Instance<int[]> block(SplittableRandom random) {
    double c = 8 * random.nextInt(3, 25);
    double k = c * oneOf(random, 2, 3);
    double answer = 9 * c * k + 9 * k * k + c * k + 6 * k;
    return new Instance<>(
        new int[] {(int) c, (int) k},
        answer,
        List.of(
            new Mistake(
                answer - 6 * k, "you forgot the batch normalisations: two numbers a channel."),
            new Mistake(answer - 2 * k, "the shortcut has a batch normalisation, too."),
            new Mistake(
                answer - 3 * k, "a batch normalisation learns two numbers a channel, not one."),
            new Mistake(answer + 6 * k, "mean and variance are measured, they do not train."),
            new Mistake(answer - c * k - 2 * k, "you forgot the shortcut and its normalisation."),
            new Mistake(answer - c * k, "you forgot the weights of the shortcut."),
            new Mistake(answer + 8 * c * k, "the shortcut is 1 x 1, not 3 x 3."),
            new Mistake(
                18 * c * k + c * k + 6 * k,
                "the second convolution sees the channels that the first has made."),
            new Mistake(
                answer + 3 * k, "there are no biases: the shift of the normalisation is one.")));
  }

  static LoopExercise<Convolution> ownResidualBlock(Student student) {
    SplittableRandom random = student.random("own residual block");
    List<Trial> trials = new ArrayList<>();
    for (int i = 0; i < TRIALS; i++) {
      int f = i == 0 ? 5 : 3;
      trials.add(new Trial(Grid.random(5 + i, 7 + i, random), Grid.random(f, f, random)));
    }
    return new LoopExercise<>(
        "Exercise 1, your own residual block",
        "Write a residual block with one convolution: y = ReLU(conv(x, w) + x), 'same' padding,"
            + " stride 1, f odd. It is run beside the engine.",
        trials,
        (loops, trial) -> loops.of(trial.input(), trial.kernel()),
        EngineLayers::residualBlock,
        slips(),
        new Guidance(
            List.of(
                "With p = (f \u2212 1) / 2 the output is as large as the input.",
                "The window of output (i, j) starts at (i \u2212 p, j \u2212 p); skip what lies"
                    + " outside.",
                "First the sum with x[i][j], then the ReLU: Math.max(0, sum + x[i][j])."),
            "y[i][j] = max(0, x[i][j] + sum over u and v of w[u][v] * x[i + u - p][j + v - p])."));
  }

  private static List<Slip<Convolution>> slips() {
    return List.of(
        new Slip<>(
            (x, w) -> block(x, w, 0, false), "that is the plain block: the input is not added."),
        new Slip<>(
            (x, w) -> block(x, w, 1, true),
            "you took the ReLU before the sum. The slide adds first: g(z + a)."),
        new Slip<>((x, w) -> linear(x, w), "you forgot the ReLU: negative sums become 0."),
        new Slip<>((x, w) -> block(x, w, 2, false), "the input is added twice."),
        new Slip<>(
            (x, w) -> block(x, Grid.turned(w), 1, false),
            "you turned the kernel by 180 degrees; networks do not."));
  }

  private static double[][] linear(double[][] x, double[][] w) {
    int p = w.length / 2;
    double[][] y = new double[x.length][x[0].length];
    for (int i = 0; i < y.length; i++) {
      for (int j = 0; j < y[i].length; j++) {
        y[i][j] = x[i][j] + window(x, w, i - p, j - p);
      }
    }
    return y;
  }

  /** The block with what students get wrong as parameters. */
  private static double[][] block(double[][] x, double[][] w, int times, boolean early) {
    int p = w.length / 2;
    double[][] y = new double[x.length][x[0].length];
    for (int i = 0; i < y.length; i++) {
      for (int j = 0; j < y[i].length; j++) {
        double sum = window(x, w, i - p, j - p);
        double carried = times * x[i][j];
        y[i][j] = early ? Math.max(0, sum) + carried : Math.max(0, sum + carried);
      }
    }
    return y;
  }

  private static double window(double[][] x, double[][] w, int top, int left) {
    double sum = 0;
    for (int u = 0; u < w.length; u++) {
      for (int v = 0; v < w.length; v++) {
        boolean inside =
            top + u >= 0 && top + u < x.length && left + v >= 0 && left + v < x[0].length;
        sum += inside ? w[u][v] * x[top + u][left + v] : 0;
      }
    }
    return sum;
  }

  static NumberExercise bottleneck(Student student) {
    Instance<int[]> drawn = Instances.draw(student.random("bottleneck"), ResidualExercises::narrow);
    int n = drawn.givens()[0];
    int c = drawn.givens()[1];
    int r = drawn.givens()[2];
    Map<String, Integer> givens = new LinkedHashMap<>();
    givens.put("n", n);
    givens.put("c", c);
    givens.put("r", r);
    return new NumberExercise(
        "Exercise 3, a bottleneck",
        String.format(
            Locale.ROOT,
            "A bottleneck block works on %d channels of %d x %d: a 1 x 1 convolution to %d"
                + " channels, a 3 x 3 among those with 'same' padding, a 1 x 1 back to %d. How many"
                + " multiply-accumulates does one image cost?",
            c,
            n,
            n,
            r,
            c),
        givens,
        drawn.answer(),
        drawn.mistakes(),
        new Guidance(
            List.of(
                "All three convolutions give maps of n x n.",
                "One value costs c products in the first, 9 r in the second, r in the third.",
                "n x n places times (c x r + 9 x r x r + r x c)."),
            String.format(
                Locale.ROOT,
                "%d x %d x (%d x %d + 9 x %d x %d + %d x %d) = %,d.",
                n,
                n,
                c,
                r,
                r,
                r,
                r,
                c,
                (long) drawn.answer())));
  }

  private static Instance<int[]> narrow(SplittableRandom random) {
    double n = oneOf(random, 7, 14, 28, 56);
    double r = oneOf(random, 32, 48, 64, 96, 128);
    double c = r * oneOf(random, 2, 3, 4);
    double places = n * n;
    double answer = places * (2 * c * r + 9 * r * r);
    return new Instance<>(
        new int[] {(int) n, (int) c, (int) r},
        answer,
        List.of(
            new Mistake(2 * answer, "those are operations: product and sum count once together."),
            new Mistake(answer / places, "those are the weights; each is used at every place."),
            new Mistake(answer / n, "there are n x n places, not n."),
            new Mistake(places * (c * r + 9 * r * r), "you forgot one of the 1 x 1 convolutions."),
            new Mistake(
                places * (2 * c * r + r * r),
                "the middle convolution is 3 x 3: nine products a channel."),
            new Mistake(
                places * (2 * c * r + 9 * c * c),
                "the 3 x 3 works on the reduced channels; that is what the bottleneck is for."),
            new Mistake(
                places * 18 * c * c, "those are two 3 x 3 convolutions without a bottleneck."),
            new Mistake(
                places * 9 * (2 * c * r + r * r), "the outer convolutions are 1 x 1, not 3 x 3.")));
  }
}
