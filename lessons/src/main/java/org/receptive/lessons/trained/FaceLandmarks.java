package org.receptive.lessons.trained;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.receptive.engine.layer.Activation;
import org.receptive.engine.layer.AvgPool2d;
import org.receptive.engine.layer.Padding;
import org.receptive.engine.network.Network;
import org.receptive.engine.network.NetworkBuilder;

/**
 * The 68 points of a face (the numbering of C. Sagonas et al., "300 faces in-the-wild challenge",
 * ICCV workshops 2013) by the networks of face-api.js (V. Mühler, 2018). Blocks of separable
 * convolutions, in which each layer sees the sum of all before it: DenseNet (G. Huang et al., CVPR
 * 2017) with sums in place of concatenations. {@code 1 x 3 x 112 x 112}, a picture of the face
 * alone, to 136 numbers: x and y of each point, as parts of the side.
 */
public final class FaceLandmarks {
  /** The points. */
  public static final int POINTS = 68;

  private static final int SIDE = 112;
  private static final int FIRST_FILTERS = 32;
  private static final Preparation PREPARATION =
      new Preparation(SIDE, Preparation.Fit.CENTRED, List.of(122.782, 117.001, 104.298), 255);

  /** Which of the two networks. */
  public enum Size {
    /** Three blocks of three layers, 77,224 parameters. */
    TINY("Face landmarks (tiny)", "face_landmark_68_tiny", 3),
    /** Four blocks of four layers, 356,840 parameters. */
    FULL("Face landmarks", "face_landmark_68", 4);

    private final String title;
    private final String file;

    /** Blocks, and layers in each of them. */
    private final int blocks;

    Size(String title, String file, int blocks) {
      this.title = title;
      this.file = file;
      this.blocks = blocks;
    }
  }

  private FaceLandmarks() {}

  /** The architecture, with random weights. */
  public static Network architecture(Size size) {
    return layers(size).network();
  }

  /** The trained network that ships with the lecture. */
  public static TrainedNetwork trained(Size size) {
    return filled(FaceApiFile.shipped(size.file), size);
  }

  /**
   * The network with the weights of a file.
   *
   * @param manifest {@code face_landmark_68_model-weights_manifest.json}, or that of the tiny one
   * @throws org.receptive.engine.io.DataFileException if the weights are others or damaged
   */
  public static TrainedNetwork read(Path manifest, Size size) {
    return filled(FaceApiFile.read(manifest), size);
  }

  private static TrainedNetwork filled(FaceApiFile file, Size size) {
    return new TrainedNetwork(file.fill(layers(size)), PREPARATION);
  }

  private static StoredNetwork layers(Size size) {
    StoredLayers layers = new StoredLayers(size.title, SIDE);
    for (int block = 0; block < size.blocks; block++) {
      block(layers, block, size.blocks);
    }
    NetworkBuilder net = layers.net();
    // What is left of 112 pixels after one halving a block.
    net.add("pool", AvgPool2d.of(net.lastShape().height(), 2)).flatten();
    net.linear("fc", 2 * POINTS);
    layers.stored("fc", "weight", "fc/weights");
    layers.stored("fc", "bias", "fc/bias");
    return layers.build();
  }

  /** The first layer halves the size; each of the others sees the sum of those before it. */
  private static void block(StoredLayers layers, int block, int count) {
    String group = "dense" + block + "/";
    int filters = FIRST_FILTERS << block;
    String first = group + "conv0";
    if (block == 0) {
      layers.conv(
          first,
          filters,
          3,
          c -> c.stride(2).padding(Padding.SAME),
          first + "/filters",
          first + "/bias");
    } else {
      layers.separable(first, filters, 2);
    }
    layers.net().add(first + "/relu", new Activation.ReLU());
    List<String> all = new ArrayList<>(List.of(layers.net().last()));
    for (int i = 1; i < count; i++) {
      String name = group + "conv" + i;
      layers.separable(name, filters, 1);
      all.add(layers.net().last());
      layers.net().sum(group + "sum" + i, all.toArray(String[]::new));
      layers.net().add(group + "sum" + i + "/relu", new Activation.ReLU());
    }
  }
}
