package org.receptive.viz.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.receptive.engine.network.Network;
import org.receptive.viz.architecture.GraphLayout.Edge;
import org.receptive.viz.architecture.GraphLayout.PlacedBox;
import org.receptive.viz.figure.Bounds;

/** Boxes lie apart and no edge crosses one, whatever the network. */
class GraphLayoutTest {
  private static final double WIDTH = 696;

  static Stream<Network> networks() {
    Stream<Network> random =
        Stream.iterate(1L, seed -> seed + 1)
            .limit(60)
            .map(s -> Examples.random(s, 3 + (int) (s % 40)));
    return Stream.concat(Examples.all().values().stream(), random);
  }

  private static List<GraphLayout> layouts(Network network) {
    GraphDiagram graph = Architecture.of(network).graph();
    return List.of(graph.layout(WIDTH), graph.expanded().names().layout(WIDTH));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void noEdgeCrossesABox(Network network) {
    for (GraphLayout layout : layouts(network)) {
      for (Edge edge : layout.edges()) {
        double[] xy = edge.corners();
        for (int i = 2; i < xy.length; i += 2) {
          Bounds piece =
              new Bounds(
                  Math.min(xy[i], xy[i - 2]),
                  Math.min(xy[i + 1], xy[i - 1]),
                  Math.abs(xy[i] - xy[i - 2]),
                  Math.abs(xy[i + 1] - xy[i - 1]));
          for (PlacedBox box : layout.boxes()) {
            Bounds inside = box.bounds().grown(-1.5);
            assertFalse(
                touches(inside, piece),
                () -> "an edge crosses " + box.box().block().name() + " at " + piece);
          }
        }
      }
    }
  }

  private static boolean touches(Bounds box, Bounds line) {
    return line.x() < box.right()
        && line.right() > box.x()
        && line.y() < box.bottom()
        && line.bottom() > box.y();
  }

  @ParameterizedTest
  @MethodSource("networks")
  void boxesLieApart(Network network) {
    for (GraphLayout layout : layouts(network)) {
      List<PlacedBox> boxes = layout.boxes();
      for (int i = 0; i < boxes.size(); i++) {
        for (int j = i + 1; j < boxes.size(); j++) {
          assertFalse(
              boxes.get(i).bounds().overlaps(boxes.get(j).bounds(), -3),
              boxes.get(i).box().block().name() + " and " + boxes.get(j).box().block().name());
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void edgesRunUprightOrLevel(Network network) {
    for (GraphLayout layout : layouts(network)) {
      for (Edge edge : layout.edges()) {
        double[] xy = edge.corners();
        for (int i = 2; i < xy.length; i += 2) {
          double across = Math.abs(xy[i] - xy[i - 2]);
          double down = Math.abs(xy[i + 1] - xy[i - 1]);
          assertTrue(Math.min(across, down) < 1, across + " across, " + down + " down");
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void everyLayerIsThereAndFed(Network network) {
    BlockGraph graph = BlockGraph.of(network);
    GraphLayout layout = Architecture.of(network).graph().expanded().layout(WIDTH);
    assertEquals(graph.blocks().size(), layout.boxes().size());
    Set<Integer> fed = new HashSet<>();
    for (Edge edge : layout.edges()) {
      double[] xy = edge.corners();
      double x = xy[xy.length - 2];
      double y = xy[xy.length - 1];
      for (int b = 0; b < layout.boxes().size(); b++) {
        if (edge.arrow()
            && layout.boxes().get(b).bounds().grown(1).contains(new Bounds(x, y, 0, 0), 0)) {
          fed.add(b);
        }
      }
    }
    assertEquals(graph.blocks().size() - 1, fed.size(), "all but the input");
  }

  @ParameterizedTest
  @MethodSource("networks")
  void theDiagramIsNoWiderThanAsked(Network network) {
    for (GraphLayout layout : layouts(network)) {
      assertTrue(layout.width() <= WIDTH, layout.width() + " px");
      for (PlacedBox box : layout.boxes()) {
        assertTrue(box.bounds().x() >= -0.01 && box.bounds().right() <= layout.width() + 0.01);
      }
    }
  }

  @Test
  void aHeadBesideAFrameDoesNotTouchIt() {
    GraphLayout layout = Architecture.of(Examples.auxiliaryHead()).graph().layout(WIDTH);
    GraphLayout.Frame frame = layout.frames().getFirst();
    assertEquals("4b", frame.label());
    int beside = 0;
    for (PlacedBox box : layout.boxes()) {
      Bounds at = box.bounds();
      if (at.y() < frame.bounds().bottom() && at.bottom() > frame.bounds().y()) {
        boolean inside = box.box().block().group().equals("4b");
        assertEquals(inside, at.overlaps(frame.bounds().grown(8), 0), "" + at + frame);
        beside += inside ? 0 : 1;
      }
    }
    assertTrue(beside >= 3, beside + " boxes stand beside the frame");
  }

  @Test
  void aResidualBlockGoesStraightDown() {
    GraphLayout layout = Architecture.of(Examples.residualBlock()).graph().layout(WIDTH);
    double axis = layout.box("input").orElseThrow().axis();
    for (String name : List.of("block/conv1", "block/conv2", "block/sum")) {
      assertEquals(axis, layout.box(name).orElseThrow().axis(), 0.01, name);
    }
  }
}
