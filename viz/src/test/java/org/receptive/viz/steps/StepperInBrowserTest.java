package org.receptive.viz.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;
import org.receptive.viz.Counterpart;

/** The stepper's script in a real browser; see {@link Counterpart} where none is installed. */
class StepperInBrowserTest {
  /** 1 to 16 in a 4 x 4 input, under a 2 x 2 kernel: outputs 3 x 3. */
  private static StepView view() {
    Tensor input = Tensor.zeros(Shape.of(1, 1, 4, 4));
    for (int i = 0; i < 16; i++) {
      input.data()[i] = i + 1;
    }
    return ConvolutionSteps.of(
            Conv2d.of(1, 1, 2).withoutBias(), input, Tensor.of(Shape.of(1, 1, 2, 2), 1, 0, 0, -2))
        .figure();
  }

  private static String driver() throws Exception {
    try (var in = StepperInBrowserTest.class.getResourceAsStream("driver.js")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void everyWayOfSteppingWorks(@TempDir Path folder) throws Exception {
    Optional<Browser> browser = Browser.find();
    Counterpart.needed(browser.isPresent(), "no Chromium here, the stepper's script is not tested");
    StepView view = view();
    Path page = folder.resolve("page.html");
    // 6 - 2 * 11 for the fourth output (row 1, column 0 of 3): inputs 5 and 10; last: 11 and 16.
    Files.writeString(
        page,
        "<!DOCTYPE html><meta charset='utf-8'><body>"
            + view.html()
            + view.html()
            + "<script>expectedFourth='= −15';expectedLast='= −21';middleSource=5;"
            + driver()
            + "</script></body>");
    String dom = browser.get().dom(page, folder);
    assertTrue(dom.contains("data-log"), dom.substring(Math.max(0, dom.length() - 2000)));
    String log = dom.replaceAll("(?s).*<pre data-log=\"\">", "").replaceAll("(?s)</pre>.*", "");
    assertEquals(
        """
        steppers: 2
        still image: none
        start: step 1 of 9
        after next: step 2 of 9
        after right: step 3 of 9
        after left: step 2 of 9
        after end: step 9 of 9
        after next at the end: step 9 of 9
        last result: true
        after home: step 1 of 9
        after previous at the start: step 1 of 9
        after an output is touched: step 4 of 9
        that result: true
        outputs of the middle input: 4
        lights left: 0
        after the slider: step 2 of 9
        play became: true
        pause became: true
        the other stepper: step 1 of 9
        spoken: Filter 0 at output row 0, column 1.
        in an area: step 3 of 9
        drawn anew: step 3 of 9
        still plays: true
        plays no more: true
        begins elsewhere: step 8 of 9
        ids used twice: 0\
        """,
        log);
  }
}
