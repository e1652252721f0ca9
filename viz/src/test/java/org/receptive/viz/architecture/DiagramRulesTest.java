package org.receptive.viz.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.receptive.engine.network.Network;
import org.receptive.viz.figure.FigureRules;
import org.receptive.viz.figure.GoldenFiles;
import org.receptive.viz.figure.Picture;

/** Networks in all styles keep the rules of figures, and look as they did when looked at. */
class DiagramRulesTest {
  private static final Map<String, Function<Architecture, Picture>> STYLES =
      Map.of(
          "graph", Architecture::graph,
          "expanded", a -> a.graph().expanded(),
          "formulas", a -> a.graph().formulas(),
          "compact", a -> a.graph().compact(),
          "dense", a -> a.graph().dense().withoutCosts(),
          "volumes", Architecture::volumes,
          "close", a -> a.volumes().close(),
          "apart", a -> a.volumes().apart().withoutCosts(),
          "stacked", Architecture::stacked);

  private static final Set<String> MAIN = Set.of("graph", "formulas", "volumes", "stacked");
  private static final Set<String> EVERY = Set.of("alexnet", "resnet34", "broken");

  @TestFactory
  Stream<DynamicTest> networksInAllStylesKeepTheRules() {
    return Examples.all().entrySet().stream()
        .flatMap(
            network ->
                STYLES.entrySet().stream()
                    .filter(s -> MAIN.contains(s.getKey()) || EVERY.contains(network.getKey()))
                    .map(
                        style ->
                            DynamicTest.dynamicTest(
                                network.getKey() + " as " + style.getKey(),
                                () -> keepsTheRules(network.getValue(), style.getValue()))));
  }

  private static void keepsTheRules(Network network, Function<Architecture, Picture> style) {
    Picture picture = style.apply(Architecture.of(network));
    assertEquals(List.of(), FigureRules.violations(picture.figure()));
  }

  @TestFactory
  Stream<DynamicTest> randomNetworksKeepTheRules() {
    return Stream.iterate(1, seed -> seed + 1)
        .limit(8)
        .map(
            seed ->
                DynamicTest.dynamicTest(
                    "seed " + seed,
                    () -> {
                      Network network = Examples.random(seed, 4 + 5 * seed);
                      keepsTheRules(network, Architecture::graph);
                      keepsTheRules(network, a -> a.graph().names().expanded());
                      keepsTheRules(network, Architecture::volumes);
                    }));
  }

  @TestFactory
  Stream<DynamicTest> picturesLookAsTheyDidWhenLookedAt() {
    GoldenFiles golden = GoldenFiles.inTestResources("architecture");
    Map<String, Picture> pictures =
        Map.of(
            "lenet-volumes", Architecture.of(Examples.leNet()).volumes(),
            "lenet-stacked", Architecture.of(Examples.leNet()).stacked(),
            "alexnet-volumes", Architecture.of(Examples.alexNet()).volumes(),
            "alexnet-formulas", Architecture.of(Examples.alexNet()).graph().formulas(),
            "vgg16-volumes", Architecture.of(Examples.vgg16()).volumes(),
            "residual-graph", Architecture.of(Examples.residualBlock()).graph(),
            "inception-graph", Architecture.of(Examples.inceptionModule()).graph(),
            "resnet34-graph", Architecture.of(Examples.resNet34()).graph(),
            "dense-graph", Architecture.of(Examples.denseBlock(4)).graph(),
            "broken-graph", Architecture.of(Examples.brokenAlexNet()).graph());
    return pictures.entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () ->
                        assertEquals(
                            "",
                            golden
                                .difference(entry.getKey(), entry.getValue().figure())
                                .orElse(""))));
  }

  @Test
  void aChainOfConvolutionsIsShownAsVolumesAndBranchesAsAGraph() {
    assertTrue(Architecture.of(Examples.leNet()).figure().title().startsWith("volumes"));
    assertTrue(Architecture.of(Examples.resNet34()).figure().title().startsWith("block graph"));
  }

  @Test
  void theTextTwinListsEveryLayerWithItsShape() {
    String text = Architecture.of(Examples.leNet()).volumes().figure().text();
    for (String part : List.of("C1: conv 5×5, 6 → tanh → 6×28×28", "S4", "61,706 parameters")) {
      assertTrue(text.contains(part), text);
    }
  }

  @Test
  void aPictureAsNarrowAsAHalfColumnStillKeepsTheRules() {
    for (Network network : List.of(Examples.alexNet(), Examples.vgg16())) {
      keepsTheRules(network, a -> a.volumes().width(480));
      keepsTheRules(network, a -> a.graph().width(480));
      assertTrue(Architecture.of(network).volumes().width(480).figure().width() <= 480);
      assertTrue(Architecture.of(network).graph().width(480).figure().width() <= 480);
    }
  }
}
