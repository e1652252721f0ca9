package org.receptive.lessons.exercise;

import static org.receptive.lessons.exercise.Instances.oneOf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.tensor.Shape;
import org.receptive.lessons.exercise.Instances.Instance;
import org.receptive.lessons.exercise.LoopExercise.Slip;
import org.receptive.lessons.exercise.LoopExercise.Trial;

/** The exercises of the second notebook, slides 7 to 10. */
final class ClassicNetworkExercises {
  private static final int LENET_MAPS = 16;
  private static final int LENET_KERNEL = 5;
  private static final int POOLING_TRIALS = 3;

  private ClassicNetworkExercises() {}

  /** LeNet for another input: its width, and the neurons of the first fully connected layer. */
  private record LeNetHead(int width, int neurons) {
    int first() {
      return (width - LENET_KERNEL + 1) / 2;
    }

    int last() {
      return (first() - LENET_KERNEL + 1) / 2;
    }
  }

  static NumberExercise firstFullyConnected(Student student) {
    Instance<LeNetHead> drawn =
        Instances.draw(student.random("first fully connected"), ClassicNetworkExercises::leNetHead);
    LeNetHead head = drawn.givens();
    Map<String, Integer> givens = new LinkedHashMap<>();
    givens.put("n", head.width());
    givens.put("neurons", head.neurons());
    int flat = LENET_MAPS * head.last() * head.last();
    return new NumberExercise(
        "Exercise 1, the first fully connected layer",
        String.format(
            Locale.ROOT,
            "LeNet-5 gets images of %d x %d and %d neurons in its first fully connected layer;"
                + " everything before it stays. How many parameters has this layer?",
            head.width(),
            head.width(),
            head.neurons()),
        givens,
        drawn.answer(),
        drawn.mistakes(),
        new Guidance(
            List.of(
                "Follow the width: convolution 5x5, pooling 2x2, convolution 5x5, pooling 2x2.",
                String.format(
                    Locale.ROOT,
                    "The width goes from %d to %d after the first pooling. There are 16 maps at the"
                        + " end.",
                    head.width(),
                    head.first()),
                "Every neuron has a weight for each of the 16 x m x m values and one bias."),
            String.format(
                Locale.ROOT,
                "%d -> %d -> %d -> %d -> %d; 16 x %d x %d = %,d values; (%,d + 1) x %d = %,d.",
                head.width(),
                head.width() - LENET_KERNEL + 1,
                head.first(),
                head.first() - LENET_KERNEL + 1,
                head.last(),
                head.last(),
                head.last(),
                flat,
                flat,
                head.neurons(),
                (long) drawn.answer())));
  }

  private static Instance<LeNetHead> leNetHead(SplittableRandom random) {
    LeNetHead head = new LeNetHead(4 * random.nextInt(9, 17), oneOf(random, 60, 80, 100, 150, 200));
    int m = head.last();
    int flat = LENET_MAPS * m * m;
    int k = head.neurons();
    int unpooled = head.first() - LENET_KERNEL + 1;
    int withoutConvolution = head.width() / 4;
    return new Instance<>(
        head,
        (flat + 1.0) * k,
        List.of(
            new Mistake(flat * k, "you forgot the bias: one for each neuron."),
            new Mistake(
                flat * k + 1, "you counted one bias for the layer; every neuron has its own."),
            new Mistake((m * m + 1) * k, "you forgot that there are 16 maps."),
            new Mistake((LENET_MAPS * m + 1) * k, "a map is m x m, not m."),
            new Mistake(
                (6 * m * m + 1) * k,
                "6 maps is what the first convolution gives; the second has 16."),
            new Mistake(
                (LENET_MAPS * unpooled * unpooled + 1) * k, "you forgot the second pooling."),
            new Mistake(
                (LENET_MAPS * withoutConvolution * withoutConvolution + 1) * k,
                "you halved twice, but each 5x5 convolution also takes 4 pixels.")));
  }

  /** A convolution with its input. */
  private record CostedLayer(Conv2d conv, Shape input) {}

