package org.receptive.widgets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.receptive.widgets.sync.Property;

/** Where sliders stand, and what a page that moves them to their steps may not change. */
class StepsTest {
  @ParameterizedTest
  @CsvSource({
    "0, 1, .1, .34, .3",
    "0, 1, .1, .35, .4",
    "0, 20, 5, 7, 5",
    "0, 10, 3, 9.4, 9",
    "0, 10, 3, 10, 10",
    "0, 10, 3.5, 9.5, 10",
    "-1, 1, .25, -.6, -.5",
    ".1, .9, .2, .30000000000000004, .3"
  })
  void theNearestPlaceIsTheOneThatAPageTakes(
      double min, double max, double step, double value, double place) {
    assertEquals(place, Steps.of(min, max, step).nearest(value));
  }

  @Test
  void aFirstValueBetweenTwoStepsIsTheSameWithAndWithoutAPage() {
    assertEquals(.3, Controls.floatSlider("x", 0, 1, .34, .1).value());
    assertEquals(5, Controls.slider("n", 0, 20, 7, 5).value());
    assertEquals(.003, Controls.floatSlider("rate", 0, 1, .003).value());
    assertEquals(.003, Controls.logSlider("rate", 1e-5, 1e-1, .003).value());
    assertEquals(new Range<>(.015, .5), Controls.floatRangeSlider("pair", 0, 1, .015, .5).value());
    assertEquals(1.0 / 3, Controls.floatSlider("third", 0, 1, 1.0 / 3).value(), .005);
  }

  @Test
  void aSliderThatIsMovedBetweenTwoStepsStandsOnOne() {
    Control<Integer> slider = Controls.slider("n", 0, 10, 0, 3);
    assertEquals(6, slider.value(7).value());
    assertEquals(10, slider.value(10).value());
  }

  @Test
  void anotherLastDigitIsNoMove() {
    Control<Double> slider = Controls.floatSlider("x", 0, 1, .3, .1);
    List<Double> heard = new ArrayList<>();
    slider.onEvent(() -> heard.add(slider.value()));
    fromThePage(slider, .1 + .2);
    assertEquals(.3, slider.value());
    assertEquals(List.of(), heard);
    fromThePage(slider, .4);
    assertEquals(List.of(.4), heard);
  }

  @Test
  void aLogarithmicSliderKeepsItsFirstValueThroughItsExponents() {
    for (double first : new double[] {1e-5, 1.1e-5, .003, .02, .0999, .1}) {
      Control<Double> slider = Controls.logSlider("rate", 1e-5, 1e-1, first);
      List<Double> heard = new ArrayList<>();
      slider.onEvent(() -> heard.add(slider.value()));
      double step = Factors.step(1e-5, 1e-1, first);
      double steps = (Math.log10(first) + 5) / step;
      assertTrue(first == .1 || Math.abs(steps - Math.rint(steps)) < 1e-6, first + " " + steps);
      fromThePage(slider, Math.pow(10, -5 + Math.rint(steps) * step));
      assertEquals(first, slider.value());
      assertEquals(List.of(), heard);
    }
    assertFalse(Double.isNaN(Factors.step(1, 1, 1)));
  }

  @SuppressWarnings("unchecked")
  private static void fromThePage(Control<Double> slider, double value) {
    ((Property<Double>) slider.property()).set(value);
  }
}
