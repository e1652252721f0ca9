package org.receptive.viz.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.receptive.engine.network.Network;
import org.receptive.engine.tensor.Shape;
import org.receptive.viz.architecture.Block.State;

/** What becomes a box, what is fused into one, and what repeats. */
class BlockGraphTest {
  private static List<String> names(BlockGraph graph) {
    return graph.blocks().stream().map(Block::name).toList();
  }

  @Test
  void smallLayersJoinTheLayerTheyFollow() {
    BlockGraph graph = BlockGraph.of(Examples.leNet());
    assertEquals(List.of("input", "C1", "S2", "C3", "S4", "C5", "F6", "output"), names(graph));
    assertEquals(
        List.of("tanh"), graph.blocks().get(1).after().stream().map(LayerWords::kind).toList());
    assertEquals(
        List.of("flatten"), graph.blocks().get(5).before().stream().map(LayerWords::kind).toList());
  }

  @Test
  void nothingIsLostByFusing() {
    for (Network network : Examples.all().values()) {
      BlockGraph graph = BlockGraph.of(network);
      int layers =
          graph.blocks().stream()
              .mapToInt(b -> b.before().size() + b.after().size() + b.layer().map(l -> 1).orElse(0))
              .sum();
      assertEquals(network.nodes().size(), layers, network.name());
      if (network.shapeError().isEmpty()) {
        long parameters = graph.blocks().stream().mapToLong(Block::parameters).sum();
        assertEquals(network.parameterCount(), parameters, network.name());
      }
    }
  }

  @Test
  void aLayerThatIsUsedTwiceKeepsItsActivationApart() {
    Network network =
        Network.builder("n", Shape.of(1, 4, 8, 8))
            .conv("a", 4, 1)
            .add("r", new org.receptive.engine.layer.Activation.ReLU())
            .sum("s", "a", "r")
            .build();
    assertEquals(List.of("input", "a", "r", "s"), names(BlockGraph.of(network)));
  }

  @Test
  void aFailureIsKeptWithItsWordsAndFollowersAreUnknown() {
    BlockGraph graph = BlockGraph.of(Examples.brokenAlexNet());
    Block failed = graph.failure().orElseThrow();
    assertEquals("pool2", failed.name());
    assertTrue(failed.problem().startsWith("kernel 29 does not fit"), failed.problem());
    assertEquals(State.FITS, graph.blocks().get(3).state());
    assertEquals(State.UNKNOWN, graph.blocks().getLast().state());
  }

  @Test
  void repeatedBlocksOfResNetAreGroupedStageByStage() {
    List<Stage> stages = Stage.grouped(BlockGraph.of(Examples.resNet34()));
    List<Integer> times = stages.stream().map(Stage::times).filter(n -> n > 1).toList();
    assertEquals(List.of(3, 3, 5, 2), times);
    assertEquals(
        "layer1.0 … layer1.2",
        stages.stream().filter(s -> s.times() > 1).findFirst().orElseThrow().label());
  }

  @Test
  void repeatsOfSeveralModulesAreFound() {
    List<Stage> stages = Stage.grouped(BlockGraph.of(Examples.mobileNet()));
    Stage repeated = stages.stream().filter(stage -> stage.times() > 1).findFirst().orElseThrow();
    assertEquals(2, repeated.modules().size());
    assertEquals(5, repeated.times());
  }

  @Test
  void aNetworkIsCutWhereAllPathsMeet() {
    BlockGraph graph = BlockGraph.of(Examples.googLeNet());
    long modules = Stage.modules(graph).stream().filter(m -> m.blocks().size() > 1).count();
    assertEquals(9, modules);
  }

  @Test
  void theFormulaShowsTheNumbersThatWerePutIn() {
    BlockGraph graph = BlockGraph.of(Examples.alexNet());
    Block conv1 = graph.blocks().get(1);
    assertEquals(
        List.of("⌊(227 − 11)/4⌋ + 1 = 55"),
        LayerWords.formula(conv1.layer().orElseThrow(), conv1.inputShapes()));
    Block conv2 = graph.blocks().get(3);
    assertEquals(
        List.of("⌊(27 + 2·2 − 5)/1⌋ + 1 = 27"),
        LayerWords.formula(conv2.layer().orElseThrow(), conv2.inputShapes()));
  }
}
