package org.receptive.engine.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.receptive.engine.layer.AvgPool2d;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.ConvTranspose2d;
import org.receptive.engine.layer.Layer;
import org.receptive.engine.layer.Resize;
import org.receptive.engine.layer.Window;
import org.receptive.engine.tensor.Shape;

class ReceptiveFieldTest {

  private static ReceptiveField.Axis width(Network network) {
    return network.statistics(network.outputNode().name()).receptiveField().width();
  }

  @Test
  void twoThreesSeeFive() {
    Network network =
        Network.builder("3x3 twice", Shape.of(1, 1, 9, 9)).conv("a", 1, 3).conv("b", 1, 3).build();
    assertEquals(new ReceptiveField.Axis(0, 4, 1), width(network));
  }

  @Test
  void theLastPoolingOfVgg16Sees212PixelsInStepsOf32() {
    NetworkBuilder builder = Network.builder("VGG-16 features", Shape.of(1, 3, 224, 224));
    int[] repeats = {2, 2, 3, 3, 3};
    for (int stage = 0; stage < repeats.length; stage++) {
      for (int i = 0; i < repeats[stage]; i++) {
        builder.conv("conv" + stage + "_" + i, 2, 3, c -> c.padding(1));
      }
      builder.maxPool("pool" + stage, 2, 2);
    }
    ReceptiveField.Axis axis = width(builder.build());
    assertEquals(212, axis.size());
    assertEquals(32, axis.jump());
    assertEquals(15.5, axis.start());
  }

  @Test
  void everyNeuronOfALinearLayerSeesTheWholeInput() {
    Network network =
        Network.builder("fc", Shape.of(1, 1, 12, 10))
            .conv("a", 1, 3)
            .flatten()
            .linear("fc", 4)
            .build();
    assertEquals(new ReceptiveField.Axis(0, 9, 0), width(network));
  }

  /** The textbook way: mark one input pixel at a time and see which outputs read it. */
  @Test
  void theFormulaAgreesWithFollowingEveryWindowBack() {
    SplittableRandom random = new SplittableRandom(3);
    for (int round = 0; round < 200; round++) {
      int input = 40 + random.nextInt(20);
      int size = input;
      NetworkBuilder builder = Network.builder("random", Shape.of(1, 1, input, input));
      java.util.ArrayList<Layer> layers = new java.util.ArrayList<>();
      for (int depth = 0; depth < 1 + random.nextInt(3); depth++) {
        Layer layer =
            random.nextBoolean()
                ? Conv2d.of(1, 1, 1 + random.nextInt(4))
                    .stride(1 + random.nextInt(2))
                    .padding(random.nextInt(2))
                    .dilation(1 + random.nextInt(2))
                : AvgPool2d.of(2, 1 + random.nextInt(2));
        layers.add(layer);
        builder.add("layer" + depth, layer);
        size = layer.output(List.of(Shape.of(1, 1, size, size))).width();
      }
      ReceptiveField.Axis axis = width(builder.build());
      int output = random.nextInt(size);
      int[] seen = {output, output};
      for (Layer layer : layers.reversed()) {
        Window window = layer.asWindow().orElseThrow();
        var along = window.alongWidth(1_000);
        seen = new int[] {along.start(seen[0]), along.start(seen[1]) + along.extent() - 1};
      }
      assertEquals(seen[0], axis.first(output), "first pixel, " + layers);
      assertEquals(seen[1], axis.last(output), "last pixel, " + layers);
    }
  }

  @Test
  void upsamplingShrinksTheJump() {
    Network nearest =
        Network.builder("up", Shape.of(1, 1, 4, 4))
            .add("up", new Resize(8, 8, Resize.Mode.NEAREST))
            .build();
    assertEquals(0.5, width(nearest).jump());
    Network transposed =
        Network.builder("up", Shape.of(1, 1, 4, 4))
            .add("up", ConvTranspose2d.of(1, 1, 2).stride(2))
            .build();
    assertEquals(0.5, width(transposed).jump());
    assertEquals(1, width(transposed).size());
  }
}
