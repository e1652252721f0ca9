package org.receptive.lessons.trained;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.receptive.engine.io.GraphFile;
import org.receptive.engine.io.GraphModel;
import org.receptive.engine.io.GraphSection;
import org.receptive.engine.io.ModelFiles;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/**
 * COCO-SSD: SSDLite (W. Liu et al., ECCV 2016; M. Sandler et al., CVPR 2018, section 6.2) on
 * MobileNet v2, trained on the 80 classes of COCO (T.-Y. Lin et al., ECCV 2014), as TensorFlow.js
 * publishes it. Its graph is read as it is: 1,917 boxes with 91 scores (the background, and COCO's
 * numbers of its classes, not all of which are used) and four offsets each.
 *
 * <p>The file's graph does more than a network: what prepares the photo ({@link Preparation} does
 * the same here), and what turns offsets into boxes, is left out and named.
 */
public final class CocoSsd {
  /** The photo, resized and from -1 to 1. */
  private static final String PICTURE = "Preprocessor/sub";

  private static final String FEATURES = "FeatureExtractor/MobilenetV2/";
  private static final String SCORES = "Postprocessor/convert_scores";
  private static final String OFFSETS = "Squeeze";
  private static final String DEFAULTS = "Postprocessor/ExpandDims";
  private static final List<String> MAPS =
      Stream.of(
              "expanded_conv_13/expand",
              "Conv_1",
              "layer_19_2_Conv2d_2_3x3_s2_512",
              "layer_19_2_Conv2d_3_3x3_s2_256",
              "layer_19_2_Conv2d_4_3x3_s2_256",
              "layer_19_2_Conv2d_5_3x3_s2_128")
          .map(layer -> FEATURES + layer + "/Relu6")
          .toList();
  private static final int SIDE = 300;
  private static final Preparation PREPARATION =
      new Preparation(SIDE, Preparation.Fit.STRETCHED, List.of(127.5, 127.5, 127.5), 127.5);

  private final GraphFile file;

  private CocoSsd(GraphFile file) {
    this.file = file;
  }

  /** The graph that ships with the lecture. */
  public static CocoSsd trained() {
    return new CocoSsd(
        GraphFile.read("model.json", ModelFiles.resources(CocoSsd.class, "coco-ssd")));
  }

  /**
   * A graph with the same nodes.
   *
   * @param modelJson the manifest; the weights lie beside it
   * @throws org.receptive.engine.io.DataFileException if it is another graph or damaged
   */
  public static CocoSsd read(Path modelJson) {
    return new CocoSsd(GraphFile.read(modelJson));
  }

  /** The file as it is stored. */
  public GraphFile file() {
    return file;
  }

  /** From the prepared photo, {@code 1 x 3 x 300 x 300}, to scores and offsets of all boxes. */
  public GraphModel whole() {
    return section("COCO-SSD", PICTURE, picture(), List.of(SCORES, OFFSETS));
  }

  /**
   * From the prepared photo to the six maps that the heads see, 19, 10, 5, 3, 2 and 1 pixels wide.
   */
  public GraphModel backbone() {
    return section("COCO-SSD backbone", PICTURE, picture(), MAPS.reversed());
  }

  /**
   * The two heads on one map: scores of the classes and offsets, as maps.
   *
   * @param map which map, 0 (the finest) to 5
   * @throws IllegalArgumentException if there is no such map
   */
  public GraphModel heads(int map) {
    if (map < 0 || map >= MAPS.size()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "COCO-SSD has the maps 0 (the finest) to %d, but map %d was asked for.",
              MAPS.size() - 1,
              map));
    }
    String predictor = String.format(Locale.ROOT, "BoxPredictor_%d/", map);
    return section(
        String.format(Locale.ROOT, "COCO-SSD heads on map %d", map),
        MAPS.get(map),
        backbone().network().shape(MAPS.get(map)),
        List.of(predictor + "ClassPredictor/BiasAdd", predictor + "BoxEncodingPredictor/BiasAdd"));
  }

  private GraphModel section(String name, String input, Shape shape, List<String> outputs) {
    GraphModel part = file.section(new GraphSection(input, shape, outputs));
    return new GraphModel(part.network().named(name), part.outputs(), part.ahead(), part.behind());
  }

  /** The nodes that give the six maps, finest first. */
  public static List<String> maps() {
    return MAPS;
  }

  /** The network with what is needed to run it and to decode what it says. */
  public SingleShotDetector detector() {
    GraphModel whole = whole();
    Tensor defaults = file.weights().get(DEFAULTS);
    return new SingleShotDetector(
        new TrainedNetwork(whole.network(), PREPARATION),
        MAPS,
        whole.outputs().getFirst(),
        whole.outputs().getLast(),
        defaults.reshape(defaults.size() / 4, 4));
  }

  private static Shape picture() {
    return Shape.of(1, 3, SIDE, SIDE);
  }
}
