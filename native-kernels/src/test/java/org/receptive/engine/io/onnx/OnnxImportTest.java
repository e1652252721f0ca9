package org.receptive.engine.io.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.receptive.engine.io.onnx.GraphProtos.axis;
import static org.receptive.engine.io.onnx.GraphProtos.floats;
import static org.receptive.engine.io.onnx.GraphProtos.integers;
import static org.receptive.engine.io.onnx.GraphProtos.kernel;
import static org.receptive.engine.io.onnx.GraphProtos.model;
import static org.receptive.engine.io.onnx.GraphProtos.node;
import static org.receptive.engine.io.onnx.GraphProtos.value;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.receptive.engine.io.DataFileException;
import org.receptive.engine.io.Mutation;
import org.receptive.engine.kernels.Kernels;
import org.receptive.engine.kernels.KernelsUnderTest;
import org.receptive.engine.kernels.reference.ReferenceKernels;
import org.receptive.engine.layer.Unsupported;
import org.receptive.engine.network.Network;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/** Whole graphs, good and bad. */
class OnnxImportTest {
  /** What reading a file of some kilobytes may allocate. */
  private static final long MOST_BYTES = 32L << 20;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** A convolution, a branch, a reshape whose target is computed from the shape, and a product. */
  private static GraphProto.Builder small() {
    return GraphProto.newBuilder()
        .addInput(value("x", -1, 2, 5, 5))
        .addInitializer(floats("w", Tensor.random(Shape.of(3, 2, 3, 3), 1)))
        .addInitializer(floats("b", Tensor.random(Shape.of(3), 2)))
        .addInitializer(floats("m", Tensor.random(Shape.of(36, 4), 3)))
        .addInitializer(floats("n", Tensor.random(Shape.of(4), 4)))
        .addInitializer(integers("zero", 0))
        .addInitializer(integers("rest", -1))
        .addNode(node("Conv", "/conv", "x w b", "c"))
        .addNode(node("Relu", "/relu", "c", "r"))
        .addNode(node("Concat", "join", "c r", "j").addAttribute(axis(2)))
        .addNode(node("MaxPool", "pool", "j", "p").addAttribute(kernel(2, 1)))
        .addNode(node("Slice", "cut", "p from to", "s"))
        .addInitializer(integers("from", 0, 0, 0, 0))
        .addInitializer(integers("to", 9, 9, 4, 9))
        .addNode(node("Shape", "shape", "s", "d"))
        .addNode(node("Gather", "batch", "d zero", "n0"))
        .addNode(node("Concat", "target", "n0 rest", "t").addAttribute(axis(0)))
        .addNode(node("Reshape", "flat", "s t", "f"))
        .addNode(node("MatMul", "dense", "f m", "g"))
        .addNode(node("Add", "plus", "g n", "y"))
        .addOutput(value("y", -1, 4));
  }

  private static Network read(GraphProto.Builder graph) {
    return Onnx.read("net.onnx", model(graph).toByteArray());
  }

  private static String refusal(byte[] bytes) {
    return assertThrows(DataFileException.class, () -> Onnx.read("bad.onnx", bytes)).getMessage();
  }

  private static String refusal(GraphProto.Builder graph) {
    return refusal(model(graph).toByteArray());
  }

  @Test
  void aFileBecomesANetworkWithItsNamesThatRunsOnEveryBatchAndKernels() {
    Network network = read(small());
    assertEquals(Shape.of(1, 2, 5, 5), network.inputShape());
    assertEquals(
        List.of("conv", "relu", "join", "pool", "cut", "flat", "dense"),
        network.nodes().stream().map(each -> each.name()).toList());
    assertEquals(Shape.of(1, 4), network.outputShape());
    Tensor input = Tensor.random(Shape.of(3, 2, 5, 5), 9);
    Tensor expected = network.run(input, new ReferenceKernels()).output();
    assertEquals(Shape.of(3, 4), expected.shape());
    for (Kernels kernels : KernelsUnderTest.runnable()) {
      Tensor given = network.run(input, kernels).output();
      assertTrue(expected.maxDifference(given) < 1e-4, kernels::name);
      try (var inference = network.inference(kernels)) {
        assertTrue(expected.maxDifference(inference.run(input)) < 1e-4, kernels::name);
      }
    }
  }

  @Test
  void anOperatorThatIsNotCoveredIsNamedAndTheRestIsStillThere() {
    GraphProto.Builder graph = small().addNode(node("Erf", "strange", "y", "z"));
    graph.setOutput(0, value("z", -1, 4));
    Network network = read(graph);
    assertInstanceOf(Unsupported.class, network.node("strange").layer());
    assertEquals(Shape.of(1, 4), network.outputShape());
    String message =
        assertThrows(UnsupportedOperationException.class, network::inference).getMessage();
    assertTrue(message.contains("'strange' (Erf)"), message);
  }

