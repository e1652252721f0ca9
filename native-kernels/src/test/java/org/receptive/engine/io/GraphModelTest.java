package org.receptive.engine.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.receptive.engine.kernels.reference.ReferenceKernels;
import org.receptive.engine.network.Network;
import org.receptive.engine.network.Node;
import org.receptive.engine.network.Trace;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/** Graph models of TensorFlow.js, against loops in TensorFlow's order of axes. */
class GraphModelTest {
  private static final int SIDE = GraphDraft.SIDE;

  /** {@code out[y][x][o]}, TensorFlow's "same": the odd pixel to the right and below. */
  private static float[][][] filtered(
      float[][][] in, float[] filters, int kernel, int stride, int out, boolean depthwise) {
    int side = Math.ceilDiv(in.length, stride);
    int before = Math.max(0, (side - 1) * stride + kernel - in.length) / 2;
    int channels = in[0][0].length;
    float[][][] result = new float[side][side][out];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        for (int o = 0; o < out; o++) {
          for (int tap = 0; tap < kernel * kernel * channels; tap++) {
            int c = tap % channels;
            int row = y * stride - before + tap / channels / kernel;
            int column = x * stride - before + tap / channels % kernel;
            boolean inside = row >= 0 && row < in.length && column >= 0 && column < in.length;
            if (inside && !depthwise) {
              result[y][x][o] += in[row][column][c] * filters[tap * out + o];
            } else if (inside && c == o) {
              result[y][x][o] += in[row][column][c] * filters[tap];
            }
          }
        }
      }
    }
    return result;
  }

  private static float[] flat(float[][][] maps) {
    float[] flat = new float[maps.length * maps.length * maps[0][0].length];
    int at = 0;
    for (float[][] row : maps) {
      for (float[] pixel : row) {
        for (float value : pixel) {
          flat[at++] = value;
        }
      }
    }
    return flat;
  }

  @Test
  void theFirstOfSeveralOutputsIsTheNetworksAlsoWhereItFeedsTheOthers() {
    Shape shape = Shape.of(1, 2, SIDE, SIDE);
    List<String> outputs = List.of("a/relu6", "b/depth", "a/bias");
    GraphModel model =
        GraphModel.read(
            "model.json", GraphDraft.example().files(), new GraphSection("image", shape, outputs));
    Trace trace = model.network().run(Tensor.uniform(shape, -1, 1, 9));
    assertEquals(outputs, List.copyOf(trace.outputs().keySet()));
    assertArrayEquals(trace.activation("a/relu6").data(), trace.output().data());
    assertArrayEquals(trace.activation("a/relu6").data(), trace.output("a/relu6").data());
    assertArrayEquals(trace.activation("b/depth").data(), trace.output("b/depth").data());
    assertEquals(List.copyOf(model.network().outputs().values()), model.outputs());
    GraphSection nothing = new GraphSection("image", shape, List.of("image"));
    String message =
        assertThrows(
                DataFileException.class,
                () -> GraphModel.read("model.json", GraphDraft.example().files(), nothing))
            .getMessage();
    assertTrue(message.contains("'image'") && message.contains("no layer computes"), message);
  }

  @Test
  void aGraphComputesWhatItsOperatorsSayInTensorFlowsOrderOfAxes() {
    GraphModel model = GraphModel.read("model.json", GraphDraft.example().files());
    Network network = model.network();
    Tensor image = Tensor.uniform(Shape.of(1, 2, SIDE, SIDE), -1, 1, 9);
    float[][][] in = new float[SIDE][SIDE][2];
    for (int i = 0; i < image.size(); i++) {
      in[i / SIDE % SIDE][i % SIDE][i / SIDE / SIDE] = image.data()[i];
    }
    float[][][] first = filtered(in, GraphDraft.random(72, 1), 3, 2, 4, false);
    float[] bias = GraphDraft.random(4, 2);
    for (float[][] row : first) {
      for (float[] pixel : row) {
        for (int c = 0; c < 4; c++) {
          pixel[c] = Math.min(6, Math.max(0, pixel[c] + bias[c]));
        }
      }
    }
    float[][][] second = filtered(first, GraphDraft.random(16, 3), 2, 1, 4, true);
    float[] expected = Arrays.copyOf(flat(second), 72);
    System.arraycopy(flat(first), 0, expected, 36, 36);
    Trace trace = network.run(image, new ReferenceKernels());
    assertEquals(List.of("both"), model.outputs());
    assertEquals(Shape.of(1, 36, 2), trace.output().shape());
    assertEquals(0, trace.output().maxDifference(Tensor.of(Shape.of(1, 36, 2), expected)), 1e-5);
    assertTrue(
        network.nodes().stream().noneMatch(node -> node.name().equals("a/bias")),
        "the bias belongs to the convolution");
  }

  @Test
  void factorsAndBiasesBehindAConvolutionAndBehindAShortcutBecomeItsOwn() {
    Map<String, Object> once =
        Map.of("strides", GraphDraft.list("1", "1", "1", "1"), "padding", GraphDraft.word("SAME"));
    GraphDraft draft =
        new GraphDraft()
            .node("x", "Placeholder", List.of(), Map.of())
            .stored("w", List.of(1, 1, 2, 2), 1, 2, 3, 4)
            .stored("factors", List.of(2), 10, 100)
            .stored("shift", List.of(2), 0.5f, 0.25f)
            .stored("late", List.of(1, 1, 1, 2), 7, 8)
            .node("conv", "Conv2D", List.of("x", "w"), once)
            .node("scaled", "Mul", List.of("conv", "factors"), Map.of())
            .node("shifted", "Add", List.of("scaled", "shift"), Map.of())
            .node("second", "Conv2D", List.of("shifted", "w"), once)
            .node("sum", "AddN", List.of("second", "x"), Map.of())
            .node("moved", "Add", List.of("late", "sum"), Map.of());
    GraphSection section = new GraphSection("x", Shape.of(1, 2, 1, 1), List.of("moved"));
    Network network = GraphModel.read("model.json", draft.files(), section).network();
    assertEquals(
        List.of("conv", "scaled", "second", "sum"),
        network.nodes().stream().map(Node::name).toList());
    // conv: (1 + 3, 2 + 4); scaled and shifted: (40.5, 600.25).
    Tensor output =
        network.run(Tensor.full(Shape.of(1, 2, 1, 1), 1), new ReferenceKernels()).output();
    float first = 40.5f + 3 * 600.25f + 1 + 7;
    float second = 2 * 40.5f + 4 * 600.25f + 1 + 8;
    assertEquals(Tensor.of(Shape.of(1, 2, 1, 1), first, second), output);
  }

  @Test
  void factorsOfAValueThatIsAlsoTakenElsewhereStayALayerOfTheirOwn() {
    Map<String, Object> once = Map.of("padding", GraphDraft.word("VALID"));
    GraphDraft draft =
        new GraphDraft()
            .node("x", "Placeholder", List.of(), Map.of())
            .stored("w", List.of(1, 1, 1, 2), 1, 2)
            .stored("two", List.of(2), 3, 4)
            .node("conv", "Conv2D", List.of("x", "w"), once)
            .node("scaled", "Mul", List.of("conv", "two"), Map.of())
            .node("shifted", "Add", List.of("conv", "two"), Map.of())
            .node("both", "Mul", List.of("scaled", "shifted"), Map.of());
    GraphSection section = new GraphSection("x", Shape.of(1, 1, 1, 1), List.of("both"));
    Network network = GraphModel.read("model.json", draft.files(), section).network();
    assertEquals(4, network.nodes().size());
    Tensor output =
        network.run(Tensor.full(Shape.of(1, 1, 1, 1), 5), new ReferenceKernels()).output();
    assertEquals(Tensor.of(Shape.of(1, 2, 1, 1), 15 * 8, 40 * 14), output);
  }

  @Test
  void aSectionLeavesOutWhatLiesAheadAndBehindAndNamesIt() {
    GraphDraft graph = GraphDraft.example().node("loop", "LoopCond", List.of("both"), Map.of());
    DataFileException problem =
        assertThrows(DataFileException.class, () -> GraphModel.read("model.json", graph.files()));
    assertTrue(problem.getMessage().contains("'loop' (LoopCond)"), problem.getMessage());
    GraphSection section =
        new GraphSection("a/relu6", Shape.of(1, 4, 3, 3), List.of("rows", "b/depth"));
    GraphModel model = GraphModel.read("model.json", graph.files(), section);
    assertEquals(List.of("rows", "b/depth"), model.outputs());
    assertEquals("rows", model.network().outputNode().name());
    assertEquals(List.of("image", "a/conv", "a/bias"), model.ahead());
    assertEquals(List.of("rows2", "both", "loop"), model.behind());
    assertEquals(List.of("image", "a/conv", "a/bias", "rows2", "both", "loop"), model.cutOff());
  }

  @Test
  void loopsMissingNodesAndMissingNumbersAreNamed() {
    GraphDraft loop =
        new GraphDraft()
            .node("a", "Relu", List.of("b"), Map.of())
            .node("b", "Relu", List.of("a"), Map.of());
    GraphSection toB = new GraphSection("c", Shape.of(1, 2, 2, 2), List.of("b"));
    assertTrue(refusal(loop, toB).contains("there is no node 'c'"));
    loop.node("c", "Placeholder", List.of(), Map.of());
    assertTrue(refusal(loop, toB).contains("a loop"));
    GraphDraft open = new GraphDraft().node("c", "Conv2D", List.of("x", "nothing"), Map.of());
    GraphSection toC = new GraphSection("c", Shape.of(1, 2, 2, 2), List.of("missing"));
    assertTrue(refusal(open, toC).contains("there is no node 'missing'"));
    GraphDraft ends = new GraphDraft().node("x", "Placeholder", List.of(), Map.of());
    ends.node("few", "Conv2D", List.of("x"), Map.of());
    GraphSection toFew = new GraphSection("x", Shape.of(1, 2, 2, 2), List.of("few"));
    assertTrue(refusal(ends, toFew).contains("'few' (Conv2D) takes 1 inputs"));
  }

  private static String refusal(GraphDraft graph, GraphSection section) {
    return assertThrows(
            DataFileException.class, () -> GraphModel.read("model.json", graph.files(), section))
        .getMessage();
  }
}