  static NumberExercise multiplyAccumulates(Student student) {
    Instance<CostedLayer> drawn =
        Instances.draw(student.random("multiply-accumulates"), ClassicNetworkExercises::vggLayer);
    Conv2d conv = drawn.givens().conv();
    int n = drawn.givens().input().width();
    Map<String, Integer> givens = new LinkedHashMap<>();
    givens.put("n", n);
    givens.put("c", conv.inChannels());
    givens.put("k", conv.outChannels());
    return new NumberExercise(
        "Exercise 3, multiply-accumulates",
        String.format(
            Locale.ROOT,
            "A layer as in VGG: the input has %d channels of %d x %d, there are %d filters of 3 x"
                + " 3, stride 1, 'same' padding. How many multiply-accumulates does one image"
                + " cost?",
            conv.inChannels(),
            n,
            n,
            conv.outChannels()),
        givens,
        drawn.answer(),
        drawn.mistakes(),
        new Guidance(
            List.of(
                "How many values does the output have?",
                "How many products are summed for one of them?",
                "Output values (n x n x k) times products per value (3 x 3 x c); biases are no"
                    + " products."),
            String.format(
                Locale.ROOT,
                "%d x %d x %d output values, each a sum of 3 x 3 x %d = %d products: %,d.",
                n,
                n,
                conv.outChannels(),
                conv.inChannels(),
                9 * conv.inChannels(),
                (long) drawn.answer())));
  }

  private static Instance<CostedLayer> vggLayer(SplittableRandom random) {
    int n = oneOf(random, 14, 28, 56);
    int c = oneOf(random, 48, 96, 128, 192);
    int k = oneOf(random, 64, 160, 256, 320);
    Conv2d conv = Conv2d.of(c, k, 3).padding(1);
    Shape input = Shape.of(1, c, n, n);
    long macs = conv.macs(List.of(input));
    int valid = n - 2;
    return new Instance<>(
        new CostedLayer(conv, input),
        macs,
        List.of(
            new Mistake(
                2.0 * macs,
                "those are operations: a multiply-accumulate is one product and one sum, counted"
                    + " once."),
            new Mistake(
                macs / (double) c,
                "you forgot the input channels: every product runs through all of them."),
            new Mistake(macs / (double) k, "that is one filter; the layer has k of them."),
            new Mistake(macs / 9.0, "you forgot the 3 x 3 products of the window."),
            new Mistake(macs / (double) n, "the output is n x n, not n."),
            new Mistake(
                conv.parameterCount(),
                "those are the parameters; each weight is used at every position."),
            new Mistake(
                macs + (double) n * n * k,
                "you counted the biases; they are added, not multiplied."),
            new Mistake(
                9.0 * c * k * valid * valid,
                "with 'same' padding the output keeps the width of the input.")));
  }

  static LoopExercise<Pooling> ownMaxPooling(Student student) {
    SplittableRandom random = student.random("own max pooling");
    List<Trial> trials = new ArrayList<>();
    for (int i = 0; i < POOLING_TRIALS; i++) {
      double[][] input = Grid.random(6 + i, 8 + i, random);
      for (double[] row : input) {
        row[0] = -5;
        row[1] = -6;
      }
      trials.add(new Trial(input, new double[0][0]));
    }
    return new LoopExercise<>(
        "Exercise 2, your own max pooling",
        "Write the loops of a 2 x 2 max pooling with stride 2. They are run beside the engine, on"
            + " inputs of even and odd sizes.",
        trials,
        (loops, trial) -> loops.of(trial.input()),
        (input, unused) -> EngineLayers.maxPool(input),
        poolingSlips(),
        new Guidance(
            List.of(
                "The output has floor(H / 2) rows and floor(W / 2) columns.",
                "The window of output (i, j) starts at row 2i and column 2j.",
                "Take the largest of x[2i][2j], x[2i][2j+1], x[2i+1][2j] and x[2i+1][2j+1]."),
            "y[i][j] = the largest of the four values x[2i + u][2j + v] with u and v in {0, 1}."));
  }

  private static List<Slip<Pooling>> poolingSlips() {
    return List.of(
        new Slip<>(
            x -> pool(x, 2, 2, true, Double.NEGATIVE_INFINITY),
            "that is the mean of each window; max pooling takes its largest value."),
        new Slip<>(
            x -> pool(x, 2, 2, false, 0),
            "your maximum starts at 0, which is larger than a negative input; start with the"
                + " window's first value."),
        new Slip<>(
            x -> pool(x, 2, 1, false, Double.NEGATIVE_INFINITY),
            "the window starts at (i, j); with stride 2 it starts at (2i, 2j)."));
  }

  /** Pooling with everything that students get wrong as a parameter. */
  private static double[][] pool(double[][] x, int window, int step, boolean mean, double start) {
    double[][] y = new double[x.length / 2][x[0].length / 2];
    for (int i = 0; i < y.length; i++) {
      for (int j = 0; j < y[i].length; j++) {
        double max = start;
        double sum = 0;
        for (int u = 0; u < window; u++) {
          for (int v = 0; v < window; v++) {
            max = Math.max(max, x[step * i + u][step * j + v]);
            sum += x[step * i + u][step * j + v];
          }
        }
        y[i][j] = mean ? sum / (window * window) : max;
      }
    }
    return y;
  }
}
