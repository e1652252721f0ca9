package org.receptive.viz.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.receptive.engine.layer.ConvTranspose2d;
import org.receptive.engine.layer.Padding;
import org.receptive.engine.layer.Window;
import org.receptive.viz.figure.FigureRules;

class SlantedSheetsTest {
  @Test
  void theNamedCasesKeepTheRules() {
    for (SlantedSheets sheets :
        List.of(
            SlantedSheets.of(Window.of(3).stride(2, 2).padding(Padding.of(1)), 5, 5),
            SlantedSheets.of(Window.of(3).dilation(2, 2), 7, 7),
            SlantedSheets.of(Window.of(3).stride(2, 2), 6, 6),
            SlantedSheets.of(Window.of(2, 3).padding(Padding.SAME), 3, 6),
            SlantedSheets.of(ConvTranspose2d.of(1, 1, 3).stride(2), 2, 2))) {
      StepView view = sheets.figure();
      assertEquals(List.of(), FigureRules.violations(view), view.title());
      assertTrue(view.html().length() <= 200 * 1024, view.title());
    }
  }

  @Test
  void everyOutputIsAStepAndTheFormulaCountsThem() {
    StepView view =
        SlantedSheets.of(Window.of(3).stride(2, 2).padding(Padding.of(1)), 5, 5).figure();
    assertEquals(9, view.frames().size());
    assertEquals(
        "step 1: Output row 0, column 0 sees 4 inputs and 5 zeros."
            + "  Hout = ⌊(5 + 1 + 1 − 3) / 2⌋ + 1 = 3",
        view.step(0).text());
  }

  /** Stride 2 on 2 x 2 under 3 x 3: 5 x 5 outputs; the middle one sees all four inputs. */
  @Test
  void aTransposedConvolutionSeesItsInputsSpreadOut() {
    StepView view = SlantedSheets.of(ConvTranspose2d.of(1, 1, 3).stride(2), 2, 2).figure();
    assertEquals(25, view.frames().size());
    assertTrue(view.step(12).text().contains("sees 4 inputs and 5 zeros"), view.step(12).text());
    assertTrue(view.step(0).text().contains("sees 1 input and 8 zeros"), view.step(0).text());
  }

  @Test
  void tooManyStepsAreRefusedWithTheNumber() {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> SlantedSheets.of(Window.of(3), 30, 30));
    assertTrue(refused.getMessage().contains("28 x 28"), refused.getMessage());
  }
}
