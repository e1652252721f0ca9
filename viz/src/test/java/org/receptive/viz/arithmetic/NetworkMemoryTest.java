package org.receptive.viz.arithmetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.receptive.engine.network.Network;
import org.receptive.engine.network.NetworkBuilder;
import org.receptive.engine.tensor.Shape;
import org.receptive.viz.figure.FigureRules;

/** How much memory the activations of a whole network take. */
class NetworkMemoryTest {
  private static Network vgg16() {
    NetworkBuilder builder = Network.builder("VGG-16", Shape.of(1, 3, 224, 224));
    int[][] stages = {{64, 2}, {128, 2}, {256, 3}, {512, 3}, {512, 3}};
    for (int stage = 0; stage < stages.length; stage++) {
      for (int i = 0; i < stages[stage][1]; i++) {
        String name = "conv%d_%d".formatted(stage + 1, i + 1);
        builder.conv(name, stages[stage][0], 3, conv -> conv.padding(1)).relu();
      }
      builder.maxPool("pool" + (stage + 1), 2, 2);
    }
    return builder
        .flatten()
        .linear("fc6", 4096)
        .relu()
        .dropout(0.5)
        .linear("fc7", 4096)
        .relu()
        .dropout(0.5)
        .linear("fc8", 1000)
        .build();
  }

  @Test
  void vgg16TakesWhatTheLectureCounts() {
    NetworkMemory memory = Arithmetic.activationMemory(vgg16());
    assertEquals(15_237_608, memory.values());
    assertEquals(60_950_432, memory.bytes());
    String text = memory.toString();
    for (String part :
        List.of("150,528", "13,547,520", "1,530,368", "9,192", "58.1 MiB", "Convention")) {
      assertTrue(text.contains(part), text);
    }
    assertEquals(List.of(), FigureRules.violations(memory.figure()));
  }

  @Test
  void theSumOverEveryLayerStandsBesideIt() {
    NetworkMemory memory = Arithmetic.activationMemory(vgg16());
    assertEquals(vgg16().activationBytes(), 4 * memory.valuesOfEveryLayer());
    assertTrue(memory.valuesOfEveryLayer() > memory.values());
    assertTrue(
        memory.toString().contains("%,d values".formatted(memory.valuesOfEveryLayer())),
        memory::toString);
  }
}
