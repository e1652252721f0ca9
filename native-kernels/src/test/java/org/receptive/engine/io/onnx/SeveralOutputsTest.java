package org.receptive.engine.io.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.receptive.engine.io.onnx.GraphProtos.floats;
import static org.receptive.engine.io.onnx.GraphProtos.kernel;
import static org.receptive.engine.io.onnx.GraphProtos.model;
import static org.receptive.engine.io.onnx.GraphProtos.node;
import static org.receptive.engine.io.onnx.GraphProtos.value;

import ai.onnx.proto.OnnxMl.GraphProto;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.receptive.engine.kernels.Kernels;
import org.receptive.engine.kernels.KernelsUnderTest;
import org.receptive.engine.network.Network;
import org.receptive.engine.network.OnnxRuntimeJudge;
import org.receptive.engine.network.Trace;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/** Graphs that give several values, and nodes that do. */
class SeveralOutputsTest {
  private static final Shape INPUT = Shape.of(1, 2, 6, 6);

  /** The map, what is made of it, and scores at its side: the first feeds both others. */
  private static GraphProto.Builder detector() {
    return GraphProto.newBuilder()
        .addInput(value("x", 1, 2, 6, 6))
        .addInitializer(floats("w", Tensor.random(Shape.of(16, 2, 3, 3), 1)))
        .addInitializer(floats("v", Tensor.random(Shape.of(3, 16, 1, 1), 2)))
        .addNode(node("Conv", "conv", "x w", "map"))
        .addNode(node("MaxPool", "pool", "map", "coarse").addAttribute(kernel(2, 2)))
        .addNode(node("Conv", "head", "map v", "raw"))
        .addNode(node("Sigmoid", "squash", "raw", "score_8"))
        .addOutput(value("map", 1, 16, 4, 4))
        .addOutput(value("coarse", 1, 16, 3, 3))
        .addOutput(value("score_8", 1, 3, 4, 4))
        .addOutput(value("raw", 1, 3, 4, 4));
  }

  private static Network read(GraphProto.Builder graph) {
    return Onnx.read("net.onnx", model(graph).toByteArray());
  }

  @Test
  void allOutputsAreThereByTheFilesNamesAndTheFirstIsTheNetworks() throws Exception {
    byte[] bytes = model(detector()).toByteArray();
    Network network = Onnx.read("net.onnx", bytes);
    Tensor input = Tensor.random(INPUT, 5);
    Map<String, Tensor> theirs = OnnxRuntimeJudge.load().outputs(bytes, input);
    List<String> names = List.of("map", "coarse", "score_8", "raw");
    assertEquals(names, List.copyOf(network.outputs().keySet()));
    for (Kernels kernels : KernelsUnderTest.runnable()) {
      try (var inference = network.inference(kernels)) {
        Trace trace = inference.trace(input);
        assertEquals(names, List.copyOf(trace.outputs().keySet()), kernels.name());
        for (String name : names) {
          assertEquals(theirs.get(name).shape(), trace.output(name).shape(), name);
          assertEquals(0, theirs.get(name).maxDifference(trace.output(name)), 1e-5, name);
        }
        assertArrayEquals(trace.output("map").data(), trace.output().data(), kernels.name());
        assertArrayEquals(trace.output().data(), inference.run(input).data(), kernels.name());
      }
    }
    Trace trace = network.run(input);
    String message =
        assertThrows(IllegalArgumentException.class, () -> trace.output("score_9")).getMessage();
    assertTrue(message.contains("no output 'score_9'; its outputs are map, coarse"), message);
    assertTrue(message.contains("'score_8'?"), message);
  }

  @Test
  void outputsKeepTheirNamesAndOrderInAFile(@TempDir Path folder) throws Exception {
    Network network = read(detector());
    Path file = folder.resolve("net.onnx");
    Onnx.write(network, file);
    Network again = Onnx.read(file);
    assertEquals(List.copyOf(network.outputs().keySet()), List.copyOf(again.outputs().keySet()));
    Tensor input = Tensor.random(INPUT, 5);
    Map<String, Tensor> expected = network.run(input).outputs();
    Map<String, Tensor> given = again.run(input).outputs();
    Map<String, Tensor> theirs = OnnxRuntimeJudge.load().outputs(Files.readAllBytes(file), input);
    expected.forEach(
        (name, values) -> {
          assertEquals(0, values.maxDifference(given.get(name)), 1e-6, name);
          assertEquals(0, values.maxDifference(theirs.get(name)), 1e-5, name);
        });
  }

