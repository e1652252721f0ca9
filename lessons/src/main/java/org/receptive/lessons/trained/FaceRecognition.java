package org.receptive.lessons.trained;

import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.receptive.engine.layer.Activation;
import org.receptive.engine.layer.AvgPool2d;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.Pad;
import org.receptive.engine.layer.Padding;
import org.receptive.engine.layer.ReduceMean;
import org.receptive.engine.network.Network;
import org.receptive.engine.network.NetworkBuilder;
import org.receptive.engine.tensor.Shape;

/**
 * The face recogniser of dlib (D. King, 2017): a ResNet (K. He et al., CVPR 2016) with 29
 * convolutions and half the filters of ResNet-34, whose shortcuts halve by average pooling and add
 * channels of zeros. {@code 1 x 3 x 150 x 150}, a picture of the face alone, to 128 numbers; those
 * of one person lie near each other: less than 0.6 apart, says its author. 5,614,592 parameters.
 */
public final class FaceRecognition {
  private static final int SIDE = 150;
  private static final int NUMBERS = 128;
  private static final Preparation PREPARATION =
      new Preparation(SIDE, Preparation.Fit.CENTRED, List.of(122.782, 117.001, 104.298), 256);

  /** Filters of a stage and its blocks, the one that halves counted. */
  private record Stage(int filters, int blocks, boolean halves) {}

  private static final List<Stage> STAGES =
      List.of(
          new Stage(32, 3, false),
          new Stage(64, 4, true),
          new Stage(128, 3, true),
          new Stage(256, 3, true));

  private FaceRecognition() {}

  /** The architecture, with random weights. */
  public static Network architecture() {
    return layers().network();
  }

  /** The trained network that ships with the lecture. */
  public static TrainedNetwork trained() {
    return filled(FaceApiFile.shipped("face_recognition"));
  }

  /**
   * The network with the weights of a file.
   *
   * @param manifest {@code face_recognition_model-weights_manifest.json}
   * @throws org.receptive.engine.io.DataFileException if the weights are others or damaged
   */
  public static TrainedNetwork read(Path manifest) {
    return filled(FaceApiFile.read(manifest));
  }

  private static TrainedNetwork filled(FaceApiFile file) {
    return new TrainedNetwork(file.fill(layers()), PREPARATION);
  }

  private static StoredNetwork layers() {
    StoredLayers layers = new StoredLayers("Face recognition", SIDE);
    NetworkBuilder net = layers.net();
    unit(layers, "conv32_down", 32, 7, c -> c.stride(2));
    net.add("conv32_down/relu", new Activation.ReLU());
    net.maxPool("pool", 3, 2);
    for (Stage stage : STAGES) {
      String name = "conv" + stage.filters() + "_";
      int first = stage.halves() ? 0 : 1;
      for (int i = first; i < first + stage.blocks(); i++) {
        block(layers, i == 0 ? name + "down" : name + i, stage.filters(), i == 0);
      }
    }
    block(layers, "conv256_down_out", 256, true);
    net.add("mean", new ReduceMean(List.of(2, 3), false));
    layers.matrix("fc", NUMBERS, "fc");
    return layers.build();
  }

  /** A convolution and what its batch normalisation left behind. */
  private static void unit(
      StoredLayers layers, String name, int filters, int kernel, UnaryOperator<Conv2d> options) {
    layers.conv(
        name + "/conv", filters, kernel, options, name + "/conv/filters", name + "/conv/bias");
    layers.affine(name + "/scale", name + "/scale/weights", name + "/scale/biases");
  }

  /** Two 3x3 convolutions beside a shortcut. */
  private static void block(StoredLayers layers, String name, int filters, boolean halves) {
    NetworkBuilder net = layers.net();
    String input = net.last();
    unit(layers, name + "/conv1", filters, 3, c -> halves ? c.stride(2) : c.padding(Padding.SAME));
    net.add(name + "/conv1/relu", new Activation.ReLU());
    unit(layers, name + "/conv2", filters, 3, c -> c.padding(Padding.SAME));
    String main = net.last();
    String shortcut = halves ? halved(net, name, input, filters) : input;
    if (halves && !net.lastShape().equals(shape(net, main))) {
      main = enlarged(net, name, main, shape(net, shortcut));
    }
    net.sum(name + "/sum", main, shortcut).add(name + "/relu", new Activation.ReLU());
  }

  private static Shape shape(NetworkBuilder net, String node) {
    String here = net.last();
    Shape shape = net.from(node).lastShape();
    net.from(here);
    return shape;
  }

  /** The shortcut: pairs of rows and columns averaged, channels of zeros behind. */
  private static String halved(NetworkBuilder net, String name, String input, int filters) {
    net.from(input).add(name + "/pool", AvgPool2d.of(2, 2));
    int missing = filters - net.lastShape().channels();
    if (missing > 0) {
      net.add(name + "/zeros", behind(0, missing, 0, 0));
    }
    return net.last();
  }

  /** An unpadded convolution loses a row and a column more than pooling: zeros take their place. */
  private static String enlarged(NetworkBuilder net, String name, String main, Shape wanted) {
    Shape has = shape(net, main);
    net.from(main)
        .add(
            name + "/border",
            behind(0, 0, wanted.height() - has.height(), wanted.width() - has.width()));
    return net.last();
  }

  private static Pad behind(Integer... after) {
    return new Pad(List.of(0, 0, 0, 0), List.of(after), Pad.Mode.CONSTANT, 0);
  }
}
