package org.receptive.lessons.trained;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.receptive.engine.layer.Activation;
import org.receptive.engine.layer.Concat;
import org.receptive.engine.layer.Padding;
import org.receptive.engine.layer.Reshape;
import org.receptive.engine.layer.Transpose;
import org.receptive.engine.network.Network;
import org.receptive.engine.network.NetworkBuilder;
import org.receptive.engine.tensor.Tensor;

/**
 * The face detector of face-api.js (V. Mühler, 2018): SSD (W. Liu et al., ECCV 2016) on MobileNet
 * v1 (A. G. Howard et al., arXiv 1704.04861, 2017), trained on WIDER FACE by yeephycho. {@code 1 x
 * 3 x 512 x 512} to 5,118 boxes with three scores and four offsets each; the second score, behind
 * the logistic function, says whether there is a face. The batch normalisation of the pointwise
 * convolutions is in their weights already, that of the depthwise ones is not. 5,525,127
 * parameters.
 */
public final class FaceSsd {
  private static final int SIDE = 512;
  private static final int SCORES = 3;
  private static final int OFFSETS = 4;
  private static final float EPSILON = 1e-3f;
  private static final int[] FILTERS = {
    64, 128, 128, 256, 256, 512, 512, 512, 512, 512, 512, 1024, 1024
  };
  private static final List<Integer> HALVING = List.of(2, 4, 6, 12);
  private static final int FINEST = 11;

  /** Filters of the layers behind MobileNet: a 1x1, and a 3x3 that halves, in turn. */
  private static final int[] EXTRA = {256, 512, 128, 256, 128, 256, 64, 128};

  private static final int BOXES_ON_FINEST = 3;
  private static final int BOXES = 6;
  private static final String DEFAULTS = "Output/extra_dim";
  private static final Preparation PREPARATION =
      new Preparation(SIDE, Preparation.Fit.TOP_LEFT, List.of(127.5, 127.5, 127.5), 127.5);

  private final StoredLayers layers = new StoredLayers("Face SSD (MobileNet v1)", SIDE);
  private final NetworkBuilder net = layers.net();
  private final List<String> maps = new ArrayList<>();

  private FaceSsd() {}

  /** The architecture, with random weights. */
  public static Network architecture() {
    return new FaceSsd().build().network();
  }

  /** The trained detector that ships with the lecture. */
  public static SingleShotDetector trained() {
    return filled(FaceApiFile.shipped("ssd_mobilenetv1"));
  }

  /**
   * The detector with the weights of a file.
   *
   * @param manifest {@code ssd_mobilenetv1_model-weights_manifest.json}
   * @throws org.receptive.engine.io.DataFileException if the weights are others or damaged
   */
  public static SingleShotDetector read(Path manifest) {
    return filled(FaceApiFile.read(manifest));
  }

  /**
   * What a file holds beside the weights of layers: sizes and positions that the graph, which is
   * not in the file, used while it ran, and the default boxes.
   */
  public static Set<String> beside() {
    Set<String> beside =
        new TreeSet<>(
            Set.of(
                "Preprocessor/mul/x",
                "Preprocessor/sub/y",
                "Preprocessor/ResizeImage/size",
                "Prediction/BoxPredictor_0/strided_slice/stack",
                "Prediction/BoxPredictor_0/strided_slice/stack_1",
                "Prediction/BoxPredictor_0/stack/3",
                "Prediction/BoxPredictor_0/stack_1/2",
                "concat_1/axis",
                "Postprocessor/Slice/begin",
                "Postprocessor/Slice/size",
                "Postprocessor/stack/1",
                DEFAULTS));
    for (int map = 0; map < 6; map++) {
      beside.add(String.format(Locale.ROOT, "Prediction/BoxPredictor_%d/stack_1/1", map));
    }
    return beside;
  }

  private static SingleShotDetector filled(FaceApiFile file) {
    FaceSsd ssd = new FaceSsd();
    Network network = file.fill(ssd.build(), beside());
    Tensor defaults = file.tensor(DEFAULTS);
    return new SingleShotDetector(
        new TrainedNetwork(network, PREPARATION),
        ssd.maps,
        "scores",
        "offsets",
        defaults.reshape(defaults.size() / OFFSETS, OFFSETS));
  }

  private StoredNetwork build() {
    pointwise("MobilenetV1/Conv2d_0_pointwise", 32, 3, 2);
    for (int i = 1; i <= FILTERS.length; i++) {
      String name = "MobilenetV1/Conv2d_" + i;
      depthwise(name + "_depthwise", HALVING.contains(i) ? 2 : 1);
      pointwise(name + "_pointwise", FILTERS[i - 1], 1, 1);
      if (i == FINEST) {
        maps.add(net.last());
      }
    }
    maps.add(net.last());
    for (int i = 0; i < EXTRA.length; i++) {
      boolean halves = i % 2 == 1;
      pointwise(
          String.format(Locale.ROOT, "Prediction/Conv2d_%d_pointwise", i),
          EXTRA[i],
          halves ? 3 : 1,
          halves ? 2 : 1);
      if (halves) {
        maps.add(net.last());
      }
    }
    heads("BoxEncodingPredictor", OFFSETS, "offsets");
    heads("ClassPredictor", SCORES, "scores");
    return layers.build();
  }

  private void depthwise(String name, int stride) {
    layers.depthwise(name, stride, name + "/depthwise_weights");
    layers.batchNorm(name + "/norm", EPSILON, name + "/BatchNorm");
    net.add(name + "/relu6", Activation.Clip.relu6());
  }

  private void pointwise(String name, int filters, int kernel, int stride) {
    layers.conv(
        name,
        filters,
        kernel,
        c -> c.stride(stride).padding(Padding.SAME),
        name + "/weights",
        name + "/convolution_bn_offset");
    net.add(name + "/relu6", Activation.Clip.relu6());
  }

  /** One 1x1 convolution on each map; what they say of all boxes, one box behind the other. */
  private void heads(String kind, int perBox, String output) {
    List<String> boxes = new ArrayList<>();
    for (int map = 0; map < maps.size(); map++) {
      String name = String.format(Locale.ROOT, "Prediction/BoxPredictor_%d/%s", map, kind);
      int each = map == 0 ? BOXES_ON_FINEST : BOXES;
      net.from(maps.get(map));
      layers.conv(name, each * perBox, 1, c -> c, name + "/weights", name + "/biases");
      net.add(name + "/rows", Transpose.of(0, 2, 3, 1));
      net.add(name + "/boxes", Reshape.to(0, -1, perBox));
      boxes.add(net.last());
    }
    net.add(output, new Concat(1), boxes.toArray(String[]::new));
  }
}
