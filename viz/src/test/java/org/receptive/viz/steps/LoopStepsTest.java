package org.receptive.viz.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.receptive.engine.kernels.Kernels;
import org.receptive.engine.kernels.reference.ReferenceKernels;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;
import org.receptive.viz.figure.FigureRules;

class LoopStepsTest {
  private static final int MAX_HTML = 200 * 1024;
  private static final String CASES = "org.receptive.viz.steps.ConvolutionStepsTest#shippedCases";

  private static final String HANDED_OVER = "org.receptive.viz.steps.LoopStepsTest";

  private static JShell shell;

  @BeforeAll
  static void openAShell() {
    shell = JShell.builder().executionEngine("local").build();
  }

  @AfterAll
  static void closeTheShell() {
    shell.close();
  }

  private static Tensor input(Conv2d layer, int height, int width) {
    return Tensor.random(Shape.of(1, layer.inChannels(), height, width), 1);
  }

  private static Tensor weight(Conv2d layer) {
    return Tensor.random(layer.parameters().getFirst().shape(), 2);
  }

  private static Optional<Tensor> bias(Conv2d layer) {
    return layer.bias()
        ? Optional.of(Tensor.random(Shape.of(layer.outChannels()), 3))
        : Optional.empty();
  }

  private static LoopSteps steps(Conv2d layer, int height, int width) {
    Kernels reference = new ReferenceKernels();
    return LoopSteps.of(reference, layer, input(layer, height, width), weight(layer), bias(layer));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource(CASES)
  void everyCaseKeepsTheRulesAndTheSize(String name, Conv2d layer, int height, int width) {
    StepView view = steps(layer, height, width).figure();
    assertEquals(List.of(), FigureRules.violations(view));
    assertEquals(List.of(), FigureRules.violations(view.step(0)));
    assertEquals(List.of(), FigureRules.violations(view.step(view.frames().size() - 1)));
    int bytes = view.html().getBytes(StandardCharsets.UTF_8).length;
    assertTrue(bytes <= MAX_HTML, name + " takes " + bytes + " bytes");
  }

  /** The code in the picture is Java, and computes what the engine computes. */
  @ParameterizedTest(name = "{0}")
  @MethodSource(CASES)
  void theCodeInThePictureComputesTheConvolution(String name, Conv2d layer, int height, int width) {
    Tensor input = input(layer, height, width);
    Tensor output = new ReferenceKernels().conv2d(layer, input, weight(layer), bias(layer));
    Shape shape = output.shape();
    double[][][] x = planes(input, 0);
    double[][][][] w = new double[layer.outChannels()][][][];
    for (int k = 0; k < w.length; k++) {
      w[k] = planes(weight(layer), k);
    }
    double[] b = new double[layer.outChannels()];
    bias(layer).ifPresent(given -> Arrays.setAll(b, given::at));
    double[][][] y = new double[shape.channels()][shape.height()][shape.width()];
    run(List.of(x, w, b, y), steps(layer, height, width).java());
    for (int k = 0; k < y.length; k++) {
      for (int i = 0; i < shape.height(); i++) {
        for (int j = 0; j < shape.width(); j++) {
          assertEquals(output.at(0, k, i, j), y[k][i][j], 1e-4, name);
        }
      }
    }
  }

  /** Runs code in a shell of this process; arrays are handed over as a system property is. */
  private static void run(List<Object> arrays, String code) {
    System.getProperties().put(HANDED_OVER, arrays);
    try {
      String block =
          """
          {
            var all = (java.util.List<?>) System.getProperties().get("%s");
            var x = (double[][][]) all.get(0);
            var w = (double[][][][]) all.get(1);
            var b = (double[]) all.get(2);
            var y = (double[][][]) all.get(3);
            %s
          }
          """
              .formatted(HANDED_OVER, code);
      for (SnippetEvent event : shell.eval(block)) {
        assertEquals(Snippet.Status.VALID, event.status(), block);
        assertTrue(event.exception() == null, () -> event.exception() + "\n" + block);
      }
    } finally {
      System.getProperties().remove(HANDED_OVER);
    }
  }

  private static double[][][] planes(Tensor tensor, int n) {
    Shape shape = tensor.shape();
    double[][][] planes = new double[shape.dim(1)][shape.dim(2)][shape.dim(3)];
    for (int c = 0; c < planes.length; c++) {
      for (int r = 0; r < planes[c].length; r++) {
        int channel = c;
        int row = r;
        Arrays.setAll(planes[c][r], v -> tensor.at(n, channel, row, v));
      }
    }
    return planes;
  }

  private static LoopSteps small() {
    return LoopSteps.of(
        Conv2d.of(1, 1, 2),
        Tensor.of(Shape.of(1, 1, 3, 3), 1, 2, 3, 4, 5, 6, 7, 8, 9),
        Tensor.of(Shape.of(1, 1, 2, 2), 1, 0, 0, -1),
        Tensor.of(Shape.of(1), 10));
  }

  @Test
  void oneOutputIsComputedProductByProductAndTheNextAsAWhole() {
    StepView view = small().figure();
    assertEquals(1 + 4 + 1 + 3, view.frames().size());
    assertTrue(view.step(0).text().endsWith("sum = 10"), view.step(0).text());
    assertTrue(
        view.step(4).text().endsWith("sum = 11 + w[0][0][1][1]·x[0][1][1] = 11 + (−1)·5 = 6"),
        view.step(4).text());
    assertTrue(view.step(5).text().endsWith("y[0][0][0] = 6"), view.step(5).text());
    assertTrue(view.step(8).text().endsWith("y[0][1][1] = 6"), view.step(8).text());
  }

  @Test
  void theRunningLineAloneIsMarked() {
    String product = small().step(1).svg();
    assertTrue(product.contains(">sum += w[k][c][u][v] * x[c][i + u][j + v];<"), product);
    assertEquals(1, product.split("font-weight=\"600\"[^>]*>sum \\+=", -1).length - 1, product);
    assertFalse(product.contains("continue"), "there is no padding to leave out");
  }

  @Test
  void paddingIsSkippedBeforeItIsRead() {
    Conv2d layer = Conv2d.of(1, 1, 3).padding(1).withoutBias();
    LoopSteps steps = LoopSteps.of(layer, input(layer, 4, 4), weight(layer));
    assertTrue(steps.java().contains("if (p < 0 || p >= 4 || q < 0 || q >= 4) continue;"));
    String first = steps.step(1).text();
    assertTrue(first.endsWith("p = −1, q = −1"), first);
    assertTrue(first.contains("padding counts as 0"), first);
  }

  @Test
  void anotherOutputCanBeAskedFor() {
    StepView view = small().at(0, 1, 0).figure();
    assertEquals(1 + 4 + 1 + 1, view.frames().size());
    assertTrue(view.step(5).text().endsWith("y[0][1][0] = 6"), view.step(5).text());
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> small().at(0, 2, 0));
    assertTrue(refused.getMessage().contains("rows 0 to 1"), refused.getMessage());
  }
}
