package org.receptive.engine.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.receptive.engine.network.Network;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/**
 * Operators of TensorFlow graphs that public models have: parts, blocks, slopes, several values.
 */
class GraphPartsTest {
  private static GraphDraft draft() {
    return new GraphDraft().node("x", "Placeholder", List.of(), Map.of());
  }

  /** What the node 'out' gives for 1, 2, 3, ... in our order of axes. */
  private static Tensor run(GraphDraft draft, int... dims) {
    Shape shape = Shape.of(dims);
    GraphSection section = new GraphSection("x", shape, List.of("out"));
    GraphModel model = GraphModel.read("model.json", draft.files(), section);
    Network network = model.network();
    float[] values = new float[(int) shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = i + 1;
    }
    return network.run(Tensor.of(shape, values)).activation(model.outputs().getFirst());
  }

  private static void gives(Tensor output, Shape shape, float... values) {
    assertEquals(shape, output.shape());
    for (int i = 0; i < values.length; i++) {
      assertEquals(values[i], output.data()[i], 1e-5, "value " + i + " of " + output);
    }
  }

  private static Map<String, Object> number(String key, int value) {
    return Map.of(key, Map.of("i", "" + value));
  }

  @Test
  void furtherValuesOfUnpackAndSplitAreTaken() {
    GraphDraft unpack =
        draft()
            .node("parts", "Unpack", List.of("x"), number("axis", 1))
            .node("out", "Identity", List.of("parts:1"), Map.of());
    gives(run(unpack, 1, 3, 2), Shape.of(1, 2), 3, 4);
    GraphDraft split =
        draft()
            .stored("axis", List.of(), 3)
            .node("parts", "Split", List.of("axis", "x"), number("num_split", 2))
            .node("out", "Relu", List.of("parts:1"), Map.of());
    gives(run(split, 1, 4, 1, 1), Shape.of(1, 2, 1, 1), 3, 4);
  }

  @Test
  void theLargestValuesAndTheirPlaces() {
    for (String output : List.of("top", "top:1")) {
      GraphDraft draft =
          draft()
              .stored("k", List.of(), 2)
              .node("turned", "Neg", List.of("x"), Map.of())
              .node("top", "TopKV2", List.of("turned", "k"), Map.of())
              .node("out", "Identity", List.of(output), Map.of());
      boolean places = output.endsWith(":1");
      gives(run(draft, 1, 3), Shape.of(1, 2), places ? 0 : -1, places ? 1 : -2);
    }
  }

  @Test
  void aFurtherValueThatIsNotCoveredIsNamed() {
    GraphDraft draft =
        draft()
            .node("first", "Relu", List.of("x"), Map.of())
            .node("out", "Relu", List.of("first:3"), Map.of());
    String message = assertThrows(DataFileException.class, () -> run(draft, 1, 3)).getMessage();
    assertTrue(message.contains("'first:3', a further output"), message);
  }

  @Test
  void slopesMeetTheirChannels() {
    GraphDraft draft =
        draft()
            .stored("slope", List.of(1, 1, 2), 0.5f, 2)
            .node("minus", "Neg", List.of("x"), Map.of())
            .node("out", "Prelu", List.of("minus", "slope"), Map.of());
    gives(run(draft, 1, 2, 1, 2), Shape.of(1, 2, 1, 2), -0.5f, -1, -6, -8);
  }

  @Test
  void channelsBecomeBlocksOfPixels() {
    GraphDraft draft = draft().node("out", "DepthToSpace", List.of("x"), number("block_size", 2));
    gives(run(draft, 1, 4, 1, 2), Shape.of(1, 1, 2, 4), 1, 3, 2, 4, 5, 7, 6, 8);
    GraphDraft back = draft().node("out", "SpaceToDepth", List.of("x"), number("block_size", 2));
    gives(run(back, 1, 1, 2, 4), Shape.of(1, 4, 1, 2), 1, 3, 2, 4, 5, 7, 6, 8);
  }

  @Test
  void transposedConvolutionsGiveTheSizeThatIsAskedFor() {
    GraphDraft draft =
        draft()
            .stored("size", List.of(4), 1, 1, 4, 1)
            .stored("w", List.of(1, 3, 1, 1), 1, 10, 100)
            .node(
                "out",
                "Conv2DBackpropInput",
                List.of("size", "w", "x"),
                Map.of(
                    "strides",
                    GraphDraft.list("1", "1", "2", "1"),
                    "padding",
                    GraphDraft.word("SAME")));
    gives(run(draft, 1, 1, 1, 2), Shape.of(1, 1, 1, 4), 1, 10, 102, 20);
  }

  @Test
  void computedValuesAreSliced() {
    GraphDraft draft =
        draft()
            .stored("from", List.of(2), 0, 1)
            .stored("to", List.of(2), 0, 2)
            .stored("by", List.of(2), 1, 1)
            .node(
                "out",
                "StridedSlice",
                List.of("x", "from", "to", "by"),
                Map.of(
                    "begin_mask", Map.of("i", "1"),
                    "end_mask", Map.of("i", "1"),
                    "shrink_axis_mask", Map.of("i", "2")));
    gives(run(draft, 1, 3, 2), Shape.of(1, 2), 3, 4);
    GraphDraft maps =
        draft()
            .stored("from", List.of(4), 0, 0, 0, 1)
            .stored("to", List.of(4), 0, 0, 0, 3)
            .stored("by", List.of(4), 1, 1, 1, 1)
            .node(
                "out",
                "StridedSlice",
                List.of("x", "from", "to", "by"),
                Map.of("begin_mask", Map.of("i", "7"), "end_mask", Map.of("i", "7")));
    gives(run(maps, 1, 3, 1, 1), Shape.of(1, 2, 1, 1), 2, 3);
  }

  @Test
  void valuesAreStackedAlongANewAxis() {
    GraphDraft draft =
        draft()
            .node("minus", "Neg", List.of("x"), Map.of())
            .node("out", "Pack", List.of("x", "minus"), number("axis", 1));
    gives(run(draft, 1, 2), Shape.of(1, 2, 2), 1, 2, -1, -2);
  }
}
