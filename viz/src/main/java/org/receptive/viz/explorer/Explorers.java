package org.receptive.viz.explorer;

import org.receptive.engine.layer.Window;
import org.receptive.viz.arithmetic.OutputSize;

/**
 * Formulas to play with in the page itself, without a kernel. Meant to be imported statically: a
 * notebook has these words by default.
 */
public final class Explorers {
  private Explorers() {}

  /** The output-size calculator, starting with a square kernel on a square input. */
  public static OutputSizeCalculator outputSizeCalculator(int input, int kernel) {
    return outputSizeCalculator(new OutputSize(input, input, Window.of(kernel)));
  }

  /**
   * The output-size calculator, starting with the given numbers.
   *
   * @throws IllegalArgumentException if height and width differ, or the padding of the two ends
   */
  public static OutputSizeCalculator outputSizeCalculator(OutputSize start) {
    return new OutputSizeCalculator(start);
  }
}
