package org.receptive.lessons.trained;

import java.nio.file.Path;
import java.util.List;
import org.receptive.engine.layer.Activation;
import org.receptive.engine.layer.MaxPool2d;
import org.receptive.engine.layer.Padding;
import org.receptive.engine.network.Network;

/**
 * The tiny face detector of face-api.js (V. Mühler, 2018): Tiny YOLO v2 (J. Redmon, A. Farhadi,
 * "YOLO9000: better, faster, stronger", CVPR 2017), with separable convolutions in place of full
 * ones, without the last two of them. {@code 1 x 3 x 416 x 416} to {@code 1 x 25 x 13 x 13}: at
 * every pixel five boxes of five numbers each: x, y, the logarithms of width and height, and
 * whether there is a face. 193,321 parameters. It runs at other sides, too: {@link
 * Network#withInput}.
 */
public final class TinyFaceDetector {
  /** The boxes at every pixel from which the found ones start, in pixels of the 13 x 13 map. */
  public static final List<Anchor> ANCHORS =
      List.of(
          new Anchor(1.603231, 2.094468),
          new Anchor(6.041143, 7.080126),
          new Anchor(2.882459, 3.518061),
          new Anchor(4.266906, 5.178857),
          new Anchor(9.041765, 10.66308));

  private static final int SIDE = 416;
  private static final int NUMBERS = 5;
  private static final float LEAK = 0.1f;
  private static final int[] FILTERS = {16, 32, 64, 128, 256, 512};
  private static final Preparation PREPARATION =
      new Preparation(SIDE, Preparation.Fit.TOP_LEFT, List.of(117.001, 114.697, 97.404), 256);

  /**
   * A box from which found ones start.
   *
   * @param width in pixels of the map
   * @param height in pixels of the map
   */
  public record Anchor(double width, double height) {}

  private TinyFaceDetector() {}

  /** The architecture, with random weights. */
  public static Network architecture() {
    return layers().network();
  }

  /** The trained network that ships with the lecture. */
  public static TrainedNetwork trained() {
    return filled(FaceApiFile.shipped("tiny_face_detector"));
  }

  /**
   * The network with the weights of a file.
   *
   * @param manifest {@code tiny_face_detector_model-weights_manifest.json}
   * @throws org.receptive.engine.io.DataFileException if the weights are others or damaged
   */
  public static TrainedNetwork read(Path manifest) {
    return filled(FaceApiFile.read(manifest));
  }

  private static TrainedNetwork filled(FaceApiFile file) {
    return new TrainedNetwork(file.fill(layers()), PREPARATION);
  }

  private static StoredNetwork layers() {
    StoredLayers layers = new StoredLayers("Tiny face detector", SIDE);
    for (int i = 0; i < FILTERS.length; i++) {
      String name = "conv" + i;
      if (i == 0) {
        layers.conv(name, FILTERS[i], 3, c -> c, name + "/filters", name + "/bias");
      } else {
        layers.separable(name, FILTERS[i], 1);
      }
      layers.net().add(name + "/leaky_relu", new Activation.LeakyReLU(LEAK));
      int stride = i < FILTERS.length - 1 ? 2 : 1;
      layers.net().add("pool" + i, MaxPool2d.of(2, stride).padding(Padding.SAME));
    }
    layers.conv("conv8", NUMBERS * ANCHORS.size(), 1, c -> c, "conv8/filters", "conv8/bias");
    return layers.build();
  }
}
