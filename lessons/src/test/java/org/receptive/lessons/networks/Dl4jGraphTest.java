package org.receptive.lessons.networks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.network.Network;
import org.receptive.engine.network.Node;
import org.receptive.engine.tensor.Shape;
import org.receptive.lessons.dl4j.Dl4jGraph;

/** DL4J as a judge of our shapes and counts: it infers both from nothing but the layers. */
class Dl4jGraphTest {
  /** Averages bins that differ in size, which DL4J cannot. */
  private static final String WITHOUT_COUNTERPART = "googlenet_with_aux";

  static Stream<String> names() {
    return PublishedNetworks.OURS.keySet().stream()
        .filter(name -> !name.equals(WITHOUT_COUNTERPART))
        .sorted();
  }

  @ParameterizedTest
  @MethodSource("names")
  void itsParametersAndShapesAreOurs(String name) {
    Network network = PublishedNetworks.OURS.get(name).network().get();
    Dl4jGraph graph = Dl4jGraph.of(network);
    assertEquals(graph.expectedParameterCount(), graph.parameterCount(), "parameters");
    Map<String, Shape> ours = new LinkedHashMap<>();
    network.nodes().forEach(node -> ours.put(node.name(), network.shape(node.name())));
    assertEquals(ours, graph.shapes());
  }

  @Test
  void itInfersShapesFromTheLayersAndNotFromOurShapes() {
    Network lenet = Networks.leNet5();
    assertEquals(Shape.of(1, 6, 28, 28), Dl4jGraph.of(lenet).shapes().get("conv1"));
    Network padded = lenet.with("conv1", Conv2d.of(1, 6, 5).padding(2));
    Network smaller = padded.withInput(Shape.of(1, 1, 28, 28));
    assertEquals(Shape.of(1, 6, 28, 28), Dl4jGraph.of(smaller).shapes().get("conv1"));
    assertEquals(Shape.of(1, 6, 14, 14), Dl4jGraph.of(smaller).shapes().get("pool1"));
  }

  @Test
  void everyEndOfTheGraphIsAnOutputOfDl4j() {
    List<String> outputs =
        Dl4jGraph.of(Networks.googLeNetInTraining()).configuration().getNetworkOutputs();
    assertEquals(List.of("aux1/softmax", "aux2/softmax", "softmax1"), outputs);
  }

  @Test
  void groupsBecomeConvolutionsOfTheirOwn() {
    var vertices = Dl4jGraph.of(Networks.alexNet()).configuration().getVertices();
    for (int group = 0; group < 2; group++) {
      LayerVertex vertex = (LayerVertex) vertices.get("conv2#group" + group);
      ConvolutionLayer layer = (ConvolutionLayer) vertex.getLayerConf().getLayer();
      assertEquals(48, layer.getNIn());
      assertEquals(128, layer.getNOut());
    }
  }

  @Test
  void aLayerWithoutACounterpartIsNamed() {
    Network network = GoogLeNet.torchvision(true);
    Exception problem = assertThrows(IllegalArgumentException.class, () -> Dl4jGraph.of(network));
    assertTrue(problem.getMessage().contains("aux1/pool"), problem.getMessage());
    assertTrue(network.nodes().stream().map(Node::name).anyMatch("aux1/pool"::equals));
  }
}
