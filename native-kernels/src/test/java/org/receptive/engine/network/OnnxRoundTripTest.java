package org.receptive.engine.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.receptive.engine.io.DataFileException;
import org.receptive.engine.io.onnx.Onnx;
import org.receptive.engine.layer.Arithmetic;
import org.receptive.engine.layer.AvgPool2d;
import org.receptive.engine.layer.Concat;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.Layer;
import org.receptive.engine.layer.Linear;
import org.receptive.engine.layer.MaxPool2d;
import org.receptive.engine.layer.Unsupported;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/** What is written and read again computes the same. */
class OnnxRoundTripTest {
  /** All 10,000 with {@code -Dround.trips=10000}. */
  private static final int RANDOM_NETWORKS = Integer.getInteger("round.trips", 200);

  @TempDir Path folder;

  private void same(Network network) {
    Path file = folder.resolve("network.onnx");
    Onnx.write(network, file);
    Network again = Onnx.read(file);
    Tensor input = Tensor.uniform(network.inputShape(), -1, 1, 5);
    assertEquals(network.name(), again.name());
    assertEquals(network.parameterCount(), again.parameterCount(), network::toString);
    assertEquals(network.macs(), again.macs(), network::toString);
    network
        .nodes()
        .forEach(node -> assertEquals(network.shape(node.name()), again.shape(node.name())));
    assertEquals(network.inputShape(), again.inputShape());
    Outputs.assertAlike(Outputs.of(network, input), Outputs.of(again, input));
  }

  @TestFactory
  Stream<DynamicTest> aLayerComputesTheSameAfterItWasWrittenAndRead() {
    return EveryLayer.LAYERS.stream()
        .map(layer -> dynamicTest(layer.toString(), () -> same(EveryLayer.network(layer))));
  }

  @Test
  void theListHasEveryKindOfLayerThatTakesAnImage() {
    List<String> kinds =
        new ArrayList<>(EveryLayer.LAYERS.stream().map(Layer::kind).distinct().toList());
    kinds.addAll(List.of("Add", "Concat", "Linear", "Unsupported"));
    for (Class<?> layer : Layer.class.getPermittedSubclasses()) {
      if (!layer.isInterface()) {
        assertTrue(kinds.contains(layer.getSimpleName()), layer::getSimpleName);
      }
    }
  }

  @Test
  void randomNetworksComputeTheSameAfterTheyWereWrittenAndRead() {
    int shared = 0;
    for (long seed = 0; seed < RANDOM_NETWORKS; seed++) {
      Network network = RandomNetworks.of(seed);
      same(network);
      shared += network.nodes().stream().anyMatch(Node::sharesWeights) ? 1 : 0;
    }
    System.out.printf(
        "%,d random networks written and read back, %,d of them with shared weights: parameters,"
            + " multiplications, shapes and numbers are the same%n",
        RANDOM_NETWORKS, shared);
    assertTrue(shared > RANDOM_NETWORKS / 50, shared + " networks share weights");
  }

  /**
   * ONNX Runtime refuses such a file, also where a Pad of its own comes first: it joins the two.
   */
  @Test
  void aDilatedMeanThatIsPaddedByAsMuchAsItsKernelIsWrittenAndRead() {
    for (AvgPool2d mean :
        List.of(
            AvgPool2d.of(2, 1).dilation(5).padding(2),
            AvgPool2d.of(2, 1).dilation(5).padding(2).withoutCountingPadding(),
            AvgPool2d.of(2, 3).dilation(5).padding(3).ceilMode())) {
      same(EveryLayer.network(mean));
    }
  }

  @Test
  void sharedWeightsAreStoredOnceAndFurtherOutputsStay() throws IOException {
    Network network =
        Network.builder("heads", Shape.of(1, 2, 6, 6))
            .conv("large", 2, 3, conv -> conv.padding(1))
            .shared("large again", "large")
            .concat("both", "large", "large again")
            .from("large")
            .add("small", MaxPool2d.of(2, 2))
            .from("both")
            .add("last", new Concat(2), "both", "both")
            .build();
    same(network);
    Path file = folder.resolve("network.onnx");
    String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
    assertEquals(3, bytes.split("large\\.weight", -1).length - 1, "one tensor and two uses");
  }

  /** Exporters write the bias of a layer as a sum behind it; here it was a layer. */
  @Test
  void aSumBehindALayerWithoutBiasStaysALayer() {
    Network network =
        Network.builder("sum", Shape.of(1, 2, 6, 6))
            .add("conv", Conv2d.of(2, 3, 3).withoutBias())
            .add("sum", Arithmetic.with(Arithmetic.Operation.ADD, Shape.of(3, 1, 1)))
            .flatten()
            .add("linear", new Linear(48, 5, false))
            .add("offset", Arithmetic.with(Arithmetic.Operation.ADD, Shape.of(5)))
            .build();
    same(network);
  }

  @Test
  void whatCannotBeWrittenSaysWhy() {
    Network unknown =
        Network.builder("net", Shape.of(1, 4))
            .add("odd", new Unsupported("Loop", "it loops", Optional.of(Shape.of(1, 4))))
            .build();
    Path file = folder.resolve("x.onnx");
    Exception error = assertThrows(IllegalArgumentException.class, () -> Onnx.write(unknown, file));
    assertTrue(error.getMessage().contains("'odd'") && error.getMessage().contains("Loop"));
    Network good = Network.builder("net", Shape.of(1, 4)).relu().build();
    Path nowhere = folder.resolve("missing").resolve("x.onnx");
    Exception missing = assertThrows(DataFileException.class, () -> Onnx.write(good, nowhere));
    assertTrue(missing.getMessage().contains("there is no folder"), missing.getMessage());
    Network huge =
        Network.builder("huge", Shape.of(1, 40_000)).add("fc", Linear.of(40_000, 20_000)).build();
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> Onnx.write(huge, file))
            .getMessage()
            .contains("an ONNX file holds at most"));
  }
}