  @Test
  void brokenGraphsAreRefusedWithTheirReason() {
    assertTrue(
        refusal(small().setNode(0, node("Conv", "conv", "x lost b", "c"))).contains("'lost'"));
    GraphProto.Builder circle = small().setNode(1, node("Relu", "relu", "j", "r"));
    assertTrue(refusal(circle).contains("circle"));
    GraphProto.Builder twice = small().addNode(node("Relu", "again", "c", "r"));
    assertTrue(refusal(twice).contains("defined twice"));
    AttributeProto word =
        AttributeProto.newBuilder()
            .setName("axis")
            .setType(AttributeProto.AttributeType.STRING)
            .setS(ByteString.copyFromUtf8("two"))
            .build();
    GraphProto.Builder typed =
        small().setNode(2, node("Concat", "join", "c r", "j").addAttribute(word));
    assertTrue(refusal(typed).contains("INT is expected"));
    GraphProto.Builder open = small().setInput(0, value("x", -1, 2, -1, -1));
    assertTrue(refusal(open).contains("leaves its size open"));
    TensorProto claim =
        TensorProto.newBuilder().setName("b").setDataType(1).addDims(1 << 30).addDims(4).build();
    assertTrue(refusal(small().setInitializer(1, claim)).contains("more than an array holds"));
    TensorProto hollow =
        TensorProto.newBuilder().setName("b").setDataType(1).addDims(500_000_000).build();
    assertTrue(refusal(small().setInitializer(1, hollow)).contains("the file holds 0"));
  }

  @Test
  void unknownOpsetsAndWhatIsNoOnnxAreRefused() {
    ModelProto.Builder model = model(small()).toBuilder();
    model.setOpsetImport(0, OperatorSetIdProto.newBuilder().setVersion(99));
    assertTrue(refusal(model.build().toByteArray()).contains("opset 99"));
    model.setOpsetImport(0, OperatorSetIdProto.newBuilder().setVersion(0));
    assertTrue(refusal(model.build().toByteArray()).contains("opset 0"));
    assertTrue(refusal(new byte[] {1, 2, 3}).startsWith("bad.onnx: no ONNX file"));
  }

  @Test
  void opsetsAreReadOperatorByOperator() {
    ModelProto.Builder model = model(small()).toBuilder();
    Tensor input = Tensor.random(Shape.of(1, 2, 5, 5), 9);
    Tensor expected = read(small()).run(input).output();
    for (int opset = 18; opset <= 24; opset++) {
      model.setOpsetImport(0, OperatorSetIdProto.newBuilder().setVersion(opset));
      Network network = Onnx.read("net.onnx", model.build().toByteArray());
      assertArrayEquals(expected.data(), network.run(input).output().data(), "opset " + opset);
    }
    model.setOpsetImport(0, OperatorSetIdProto.newBuilder().setVersion(6));
    Network old = Onnx.read("net.onnx", model.build().toByteArray());
    assertInstanceOf(Unsupported.class, old.node("cut").layer());
    assertEquals(Shape.of(1, 3, 3, 3), old.shape("relu"));
    String message =
        assertThrows(UnsupportedOperationException.class, () -> old.run(input)).getMessage();
    assertTrue(message.contains("'cut' (Slice): what it means in opset 6"), message);
  }

  @Test
  void aMeanHasDilationsSinceOpset19AndIsWrittenThatWay() {
    AttributeProto far = GraphWriter.list("dilations", 2, 1);
    NodeProto mean =
        node("AveragePool", "mean", "j", "p").addAttribute(kernel(2, 1)).addAttribute(far).build();
    ModelProto.Builder model = model(small().setNode(3, mean)).toBuilder();
    model.setOpsetImport(0, OperatorSetIdProto.newBuilder().setVersion(18));
    assertTrue(
        refusal(model.build().toByteArray())
            .endsWith("has dilations, which a mean has since opset 19; the file's is 18."));
    model.setOpsetImport(0, OperatorSetIdProto.newBuilder().setVersion(19));
    Network network = Onnx.read("net.onnx", model.build().toByteArray());
    assertEquals(Shape.of(1, 3, 4, 3), network.shape("mean"));
    assertEquals(19, written(network).getOpsetImport(0).getVersion());
    assertEquals(9, written(network).getIrVersion());
    assertEquals(18, written(read(small())).getOpsetImport(0).getVersion());
    assertEquals(8, written(read(small())).getIrVersion());
    NodeProto bad = mean.toBuilder().setAttribute(1, GraphWriter.list("dilations", 2, 0)).build();
    model.setGraph(small().setNode(3, bad));
    assertTrue(
        refusal(model.build().toByteArray())
            .contains("has the attribute 'dilations' = [2, 0]; it must be 1 or more."));
  }

