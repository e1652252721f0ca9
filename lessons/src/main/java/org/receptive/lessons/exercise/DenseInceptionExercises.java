package org.receptive.lessons.exercise;

import static org.receptive.lessons.exercise.Instances.oneOf;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.receptive.lessons.exercise.Instances.Instance;

/** The exercises of the fourth notebook, slides 18 to 28. */
final class DenseInceptionExercises {
  private DenseInceptionExercises() {}

  static NumberExercise denseBlock(Student student) {
    Instance<int[]> drawn =
        Instances.draw(student.random("dense block"), DenseInceptionExercises::dense);
    int start = drawn.givens()[0];
    int k = drawn.givens()[1];
    int layers = drawn.givens()[2];
    Map<String, Integer> givens = new LinkedHashMap<>();
    givens.put("k0", start);
    givens.put("k", k);
    givens.put("L", layers);
    return new NumberExercise(
        "Exercise 1, a dense block",
        String.format(
            Locale.ROOT,
            "%d channels go into a dense block of %d layers with growth rate %d. How many channels"
                + " come out?",
            start,
            layers,
            k),
        givens,
        drawn.answer(),
        drawn.mistakes(),
        new Guidance(
            List.of(
                "Every layer adds the same number of channels.",
                "What went in comes out again, too: nothing is thrown away.",
                "k0 channels that were there, and L layers that add k each."),
            String.format(
                Locale.ROOT, "%d + %d x %d = %,d.", start, layers, k, (long) drawn.answer())));
  }

  private static Instance<int[]> dense(SplittableRandom random) {
    int start = oneOf(random, 16, 24, 48, 64, 96, 128);
    int k = oneOf(random, 12, 24, 32, 40, 48);
    int layers = random.nextInt(5, 33);
    double answer = start + (double) k * layers;
    return new Instance<>(
        new int[] {start, k, layers},
        answer,
        List.of(
            new Mistake(
                answer - k,
                "that is the input width of the last layer; it adds its k channels as well."),
            new Mistake(answer + k, "that is one layer too many."),
            new Mistake(answer - start, "you forgot the channels that went in."),
            new Mistake(start + k, "you counted one layer; every one of them adds k."),
            new Mistake(k, "that is the growth rate, what one layer adds."),
            new Mistake(
                (double) (start + k) * layers, "k0 is there once, not again for every layer."),
            new Mistake(
                start + k * layers * (layers + 1) / 2.0,
                "every layer sees more, but adds only k.")));
  }

  static NumberExercise reducedBranch(Student student) {
    Instance<int[]> drawn =
        Instances.draw(student.random("reduced branch"), DenseInceptionExercises::branch);
    int[] g = drawn.givens();
    Map<String, Integer> givens = new LinkedHashMap<>();
    givens.put("n", g[0]);
    givens.put("c", g[1]);
    givens.put("r", g[2]);
    givens.put("k", g[3]);
    return new NumberExercise(
        "Exercise 3, a branch with a reduction",
        String.format(
            Locale.ROOT,
            "The input of an inception module is %d channels of %d x %d. A branch reduces them to"
                + " %d by a 1 x 1 convolution; a 5 x 5 with 'same' padding and %d filters follows."
                + " How many multiply-accumulates does the branch cost?",
            g[1],
            g[0],
            g[0],
            g[2],
            g[3]),
        givens,
        drawn.answer(),
        drawn.mistakes(),
        new Guidance(
            List.of(
                "Add the costs of two convolutions; both give maps of n x n.",
                "One value of the 1 x 1 costs c products.",
                "One value of the 5 x 5 costs 25 r products."),
            String.format(
                Locale.ROOT,
                "%d x %d x (%d x %d + 25 x %d x %d) = %,d.",
                g[0],
                g[0],
                g[1],
                g[2],
                g[2],
                g[3],
                (long) drawn.answer())));
  }

  private static Instance<int[]> branch(SplittableRandom random) {
    double n = oneOf(random, 7, 14, 28);
    double c = oneOf(random, 192, 256, 480, 512, 832);
    double r = oneOf(random, 16, 24, 32, 48);
    double k = oneOf(random, 32, 48, 64, 96, 128);
    double places = n * n;
    double answer = places * (c * r + 25 * r * k);
    return new Instance<>(
        new int[] {(int) n, (int) c, (int) r, (int) k},
        answer,
        List.of(
            new Mistake(places * 25 * c * k, "that is the naive branch, without the reduction."),
            new Mistake(places * 25 * r * k, "you forgot the 1 x 1 convolution; it costs, too."),
            new Mistake(places * c * r, "that is the 1 x 1 convolution alone."),
            new Mistake(places * (c * r + r * k), "a 5 x 5 kernel has 25 products a channel."),
            new Mistake(places * (c * r + 5 * r * k), "a 5 x 5 kernel has 25 products, not 5."),
            new Mistake(
                places * (c * r + 25 * c * k), "the 5 x 5 sees the reduced channels, not all."),
            new Mistake(2 * answer, "those are operations: product and sum count once together."),
            new Mistake(answer / places, "those are the weights; each is used at every place."),
            new Mistake(answer + places * (r + k), "biases are added, not multiplied.")));
  }

  static NumberExercise globalAveragePooling(Student student) {
    Instance<int[]> drawn =
        Instances.draw(student.random("global average pooling"), DenseInceptionExercises::head);
    int[] g = drawn.givens();
    Map<String, Integer> givens = new LinkedHashMap<>();
    givens.put("n", g[0]);
    givens.put("c", g[1]);
    givens.put("classes", g[2]);
    return new NumberExercise(
        "Exercise 2, global average pooling",
        String.format(
            Locale.ROOT,
            "The last maps of a network are %d channels of %d x %d, and there are %d classes. One"
                + " head flattens them into a fully connected layer; the other takes a 1 x 1"
                + " convolution to one map a class and averages each map. Both have biases. How"
                + " many parameters does the second head save?",
            g[1],
            g[0],
            g[0],
            g[2]),
        givens,
        drawn.answer(),
        drawn.mistakes(),
        new Guidance(
            List.of(
                "Count both heads, then subtract. A mean has nothing to learn.",
                "The fully connected layer has a weight for every value, class by class.",
                "(c x n x n + 1) x classes against (c + 1) x classes."),
            String.format(
                Locale.ROOT,
                "(%d x %d + 1) x %d \u2212 (%d + 1) x %d = %,d.",
                g[1],
                g[0] * g[0],
                g[2],
                g[1],
                g[2],
                (long) drawn.answer())));
  }

  private static Instance<int[]> head(SplittableRandom random) {
    double n = oneOf(random, 5, 6, 7, 8);
    double c = oneOf(random, 192, 256, 384, 512, 1024);
    double m = oneOf(random, 10, 20, 100, 200, 1000);
    double connected = (c * n * n + 1) * m;
    double averaged = (c + 1) * m;
    return new Instance<>(
        new int[] {(int) n, (int) c, (int) m},
        connected - averaged,
        List.of(
            new Mistake(connected, "that is the first head; the second has parameters, too."),
            new Mistake(averaged, "that is the second head; how much does it save?"),
            new Mistake(c * n * n * m - averaged, "you forgot the biases of the first head."),
            new Mistake(connected - c * m, "you forgot the biases of the second head."),
            new Mistake((c * n + 1) * m - averaged, "a map has n x n values, not n."),
            new Mistake(
                connected - (n * n + 1) * m,
                "the 1 x 1 convolution has a weight for every channel."),
            new Mistake(averaged - connected, "the other way round: the second head is smaller.")));
  }
}
