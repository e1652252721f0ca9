package org.receptive.viz.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.receptive.engine.layer.Activation;
import org.receptive.engine.layer.Add;
import org.receptive.engine.layer.Arithmetic;
import org.receptive.engine.layer.Concat;
import org.receptive.engine.layer.ReduceMean;
import org.receptive.engine.layer.Reshape;
import org.receptive.engine.layer.Softmax;
import org.receptive.engine.network.Network;
import org.receptive.engine.network.NetworkBuilder;
import org.receptive.engine.tensor.Shape;
import org.receptive.viz.Views;
import org.receptive.viz.architecture.layered.LayeredDrawing;
import org.receptive.viz.architecture.layered.LayeredDrawing.Route;
import org.receptive.viz.architecture.layered.LayeredGraph;
import org.receptive.viz.figure.FigureRules;
import org.receptive.viz.figure.Picture;

/** Networks that no lecture shows, but a student or a file may have, are drawn in every style. */
class OddNetworksTest {
  private static final Map<String, Function<Architecture, Picture>> STYLES =
      Map.of(
          "graph", Architecture::graph,
          "expanded", a -> a.graph().expanded(),
          "formulas", a -> a.graph().formulas(),
          "names", a -> a.graph().names().expanded(),
          "compact", a -> a.graph().compact(),
          "volumes", Architecture::volumes,
          "close", a -> a.volumes().close(),
          "stacked", Architecture::stacked,
          "profile", Architecture::profile);

  private static NetworkBuilder image() {
    return Network.builder("odd", Shape.of(1, 2, 6, 6));
  }

  private static final Map<String, Network> NETWORKS =
      Map.ofEntries(
          Map.entry("sum of the input twice", image().sum("s", "input", "input").build()),
          Map.entry(
              "three times",
              image().conv("c", 4, 3).sum("s", "c", "c", "c").relu().conv("d", 2, 1).build()),
          Map.entry(
              "square",
              image()
                  .add("x2", Arithmetic.of(Arithmetic.Operation.MULTIPLY), "input", "input")
                  .relu()
                  .build()),
          Map.entry("concat twice", image().relu().concat("both", "relu1", "relu1").build()),
          Map.entry(
              "twice and a way round",
              image()
                  .conv("c", 2, 1)
                  .relu()
                  .add("s", new Add(), "c", "c", "relu1", "relu1", "input")
                  .build()),
          Map.entry(
              "twice over a distance",
              image()
                  .conv("c", 2, 1)
                  .relu()
                  .conv("d", 2, 1)
                  .conv("e", 2, 1)
                  .add("s", new Concat(), "e", "c", "c")
                  .build()),
          Map.entry(
              "mean of everything",
              image().relu().add("mean", new ReduceMean(List.of(), false)).build()),
          Map.entry(
              "rank one within",
              image()
                  .add("mean", new ReduceMean(List.of(), false))
                  .add("exponent", new Activation.Sigmoid())
                  .add("scale", Arithmetic.of(Arithmetic.Operation.MULTIPLY), "exponent", "input")
                  .build()),
          Map.entry(
              "rank one in",
              Network.builder("row", Shape.of(7)).relu().add("s", new Softmax(0)).build()),
          Map.entry(
              "ranks three and five",
              image()
                  .add("rows", Reshape.to(0, 2, 36))
                  .add("parts", Reshape.to(0, 2, 3, 2, 6))
                  .build()));

  @TestFactory
  Stream<DynamicTest> everyStyleDrawsThem() {
    return NETWORKS.entrySet().stream()
        .flatMap(
            network ->
                STYLES.entrySet().stream()
                    .map(
                        style ->
                            dynamicTest(
                                network.getKey() + " as " + style.getKey(),
                                () -> drawn(network.getValue(), style.getValue()))));
  }

  private static void drawn(Network network, Function<Architecture, Picture> style) {
    var figure = style.apply(Architecture.of(network)).figure();
    assertEquals(List.of(), FigureRules.violations(figure));
  }

  @TestFactory
  Stream<DynamicTest> aCellShowsThem() {
    return NETWORKS.entrySet().stream()
        .map(
            network ->
                dynamicTest(
                    network.getKey(),
                    () ->
                        assertEquals(
                            List.of(),
                            FigureRules.violations(Views.of(network.getValue()).orElseThrow()))));
  }

  @Test
  void aValueTakenTwiceIsTwoLinesThatLieApart() {
    LayeredGraph.Vertex box = new LayeredGraph.Vertex(20, 20, 20, 0, 10, false);
    LayeredGraph graph =
        new LayeredGraph(
            List.of(box, box, box),
            List.of(
                new LayeredGraph.Edge(0, 1, true),
                new LayeredGraph.Edge(0, 2, false),
                new LayeredGraph.Edge(0, 2, false),
                new LayeredGraph.Edge(1, 2, true)));
    LayeredDrawing drawing = graph.layOut(400);
    Route first = drawing.routes().get(1);
    Route second = drawing.routes().get(2);
    double[] a = first.corners();
    double[] b = second.corners();
    assertTrue(Math.abs(a[a.length - 2] - b[b.length - 2]) > 4, first + " and " + second);
    assertEquals(a[a.length - 1], b[b.length - 1], "both end at the box");
  }
}
