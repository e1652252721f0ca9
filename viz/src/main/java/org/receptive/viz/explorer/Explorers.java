package org.receptive.viz.explorer;

import org.receptive.engine.layer.Window;
import org.receptive.engine.network.Network;
import org.receptive.engine.tensor.Tensor;
import org.receptive.viz.arithmetic.OutputSize;
import org.receptive.viz.layer.ReceptiveFieldOnPhoto;

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

  /**
   * The receptive-field explorer of a network on a photo, starting with the value in the middle of
   * the last layer with a window.
   *
   * @param network the network
   * @param photo {@code 1 x C x H x W}, C being 1 or 3, as large as the network's input
   * @throws IllegalArgumentException if the photo has another size, or no layer has a window
   */
  public static ReceptiveFieldExplorer receptiveFieldExplorer(Network network, Tensor photo) {
    return receptiveFieldExplorer(ReceptiveFieldOnPhoto.of(network, photo));
  }

  /** The receptive-field explorer, starting with the given value. */
  public static ReceptiveFieldExplorer receptiveFieldExplorer(ReceptiveFieldOnPhoto start) {
    return new ReceptiveFieldExplorer(start);
  }
}
