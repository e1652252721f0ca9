package org.receptive.lessons.trained;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.receptive.engine.io.DataFileException;
import org.receptive.engine.network.Network;
import org.receptive.engine.network.Node;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;
import org.receptive.lessons.trained.FaceLandmarks.Size;

/** Every number of the files has its place in a network, once. */
class TrainedWeightsTest {
  /** What the layers of dlib's batch normalisations leave open: a mean of 0, a variance of 1. */
  private static final Set<String> IMPLIED = Set.of("running_mean", "running_var");

  /** Number of values, their sum and the sum of their squares: the order does not matter. */
  private record Total(long count, double sum, double squares) {
    static final Total NOTHING = new Total(0, 0, 0);

    Total plus(Tensor tensor) {
      double added = sum;
      double squared = squares;
      for (float value : tensor.data()) {
        added += value;
        squared += (double) value * value;
      }
      return new Total(count + tensor.size(), added, squared);
    }

    void assertSame(Total other, String name) {
      assertEquals(count, other.count, name);
      assertEquals(sum, other.sum, 1e-6 * Math.sqrt(count * squares), name);
      assertEquals(squares, other.squares, 1e-6 * squares, name);
    }
  }

  static Stream<Arguments> networks() {
    return Stream.of(
        arguments(
            "tiny_face_detector", TinyFaceDetector.trained().network(), 193_321, "25 x 13 x 13"),
        arguments("face_landmark_68", FaceLandmarks.trained(Size.FULL).network(), 356_840, "136"),
        arguments(
            "face_landmark_68_tiny", FaceLandmarks.trained(Size.TINY).network(), 77_224, "136"),
        arguments("face_recognition", FaceRecognition.trained().network(), 5_614_592, "128"),
        arguments("ssd_mobilenetv1", FaceSsd.trained().trained().network(), 5_525_127, "5118 x 3"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("networks")
  void everyNumberOfTheFileIsInTheNetworkOnce(
      String model, Network network, long parameters, String output) {
    assertEquals(parameters, network.parameterCount());
    assertEquals("1 x " + output, network.outputShape().toString());
    Total stored = Total.NOTHING;
    for (Map.Entry<String, Tensor> each : FaceApiFile.shipped(model).tensors().entrySet()) {
      if (!FaceSsd.beside().contains(each.getKey())) {
        stored = stored.plus(each.getValue());
      }
    }
    Total ours = Total.NOTHING;
    for (Node node : network.nodes()) {
      for (Map.Entry<String, Tensor> each : network.parameters(node.name()).asMap().entrySet()) {
        boolean implied = node.name().endsWith("/scale") && IMPLIED.contains(each.getKey());
        ours = implied ? ours : ours.plus(each.getValue());
      }
    }
    stored.assertSame(ours, model);
  }

  @Test
  void whatIsBesideTheWeightsOfTheDetectorIsInItsFile() {
    assertTrue(
        FaceApiFile.shipped("ssd_mobilenetv1").tensors().keySet().containsAll(FaceSsd.beside()));
    assertEquals(Shape.of(5118, 4), FaceSsd.trained().defaults().shape());
  }

  private static Path copied(Path folder, String model, int bytes) throws IOException {
    for (String file : new String[] {"_model-weights_manifest.json", "_model.bin"}) {
      try (InputStream stream = FaceApiFile.class.getResourceAsStream("face-api/" + model + file)) {
        byte[] all = file.endsWith("bin") ? stream.readNBytes(bytes) : stream.readAllBytes();
        Files.write(folder.resolve(model + file), all);
      }
    }
    return folder.resolve(model + "_model-weights_manifest.json");
  }

  @Test
  void aFolderOfTheSameFilesIsReadAndADamagedOneIsRefused(@TempDir Path folder) throws IOException {
    Path manifest = copied(folder, "face_landmark_68_tiny", Integer.MAX_VALUE);
    assertEquals(77_224, FaceLandmarks.read(manifest, Size.TINY).network().parameterCount());
    String other =
        assertThrows(DataFileException.class, () -> FaceLandmarks.read(manifest, Size.FULL))
            .getMessage();
    assertTrue(other.contains("Face landmarks needs the weight 'dense0/conv3/"), other);
    copied(folder, "face_landmark_68_tiny", 77_000);
    String cut =
        assertThrows(DataFileException.class, () -> FaceLandmarks.read(manifest, Size.TINY))
            .getMessage();
    assertTrue(cut.contains("truncated") && cut.contains("fc/"), cut);
  }

  @Test
  void aWeightLeftOverOrOfAnotherShapeIsNamed() {
    FaceApiFile tiny = FaceApiFile.shipped("tiny_face_detector");
    StoredLayers layers = new StoredLayers("Half a detector", 32);
    layers.conv("conv0", 16, 3, c -> c, "conv0/filters", "conv0/bias");
    String left =
        assertThrows(DataFileException.class, () -> tiny.fill(layers.build())).getMessage();
    assertTrue(left.contains("17 weights have no place in Half a detector"), left);
    assertTrue(left.contains("conv8/bias"), left);
    Map<String, Tensor> changed = new HashMap<>(tiny.tensors());
    changed.put("conv0/bias", Tensor.zeros(Shape.of(17)));
    String shape =
        assertThrows(
                DataFileException.class,
                () -> new FaceApiFile("changed", changed).fill(layers.build()))
            .getMessage();
    assertTrue(shape.contains("'conv0/bias' is stored as 17"), shape);
  }
}
