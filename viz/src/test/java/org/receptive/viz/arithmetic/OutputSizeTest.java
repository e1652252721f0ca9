package org.receptive.viz.arithmetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.receptive.viz.arithmetic.Arithmetic.convolution;
import static org.receptive.viz.arithmetic.Arithmetic.full;
import static org.receptive.viz.arithmetic.Arithmetic.giving;
import static org.receptive.viz.arithmetic.Arithmetic.linear;
import static org.receptive.viz.arithmetic.Arithmetic.outputSize;
import static org.receptive.viz.arithmetic.Arithmetic.same;
import static org.receptive.viz.arithmetic.Arithmetic.transposedOutputSize;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.receptive.engine.layer.ShapeException;

class OutputSizeTest {
  @ParameterizedTest
  @CsvSource({"32,5,1,0,28", "227,11,4,0,55", "224,7,2,3,112", "28,2,2,0,14", "10,3,2,0,4"})
  void theOutputIsWhatThePapersSay(int input, int kernel, int stride, int padding, int output) {
    assertEquals(output, outputSize(input, kernel).stride(stride).padding(padding).value());
  }

  @Test
  void theLeftOverStripIsCounted() {
    assertEquals(1, outputSize(10, 3).stride(2).unused());
    assertTrue(outputSize(10, 3).stride(2).toString().contains("1 cell at the end is in no"));
  }

  @Test
  void sameKeepsTheSizeAndFullAddsTheKernel() {
    assertEquals(14, outputSize(14, 4).padding(same()).value());
    assertEquals(7, outputSize(5, 3).padding(full()).value());
  }

  @Test
  void settingsMayComeInAnyOrder() {
    assertEquals(3, outputSize(2, 4).stride(1).padding(2).value());
    assertEquals(
        outputSize(9, 3).padding(1).stride(2).toString(),
        outputSize(9, 3).stride(2).padding(1).toString());
  }

  @Test
  void everyStepOfTheChainIsWrittenOut() {
    assertEquals(
        """
        n_out = \u230A(n + 2p \u2212 k) / s\u230B + 1
              = \u230A(10 + 2\u00b70 \u2212 3) / 2\u230B + 1
              = \u230A7 / 2\u230B + 1
              = 3 + 1
              = 4\
        """,
        outputSize(10, 3).stride(2).derivation().equations().getFirst().text());
  }

  @Test
  void latexUsesTheSameSteps() {
    String latex = outputSize(10, 3).stride(2).derivation().latex();
    assertTrue(latex.startsWith("$$\\begin{aligned}\nn_{\\mathrm{out}} &= \\left\\lfloor"), latex);
    assertTrue(latex.contains("\\frac{10 + 2 \\cdot 0 - 3}{2}"), latex);
    assertTrue(latex.endsWith("&= 4\n\\end{aligned}$$"), latex);
  }

  @Test
  void aWindowThatCeilModeDropsIsTakenOffAgain() {
    OutputSize size = outputSize(4, 2).stride(3).padding(1).ceilMode();
    List<String> steps =
        size.derivation().equations().getFirst().steps().stream().map(Formula::text).toList();
    assertEquals(Integer.toString(size.value()), steps.getLast());
    assertEquals(3, outputSize(5, 2).stride(2).ceilMode().value());
    assertEquals(2, outputSize(3, 1).stride(3).padding(1).ceilMode().value());
  }

  @Test
  void badInputIsExplainedWithItsArithmetic() {
    assertMessage("input 3 + padding 0 + 0 = 3", () -> outputSize(3, 5).value());
    assertMessage("stride is 0", () -> outputSize(3, 3).stride(0));
    assertMessage("padding is -1", () -> outputSize(3, 3).padding(-1));
    assertMessage("input size is 0", () -> outputSize(0, 3).value());
  }

  private static void assertMessage(String part, Runnable call) {
    String message = assertThrows(ShapeException.class, call::run).getMessage();
    assertTrue(message.contains(part), message);
  }

  @Test
  void heightAndWidthMayDiffer() {
    OutputSize size = outputSize(20, 30, 3, 5).stride(2, 3);
    assertEquals(9, size.outputHeight());
    assertEquals(9, size.outputWidth());
    assertThrows(IllegalStateException.class, () -> outputSize(20, 30, 3, 3).value());
  }

  @Test
  void aTransposedConvolutionUndoesTheSizeOfAConvolution() {
    int small = outputSize(10, 3).stride(2).padding(1).value();
    assertEquals(5, small);
    assertEquals(9, transposedOutputSize(small, 3).stride(2).padding(1).value());
    assertEquals(10, transposedOutputSize(small, 3).stride(2).padding(1).outputPadding(1).value());
    assertTrue(transposedOutputSize(5, 3).stride(2).toString().contains("= 11"));
  }

  @Test
  void everySolutionGivesTheOutputAndNoneIsMissing() {
    OutputSizes search = giving(14).from(28).upTo(5, 3);
    List<String> expected = new ArrayList<>();
    for (int k = 1; k <= 5; k++) {
      for (int s = 1; s <= 3; s++) {
        for (int p = 0; p < k; p++) {
          if ((28 + 2 * p - k) / s + 1 == 14) {
            expected.add(k + " " + s + " " + p);
          }
        }
      }
    }
    assertEquals(
        expected,
        search.solutions().stream()
            .map(x -> x.kernel() + " " + x.stride() + " " + x.padding())
            .toList());
  }

  @Test
  void parametersAndWorkAreThoseOfAlexNetsFirstLayer() {
    LayerCost conv1 = convolution(3, 96, 11).stride(4).on(227, 227);
    assertEquals(34_944, conv1.parameters());
    assertEquals(34_848, conv1.withoutBias().parameters());
    assertEquals(105_415_200, conv1.operations());
    assertEquals(210_830_400, conv1.flops().operations());
    assertTrue(conv1.toString().contains("= 105,415,200"), conv1.toString());
    assertEquals(37_752_832, linear(9216, 4096).parameters());
    assertThrows(IllegalStateException.class, () -> convolution(3, 96, 11).operations());
  }

  @Test
  void memoryIsStatedInBothUnits() {
    String text = Arithmetic.activationMemory(64, 224, 224).toString();
    assertTrue(text.contains("12,845,056 B = 12.8 MB = 12.3 MiB"), text);
  }

  @Test
  void aWindowThatDoesNotFitIsDrawnWithItsArithmeticAndTheWayOut() {
    OutputSize tooLarge = outputSize(5, 7);
    String text = tooLarge.toString();
    assertTrue(text.contains("(5 + 2\u00b70 \u2212 7) / 1"), text);
    assertTrue(text.contains("at most 5, or 1 more of padding on each side"), text);
    assertEquals(1, outputSize(5, 7).padding(1).value());
    assertThrows(ShapeException.class, tooLarge::value);
  }

  @ParameterizedTest
  @CsvSource({"5,1", "32,1", "64,2", "64,4"})
  void thePageDoesNotJumpWhenASliderGoesOneStepTooFar(int input, int stride) {
    double fits = outputSize(input, input).stride(stride).figure().scene().height();
    double tooLarge = outputSize(input, input + 1).stride(stride).figure().scene().height();
    assertEquals(fits, tooLarge, 1);
  }

  @Test
  void whatCannotBeDrawnIsStillRefused() {
    assertThrows(ShapeException.class, () -> outputSize(0, 3).figure());
  }
}
