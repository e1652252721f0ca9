package org.receptive.engine.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.receptive.engine.kernels.Kernels;
import org.receptive.engine.kernels.KernelsUnderTest;
import org.receptive.engine.network.Inference;
import org.receptive.engine.network.Network;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/** A trained network from its files, and what is said when a file is wrong. */
class LayersModelTest {
  private static final ModelFiles LENET =
      ModelFiles.resources(LayersModelTest.class, "/lenet-mnist");

  private static InputStream resource(String name) {
    return LayersModelTest.class.getResourceAsStream("/lenet-mnist/" + name);
  }

  @Test
  void theTrainedLeNetHasTheLayersOfItsFile() {
    Network lenet = LayersModel.read("model.json", LENET);
    assertEquals(Shape.of(1, 1, 28, 28), lenet.inputShape());
    assertEquals(44_426, lenet.parameterCount());
    assertEquals(
        List.of(
            "Conv2D_1",
            "MaxPooling2D_1",
            "Conv2D_2",
            "MaxPooling2D_2",
            "flatten_1",
            "Dense_1",
            "Dense_1_relu",
            "Dense_2",
            "Dense_2_relu",
            "Softmax",
            "Softmax_softmax"),
        lenet.nodes().stream().map(node -> node.name()).toList());
  }

  @Test
  void theTrainedLeNetErrsOnTheSameFourOf350DigitsWithEveryKernel() throws IOException {
    Network lenet = LayersModel.read("model.json", LENET);
    try (InputStream imageFile = resource("t350-images-idx3-ubyte.gz");
        InputStream labelFile = resource("t350-labels-idx1-ubyte.gz")) {
      Tensor images = Idx.images(imageFile, "images");
      int[] labels = Idx.labels(labelFile, "labels");
      for (Kernels kernels : KernelsUnderTest.runnable()) {
        assertEquals(
            List.of(18, 247, 321, 340), wrong(lenet, kernels, images, labels), kernels.name());
      }
    }
  }

  private static List<Integer> wrong(
      Network network, Kernels kernels, Tensor images, int[] labels) {
    List<Integer> wrong = new ArrayList<>();
    try (Inference inference = network.inference(kernels)) {
      Tensor output = inference.run(images);
      for (int i = 0; i < labels.length; i++) {
        if (output.image(i).argmax() != labels[i]) {
          wrong.add(i);
        }
      }
    }
    return wrong;
  }

  /** The files of LeNet with one of them changed. */
  private static ModelFiles changed(String file, byte[] content) {
    return name -> name.equals(file) ? content : LENET.read(name);
  }

  private static ModelFiles changed(String from, String to) {
    String json = new String(LENET.read("model.json"), StandardCharsets.UTF_8);
    assertEquals(true, json.contains(from), from);
    return changed("model.json", json.replace(from, to).getBytes(StandardCharsets.UTF_8));
  }

  private static String message(ModelFiles files) {
    return assertThrows(DataFileException.class, () -> LayersModel.read("model.json", files))
        .getMessage();
  }

  @Test
  void aTruncatedShardNamesTheWeightThatIsCut() {
    byte[] whole = LENET.read("group1-shard1of1");
    assertEquals(
        "group1-shard1of1: truncated: 'Softmax/bias' (10, float32) needs bytes 177,664 to 177,704,"
            + " but there are only 177,700.",
        message(changed("group1-shard1of1", Arrays.copyOf(whole, whole.length - 4))));
    assertEquals(
        "group1-shard1of1: 4 bytes are left over after the last weight of model.json.",
        message(changed("group1-shard1of1", Arrays.copyOf(whole, whole.length + 4))));
  }

