package org.receptive.lessons.trained;

import java.util.List;
import org.receptive.engine.network.Trace;
import org.receptive.engine.tensor.Tensor;

/**
 * A detector in the manner of SSD (W. Liu et al., "SSD: single shot multibox detector", ECCV 2016):
 * six maps see objects of growing size, and at every pixel of each some default boxes get a score
 * for each class and four offsets. The boxes come out in the order of the maps, row by row.
 *
 * @param trained the network; what its scores and offsets mean for a picture is decoded behind it
 * @param maps the nodes that give the six maps, finest first
 * @param scores the node that gives the scores, {@code 1 x boxes x classes}
 * @param offsets the node that gives the offsets from the default boxes, {@code 1 x boxes x 4}: the
 *     centre's y and x in tenths of the default box, then the logarithms of height and width in
 *     fifths
 * @param defaults the default boxes, {@code boxes x 4}: top, left, bottom, right, as parts of the
 *     picture's height and width
 */
public record SingleShotDetector(
    TrainedNetwork trained, List<String> maps, String scores, String offsets, Tensor defaults) {

  /** Copies the list. */
  public SingleShotDetector {
    maps = List.copyOf(maps);
  }

  /**
   * Runs the network on a picture of any size.
   *
   * @param picture {@code 1 x 3 x H x W} in [0, 1]
   */
  public Trace run(Tensor picture) {
    return trained.run(picture);
  }
}