  private static ModelProto written(Network network) {
    return new OnnxExport(network, List.of()).model().frame();
  }

  /** The file's bytes are mapped while it is read: nothing of the network may lie in them. */
  @Test
  void aNetworkNeedsItsFileNoLonger(@TempDir Path folder) throws Exception {
    byte[] whole = model(small()).toByteArray();
    Path file = Files.write(folder.resolve("small.onnx"), whole);
    Network fromFile = Onnx.read(file);
    Files.delete(file);
    Network fromBytes = Onnx.read("small.onnx", whole);
    Tensor input = Tensor.random(fromBytes.inputShape(), 7);
    assertArrayEquals(fromBytes.run(input).output().data(), fromFile.run(input).output().data());
    assertEquals(fromBytes.toString(), fromFile.toString());
    Path copy = folder.resolve("copy.onnx");
    Onnx.write(fromFile, copy);
    assertArrayEquals(
        fromBytes.run(input).output().data(), Onnx.read(copy).run(input).output().data());

    GraphProto.Builder strange = small().addNode(node("Erf", "strange", "y", "z"));
    strange.setOutput(0, value("z", -1, 4));
    Files.write(file, model(strange).toByteArray());
    Network drawnOnly = Onnx.read(file);
    Files.delete(file);
    assertTrue(
        assertThrows(UnsupportedOperationException.class, () -> drawnOnly.run(input))
            .getMessage()
            .contains("strange"));
  }

  @Test
  void everyTruncationIsRefused() {
    byte[] whole = model(small()).toByteArray();
    for (int length = 0; length < whole.length - 8; length++) {
      refusal(Arrays.copyOf(whole, length));
    }
  }

  @Test
  void tensorsInOtherFilesAreReadOnlyFromTheModelsFolder(@TempDir Path folder) throws Exception {
    Path models = Files.createDirectory(folder.resolve("models"));
    byte[] bias = floats("b", Tensor.random(Shape.of(3), 2)).getRawData().toByteArray();
    Files.write(models.resolve("weights.bin"), bias);
    Files.write(folder.resolve("secret.bin"), bias);
    Path link = Files.createSymbolicLink(models.resolve("link.bin"), folder.resolve("secret.bin"));
    Path file = models.resolve("net.onnx");
    Files.write(file, model(small().setInitializer(1, elsewhere("weights.bin"))).toByteArray());
    assertEquals(Shape.of(1, 4), Onnx.read(file).outputShape());
    List<String> outside =
        List.of(
            "../secret.bin",
            folder.resolve("secret.bin").toString(),
            link.getFileName().toString());
    for (String location : outside) {
      Files.write(file, model(small().setInitializer(1, elsewhere(location))).toByteArray());
      String message = assertThrows(DataFileException.class, () -> Onnx.read(file)).getMessage();
      assertTrue(message.contains("only files in the model's own folder"), message);
    }
  }

  private static TensorProto elsewhere(String location) {
    return TensorProto.newBuilder()
        .setName("b")
        .setDataType(1)
        .addDims(3)
        .setDataLocation(TensorProto.DataLocation.EXTERNAL)
        .addExternalData(StringStringEntryProto.newBuilder().setKey("location").setValue(location))
        .build();
  }

  @Test
  void tenThousandMutatedFilesAreReadOrRefusedNeverMore() {
    byte[] whole = model(small()).toByteArray();
    SplittableRandom random = new SplittableRandom(20);
    int[] read = new int[1];
    long[] most = new long[1];
    assertTimeoutPreemptively(
        Duration.ofMinutes(2),
        () -> {
          for (int i = 0; i < 10_000; i++) {
            byte[] bytes = Mutation.of(whole, random);
            long before = THREADS.getCurrentThreadAllocatedBytes();
            try {
              Onnx.read("fuzzed.onnx", bytes);
              read[0]++;
            } catch (DataFileException refused) {
              assertTrue(refused.getMessage().startsWith("fuzzed.onnx: "), refused.getMessage());
            }
            most[0] = Math.max(most[0], THREADS.getCurrentThreadAllocatedBytes() - before);
          }
        });
    System.out.printf(
        "10,000 mutated files: %,d read, the others refused; at most %,d kB for one%n",
        read[0], most[0] >> 10);
    assertTrue(most[0] < MOST_BYTES, "bytes for one file: " + most[0]);
    assertTrue(
        read[0] > 100 && read[0] < 9_900, "mutations that always or never matter: " + read[0]);
  }
}
