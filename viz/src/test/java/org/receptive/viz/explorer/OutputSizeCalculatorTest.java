package org.receptive.viz.explorer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.receptive.viz.arithmetic.Arithmetic.outputSize;
import static org.receptive.viz.arithmetic.Arithmetic.same;
import static org.receptive.viz.explorer.Explorers.outputSizeCalculator;

import com.google.gson.Gson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.receptive.engine.layer.Padding;
import org.receptive.engine.layer.ShapeException;
import org.receptive.engine.layer.Window;
import org.receptive.engine.layer.WindowAxis;
import org.receptive.viz.arithmetic.Derivation;
import org.receptive.viz.arithmetic.OutputSize;
import org.receptive.viz.figure.FigureRules;

class OutputSizeCalculatorTest {
  private static final int MAX_HTML = 50 * 1024;

  /** One setting; impossible ones included. */
  private record Case(
      int input, int kernel, int stride, int padding, int dilation, boolean ceilMode) {

    Object[] given() {
      return new Object[] {input, kernel, stride, padding, dilation, ceilMode};
    }

    /** What the engine makes of it: the formula and the strip in words, or what is wrong. */
    String expected() {
      WindowAxis axis;
      try {
        axis = new WindowAxis(input, kernel, stride, padding, padding, dilation, ceilMode);
      } catch (ShapeException impossible) {
        return "no output | " + impossible.getMessage();
      }
      Window window =
          Window.of(kernel)
              .stride(stride, stride)
              .padding(Padding.of(padding))
              .dilation(dilation, dilation)
              .ceilMode(ceilMode);
      Derivation derivation = new OutputSize(input, input, window).derivation();
      return "%s | Output %d. %s"
          .formatted(
              derivation.equations().getFirst().text().replaceAll("\n *", " "),
              axis.output(),
              derivation.drawings().getFirst().text());
    }
  }

  private static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (int input : List.of(0, 1, 5, 28, 1000)) {
      for (int kernel : List.of(0, 1, 2, 5, 11)) {
        for (int stride : List.of(0, 1, 3)) {
          for (int padding : List.of(-1, 0, 2)) {
            for (int dilation : List.of(0, 1, 2)) {
              cases.add(new Case(input, kernel, stride, padding, dilation, false));
            }
          }
        }
      }
    }
    Random random = new Random(5);
    for (int i = 0; i < 600; i++) {
      cases.add(
          new Case(
              1 + random.nextInt(300),
              1 + random.nextInt(12),
              1 + random.nextInt(9),
              random.nextInt(8),
              1 + random.nextInt(4),
              random.nextBoolean()));
    }
    cases.add(new Case(2_147_483_647, 3, 1, 1, 1, false));
    cases.add(new Case(7, 2_000_000_000, 1, 0, 2, false));
    return cases;
  }

  @Test
  void theScriptSaysWhatTheEngineComputesForEveryCase(@TempDir Path folder) throws Exception {
    List<Case> cases = cases();
    List<String> log =
        ScriptedPage.log(
            folder,
            List.of(outputSizeCalculator(28, 3), outputSizeCalculator(7, 3)),
            "cases=" + new Gson().toJson(cases.stream().map(Case::given).toList()) + ";",
            "output-size-driver.js");
    List<String> expected = new ArrayList<>(cases.stream().map(Case::expected).toList());
    expected.add("same: " + new Case(32, 5, 1, 2, 1, false).expected());
    expected.add("full: " + new Case(32, 5, 1, 4, 1, false).expected());
    expected.add("valid: " + new Case(32, 5, 1, 0, 1, false).expected());
    expected.add("slider: " + new Case(32, 5, 4, 0, 1, false).expected() + ", field 4");
    expected.add("broken: no output | the stride is 2.5, but must be a whole number.");
    expected.add("empty: no output | the stride is empty, but must be a whole number.");
    expected.add("the other: " + new Case(7, 3, 1, 0, 1, false).expected());
    expected.add("still image: none");
    expected.add("ids: 0");
    expected.add("controls without a name: 0");
    expected.add("controls out of reach: 0");
    assertEquals(expected, log);
  }

  @Test
  void itStartsAsTheStillDerivation() {
    OutputSizeCalculator calculator = outputSizeCalculator(outputSize(10, 3).stride(2));
    String html = calculator.html();
    assertEquals(List.of(), FigureRules.violations(calculator));
    assertTrue(html.contains(outputSize(10, 3).stride(2).figure().staticHtml()), html);
    assertFalse(html.replace("http://www.w3.org/2000/svg", "").contains("http"), html);
    int bytes = html.getBytes(StandardCharsets.UTF_8).length;
    assertTrue(bytes <= MAX_HTML, bytes + " bytes");
  }

  @Test
  void whatOneAxisCannotSayIsRefused() {
    IllegalArgumentException uneven =
        assertThrows(
            IllegalArgumentException.class,
            () -> outputSizeCalculator(outputSize(14, 4).padding(same())));
    assertTrue(uneven.getMessage().contains("1 and 2"), uneven.getMessage());
    IllegalArgumentException oblong =
        assertThrows(
            IllegalArgumentException.class, () -> outputSizeCalculator(outputSize(4, 5, 3, 3)));
    assertTrue(oblong.getMessage().contains("4 x 5"), oblong.getMessage());
  }
}