  @Test
  void aWeightThatIsDescribedBadlyIsNamedWithWhatIsMissing() {
    String good = "{\"name\": \"Softmax/bias\", \"shape\": [10], \"dtype\": \"float32\"}";
    String given = new String(LENET.read("model.json"), StandardCharsets.UTF_8);
    JsonObject json = JsonParser.parseString(given).getAsJsonObject();
    var weights =
        json.getAsJsonArray("weightsManifest").get(0).getAsJsonObject().getAsJsonArray("weights");
    weights.set(1, JsonParser.parseString(good.replace("dtype", "type")));
    assertEquals(
        "model.json: weight 2 of the weight manifest ('Softmax/bias') has no 'dtype', only [name,"
            + " shape, type].",
        message(changed("model.json", json.toString().getBytes(StandardCharsets.UTF_8))));
    weights.set(1, JsonParser.parseString("[1, 2]"));
    assertEquals(
        "model.json: weight 2 of the weight manifest is [1,2], but must be an object with name,"
            + " shape and dtype.",
        message(changed("model.json", json.toString().getBytes(StandardCharsets.UTF_8))));
    weights.set(1, JsonParser.parseString(good.replace("[10]", "\"ten\"")));
    assertTrue(
        message(changed("model.json", json.toString().getBytes(StandardCharsets.UTF_8)))
            .contains("the weight 'Softmax/bias'"));
  }

  @Test
  void aMissingShardOrManifestIsNamed(@TempDir Path folder) {
    assertEquals(
        "/lenet-mnist/shard9: there is no such resource beside "
            + LayersModelTest.class.getName()
            + ".",
        message(changed("\"group1-shard1of1\"", "\"shard9\"")));
    Path model = folder.resolve("model.json");
    assertEquals(
        "%s: there is no such file (looked in %s).".formatted(model, folder),
        assertThrows(DataFileException.class, () -> LayersModel.read(model)).getMessage());
  }

  @Test
  void anUnknownLayerIsNamed() {
    assertEquals(
        "model.json: the layer 'flatten_1' (Capsule) is of a class that this engine does not know.",
        message(changed("\"class_name\": \"Flatten\"", "\"class_name\": \"Capsule\"")));
    assertEquals(
        "model.json: the layer 'Dense_1' (Dense) has the activation 'glu', which is not known.",
        message(changed("\"activation\": \"relu\"", "\"activation\": \"glu\"")));
  }

  @Test
  void brokenJsonAndOtherJsonAreRefused() {
    byte[] json = LENET.read("model.json");
    String broken = message(changed("model.json", Arrays.copyOf(json, json.length / 2)));
    assertEquals("model.json: no valid JSON: Unterminated string", broken.split(" at ", 2)[0]);
    assertEquals(
        "model.json: no layers model of TensorFlow.js: it has no 'modelTopology', only [a].",
        message(changed("model.json", "{\"a\":1}".getBytes(StandardCharsets.UTF_8))));
  }

  @Test
  void weightsThatDoNotFitAreRefusedWithTheirLayer() {
    assertEquals(
        "model.json: the layer 'Conv2D_1' (Conv2D) has a weight of shape 6 x 1 x 5 x 5 where"
            + " 7 x 1 x 5 x 5 is needed.",
        message(changed("\"filters\": 6", "\"filters\": 7")));
  }

  @Test
  void transposingMovesEveryAxis() {
    Tensor tensor = Tensor.of(Shape.of(2, 3), 1, 2, 3, 4, 5, 6);
    assertEquals(Tensor.of(Shape.of(3, 2), 1, 4, 2, 5, 3, 6), KerasWeights.transpose(tensor, 1, 0));
    assertArrayEquals(
        new int[] {0, 3, 6, 9, 1, 4, 7, 10, 2, 5, 8, 11},
        FeatureOrder.flattened(Shape.of(1, 3, 2, 2)).toKeras());
  }

  @Test
  void theRootOfTheFileSystemIsNoModel() {
    Path root = Path.of("").toAbsolutePath().getRoot();
    DataFileException refused = assertThrows(DataFileException.class, () -> LayersModel.read(root));
    assertEquals(root + ": this is a folder, not a file.", refused.getMessage());
  }
}
