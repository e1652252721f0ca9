package org.receptive.viz.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.receptive.engine.layer.AvgPool2d;
import org.receptive.engine.layer.MaxPool2d;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;
import org.receptive.viz.figure.FigureRules;

class PoolingStepsTest {
  /** 0 to 24 in reading order. */
  private static Tensor counting(int size) {
    Tensor tensor = Tensor.zeros(Shape.of(1, 1, size, size));
    for (int i = 0; i < tensor.size(); i++) {
      tensor.data()[i] = i;
    }
    return tensor;
  }

  @Test
  void everyKindOfPoolingKeepsTheRules() {
    for (StepView view :
        List.of(
            PoolingSteps.of(MaxPool2d.of(2, 2), counting(5)).figure(),
            PoolingSteps.of(MaxPool2d.of(3, 2).padding(1), counting(6)).figure(),
            PoolingSteps.of(AvgPool2d.of(3, 2).padding(1).ceilMode(), counting(6)).figure(),
            PoolingSteps.of(MaxPool2d.of(3, 2), Tensor.random(Shape.of(1, 64, 55, 55), 1))
                .figure())) {
      assertEquals(List.of(), FigureRules.violations(view));
      assertTrue(view.html().length() <= 200 * 1024, view.title());
    }
  }

  @Test
  void theLargestOfAWindowWins() {
    StepView view = PoolingSteps.of(MaxPool2d.of(2, 2), counting(5)).figure();
    assertEquals(4, view.frames().size());
    assertTrue(view.step(3).text().endsWith("max(12, 13, 17, 18) = 18"), view.step(3).text());
  }

  @Test
  void paddingCountsInTheDivisorWhereItIsAskedTo() {
    AvgPool2d layer = AvgPool2d.of(2, 2).padding(1);
    String counted = PoolingSteps.of(layer, counting(2)).step(3).text();
    assertTrue(counted.endsWith("(3) / 4 = 0.75"), counted);
    String left = PoolingSteps.of(layer.withoutCountingPadding(), counting(2)).step(3).text();
    assertTrue(left.endsWith("(3) / 1 = 3"), left);
  }

  @Test
  void whatHangsOverInCeilModeNeverCounts() {
    String last = PoolingSteps.of(AvgPool2d.of(2, 2).ceilMode(), counting(3)).step(3).text();
    assertTrue(last.endsWith("(8) / 1 = 8.00"), last);
  }

  /** The window's second element lies two further, behind the input: one of four counts. */
  @Test
  void whatHangsOverBetweenPixelsApartNeverCounts() {
    AvgPool2d layer = AvgPool2d.of(2, 2).dilation(2).ceilMode();
    String last = PoolingSteps.of(layer, counting(4)).step(3).text();
    assertTrue(last.endsWith("(10) / 1 = 10"), last);
  }
}