  /** Outputs may be called as nodes are, or as the input, and one value may be two outputs. */
  @Test
  void namesOfOutputsMayBeThoseOfOtherNodes(@TempDir Path folder) {
    Network network =
        Network.builder("names", INPUT)
            .conv("a", 2, 1)
            .relu()
            .conv("b", 3, 1)
            .outputs(Map.of("a", "b"))
            .build();
    network = network.withWeights(network.weights());
    Network named =
        Network.builder("names", INPUT)
            .conv("a", 2, 1)
            .conv("b", 3, 1)
            .outputs(new java.util.TreeMap<>(Map.of("a", "b", "b", "b", "input", "a")))
            .build();
    for (Network each : List.of(network, named)) {
      Path file = folder.resolve("net.onnx");
      Onnx.write(each, file);
      Network again = Onnx.read(file);
      Tensor input = Tensor.random(INPUT, 5);
      Map<String, Tensor> expected = each.run(input).outputs();
      Map<String, Tensor> given = again.run(input).outputs();
      assertEquals(List.copyOf(expected.keySet()), List.copyOf(given.keySet()));
      expected.forEach((n, values) -> assertEquals(0, values.maxDifference(given.get(n)), 1e-6, n));
    }
  }

  @Test
  void aNetworkThatIsBuiltNamesItsOutputs() {
    Network network =
        Network.builder("heads", INPUT).conv("a", 2, 1).conv("b", 3, 1).from("a").relu().build();
    assertEquals(Map.of("relu1", "relu1", "b", "b"), network.outputs());
    assertEquals("relu1", network.outputs().keySet().iterator().next());
    assertEquals(network.outputs(), network.named("other").withInput(INPUT).outputs());
    var builder = Network.builder("heads", INPUT).conv("a", 2, 1).conv("b", 3, 1);
    assertTrue(
        assertThrows(
                IllegalArgumentException.class, () -> builder.outputs(Map.of("y", "a")).build())
            .getMessage()
            .contains("must be given by the last layer, 'b'"));
    assertTrue(
        assertThrows(
                IllegalArgumentException.class, () -> builder.outputs(Map.of("y", "c")).build())
            .getMessage()
            .contains("given by 'c', but there is no such layer"));
  }

  private static GraphProto.Builder norm(String outputs) {
    return GraphProto.newBuilder()
        .addInput(value("x", 1, 2, 6, 6))
        .addInitializer(floats("s", Tensor.of(Shape.of(2), 1, 2)))
        .addInitializer(floats("b", Tensor.of(Shape.of(2), 0, 1)))
        .addInitializer(floats("m", Tensor.of(Shape.of(2), 0.5f, 0)))
        .addInitializer(floats("v", Tensor.of(Shape.of(2), 1, 4)))
        .addNode(node("BatchNormalization", "node", "x s b m v", outputs))
        .addOutput(value("y", 1, 2, 6, 6));
  }

  private static GraphProto.Builder pool(String outputs) {
    return GraphProto.newBuilder()
        .addInput(value("x", 1, 2, 6, 6))
        .addNode(node("MaxPool", "node", "x", outputs).addAttribute(kernel(2, 2)))
        .addOutput(value("y", 1, 2, 5, 5));
  }

  private static GraphProto.Builder dropout(String outputs) {
    return GraphProto.newBuilder()
        .addInput(value("x", 1, 2, 6, 6))
        .addNode(node("Dropout", "node", "x", outputs))
        .addOutput(value("y", 1, 2, 6, 6));
  }

  /** The mask, the places of the maxima, the statistics of a training that is over. */
  @Test
  void furtherOutputsOfANodeThatNothingTakesDoNoHarm() {
    record Pair(GraphProto.Builder one, GraphProto.Builder more, int opset) {}
    List<Pair> pairs =
        List.of(
            new Pair(dropout("y"), dropout("y mask"), 13),
            new Pair(dropout("y"), dropout("y mask"), 7),
            new Pair(pool("y"), pool("y indices"), 13),
            new Pair(norm("y"), norm("y mean var saved_mean saved_var"), 9),
            new Pair(norm("y"), norm("y mean var"), 14));
    Tensor input = Tensor.random(INPUT, 5);
    for (Pair pair : pairs) {
      Network one = Onnx.read("one.onnx", model(pair.one(), pair.opset()).toByteArray());
      Network more = Onnx.read("more.onnx", model(pair.more(), pair.opset()).toByteArray());
      assertEquals(List.of("y"), List.copyOf(more.outputs().keySet()));
      assertArrayEquals(one.run(input).output().data(), more.run(input).output().data());
    }
  }

  @Test
  void furtherOutputsThatAreTakenAreRefusedByName() {
    GraphProto.Builder masked = dropout("y mask").addNode(node("Relu", "later", "mask", "z"));
    masked.addOutput(value("z", 1, 2, 6, 6));
    List<GraphProto.Builder> graphs =
        List.of(
            masked,
            dropout("y mask").addOutput(value("mask", 1, 2, 6, 6)),
            pool("y indices").addOutput(value("indices", 1, 2, 5, 5)));
    for (GraphProto.Builder graph : graphs) {
      Network network = read(graph);
      String message =
          assertThrows(UnsupportedOperationException.class, network::inference).getMessage();
      assertTrue(message.contains("'node'") && message.contains("further outputs"), message);
    }
  }
}
