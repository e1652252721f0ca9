package org.receptive.engine.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.ShapeException;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

class NetworkTest {
  private static Network leNet5() {
    return Network.builder("LeNet-5", Shape.of(1, 1, 32, 32))
        .conv("conv1", 6, 5)
        .tanh()
        .avgPool("pool1", 2, 2)
        .conv("conv2", 16, 5)
        .tanh()
        .avgPool("pool2", 2, 2)
        .flatten()
        .linear("fc1", 120)
        .tanh()
        .linear("fc2", 84)
        .tanh()
        .linear("fc3", 10)
        .softmax()
        .build();
  }

  private static Network residualBlock() {
    return Network.builder("block", Shape.of(1, 8, 6, 6))
        .conv("block/conv1", 8, 3, c -> c.padding(1))
        .relu()
        .conv("block/conv2", 8, 3, c -> c.padding(1))
        .sum("block/sum", "block/conv2", Network.INPUT)
        .relu()
        .build();
  }

  @Test
  void leNet5HasTheParametersOfTheUsualRemake() {
    // 6*(25+1) + 16*(150+1) + 120*(400+1) + 84*(120+1) + 10*(84+1)
    assertEquals(156 + 2_416 + 48_120 + 10_164 + 850, leNet5().parameterCount());
  }

  @Test
  void macsAreThoseOfConvolutionsAndLinearLayersOnly() {
    assertEquals(
        28 * 28 * 6 * 25 + 10 * 10 * 16 * 150 + 400 * 120 + 120 * 84 + 84 * 10, leNet5().macs());
  }

  @Test
  void shapesAreKnownByName() {
    Network network = leNet5();
    assertEquals(Shape.of(1, 6, 28, 28), network.shape("conv1"));
    assertEquals(Shape.of(1, 16, 5, 5), network.shape("pool2"));
    assertEquals(Shape.of(1, 400), network.shape("flatten1"));
    assertEquals(Shape.of(1, 10), network.outputShape());
  }

  @Test
  void aShapeThatDoesNotFitIsNamedWithItsLayerAndWhatComesBeforeStaysKnown() {
    Network broken =
        Network.builder("small", Shape.of(1, 1, 8, 8))
            .conv("conv1", 4, 5)
            .maxPool("pool1", 2, 2)
            .conv("conv2", 8, 5)
            .flatten()
            .linear("fc", 10)
            .build();
    ShapeException error = broken.shapeError().orElseThrow();
    assertEquals("conv2", error.layer());
    assertEquals(
        "conv2: kernel 5 does not fit the padded input: input 2 + padding 0 + 0 = 2, which is less"
            + " than 5.",
        error.getMessage());
    assertEquals(Shape.of(1, 4, 2, 2), broken.shapes().get("pool1"));
    assertFalse(broken.shapes().containsKey("fc"));
    assertThrows(ShapeException.class, broken::parameterCount);
  }

  @Test
  void exchangingALayerLeavesTheOthersAndShowsTheFirstMisfit() {
    Network changed = leNet5().with("conv1", Conv2d.of(1, 8, 5));
    assertEquals("conv2", changed.shapeError().orElseThrow().layer());
    assertTrue(
        changed.shapeError().orElseThrow().getMessage().contains("expects 6 input channels"));
    assertTrue(leNet5().shapeError().isEmpty());
  }

  @Test
  void aNameThatIsNotThereIsAnsweredWithThoseThatAre() {
    var error = assertThrows(IllegalArgumentException.class, () -> leNet5().node("conv9"));
    assertTrue(error.getMessage().startsWith("LeNet-5 has no layer 'conv9'; its layers are conv1"));
  }

  @Test
  void aNameUsedTwiceIsRefused() {
    var builder = Network.builder("twice", Shape.of(1, 1, 8, 8)).conv("a", 1, 3).conv("a", 1, 3);
    assertThrows(IllegalArgumentException.class, builder::build);
  }

  @Test
  void branchesMeetInASum() {
    Network block = residualBlock();
    assertEquals(Shape.of(1, 8, 6, 6), block.outputShape());
    assertEquals(java.util.List.of("block/conv2", "input"), block.node("block/sum").inputs());
    assertEquals("block", block.node("block/sum").group());
  }

  @Test
  void sharedWeightsCountOnceAndAreTheSameTensor() {
    Network network =
        Network.builder("twins", Shape.of(1, 2, 5, 5))
            .conv("left", 4, 3)
            .from(Network.INPUT)
            .shared("right", "left")
            .sum("sum", "left", "right")
            .build();
    assertEquals(4 * (2 * 9 + 1), network.parameterCount());
    assertSame(network.parameters("left").get("weight"), network.parameters("right").get("weight"));
  }

  @Test
  void randomWeightsAreTheSameForTheSameSeedAndDifferForAnother() {
    Tensor first = leNet5().parameters("conv1").get("weight");
    assertEquals(first, leNet5().parameters("conv1").get("weight"));
    Network other = leNet5().withWeights(Weights.random(7));
    assertFalse(first.equals(other.parameters("conv1").get("weight")));
  }

  @Test
  void storedWeightsOfAnotherShapeAreRefusedByName() {
    Weights wrong =
        Weights.of("a file", Map.of("conv1.weight", Tensor.zeros(Shape.of(6, 1, 3, 3))));
    var error =
        assertThrows(ShapeException.class, () -> leNet5().withWeights(wrong).parameters("conv1"));
    assertEquals(
        "conv1: the stored conv1.weight is 6 x 1 x 3 x 3, but the layer needs 6 x 1 x 5 x 5.",
        error.getMessage());
  }

  @Test
  void anInputThatIsNotConnectedIsRefused() {
    var builder = Network.builder("loose", Shape.of(1, 1, 8, 8));
    assertThrows(
        IllegalArgumentException.class, () -> builder.add("a", Conv2d.of(1, 1, 3), "nowhere"));
  }
}
