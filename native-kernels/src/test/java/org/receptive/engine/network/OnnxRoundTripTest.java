package org.receptive.engine.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.receptive.engine.io.DataFileException;
import org.receptive.engine.io.onnx.Onnx;
import org.receptive.engine.kernels.reference.ReferenceKernels;
import org.receptive.engine.layer.Activation;
import org.receptive.engine.layer.AdaptiveAvgPool2d;
import org.receptive.engine.layer.AdaptiveMaxPool2d;
import org.receptive.engine.layer.Arithmetic;
import org.receptive.engine.layer.AvgPool2d;
import org.receptive.engine.layer.BatchNorm2d;
import org.receptive.engine.layer.Concat;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.ConvTranspose2d;
import org.receptive.engine.layer.Dropout;
import org.receptive.engine.layer.Flatten;
import org.receptive.engine.layer.Layer;
import org.receptive.engine.layer.LocalResponseNorm;
import org.receptive.engine.layer.MatMul;
import org.receptive.engine.layer.MaxPool2d;
import org.receptive.engine.layer.PRelu;
import org.receptive.engine.layer.Pad;
import org.receptive.engine.layer.Padding;
import org.receptive.engine.layer.ReduceMean;
import org.receptive.engine.layer.Resample;
import org.receptive.engine.layer.Reshape;
import org.receptive.engine.layer.Resize;
import org.receptive.engine.layer.Slice;
import org.receptive.engine.layer.Softmax;
import org.receptive.engine.layer.Transpose;
import org.receptive.engine.layer.Unsupported;
import org.receptive.engine.layer.Window;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/** What is written and read again computes the same. */
class OnnxRoundTripTest {
  private static final int RANDOM_NETWORKS = 200;

  @TempDir Path folder;

  private static final Shape IMAGE = Shape.of(1, 6, 9, 11);

  private static final List<Layer> LAYERS =
      List.of(
          Conv2d.of(6, 4, 3).padding(Padding.of(0, 2, 1, 0)).stride(2),
          Conv2d.of(6, 9, 3).padding(Padding.FULL).groups(3).withoutBias(),
          Conv2d.of(6, 6, 3).padding(Padding.SAME).dilation(2),
          new Conv2d(6, 2, Window.of(2, 3).stride(1, 2).padding(Padding.SAME), 1, true),
          new ConvTranspose2d(
              6, 4, Window.of(3, 2).stride(3, 2).padding(Padding.of(1, 0, 0, 1)), 2, 1, 2, true),
          new MaxPool2d(Window.of(3, 2).stride(2, 3).padding(Padding.of(1, 0, 0, 1))),
          MaxPool2d.of(2, 2).ceilMode(),
          MaxPool2d.of(3, 4).padding(1).ceilMode(),
          MaxPool2d.of(2, 3).padding(1).ceilMode(),
          MaxPool2d.of(3, 2).padding(Padding.SAME),
          AvgPool2d.of(3, 2).padding(1),
          AvgPool2d.of(3, 2).padding(1).withoutCountingPadding(),
          AvgPool2d.of(3, 4).padding(1).ceilMode(),
          AvgPool2d.of(2, 2).ceilMode(),
          AvgPool2d.of(3, 4).padding(1).ceilMode().withoutCountingPadding(),
          AdaptiveAvgPool2d.global(),
          new AdaptiveAvgPool2d(3, 11),
          new AdaptiveAvgPool2d(4, 3),
          AdaptiveMaxPool2d.global(),
          new AdaptiveMaxPool2d(9, 1),
          new AdaptiveMaxPool2d(1, 3),
          new AdaptiveMaxPool2d(4, 5),
          new Activation.ReLU(),
          new Activation.LeakyReLU(0.1f),
          new Activation.Sigmoid(),
          new Activation.Tanh(),
          new Activation.Clip(-0.3f, 0.4f),
          new Activation.Clip(Float.NEGATIVE_INFINITY, 0.1f),
          new Activation.Elu(0.7f),
          new Activation.HardSigmoid(0.3f, 0.4f),
          new Activation.HardSwish(),
          new Activation.Identity(),
          Softmax.overChannels(),
          new Softmax(-2),
          new BatchNorm2d(6, 1e-3f),
          LocalResponseNorm.alexNet(),
          new LocalResponseNorm(
              3, 0.4f, 0.6f, 1.5f, LocalResponseNorm.AlphaConvention.DIVIDED_BY_SIZE),
          new Dropout(0.3f),
          new Flatten(),
          new Resize(18, 22, Resize.Mode.NEAREST),
          new Resize(7, 5, Resize.Mode.NEAREST),
          new Resize(14, 8, Resize.Mode.BILINEAR),
          new Resize(4, 30, Resize.Mode.BILINEAR_ALIGN_CORNERS),
          Resample.of(14, 16).scales(1.6, 1.5).method(Resample.Method.CUBIC).cubic(-0.5f, true),
          Resample.of(18, 33).scales(2, 3).coordinates(Resample.Coordinates.PIXEL_CENTRE),
          Reshape.to(0, 3, -1),
          Transpose.of(0, 2, 3, 1),
          new Slice(
              List.of(new Slice.Cut(-1, 9, -12, -2), new Slice.Cut(1, 1, Integer.MAX_VALUE, 2))),
          new Slice(List.of()),
          Pad.image(1, 0, 2, 3).with(0.5f),
          new Pad(List.of(0, 2, 0, 0), List.of(0, 1, 0, 0), Pad.Mode.CONSTANT, 0),
          new Pad(List.of(0, 0, 2, 1), List.of(0, 0, 0, 3), Pad.Mode.REFLECT, 0),
          new Pad(List.of(0, 0, 2, 1), List.of(0, 0, 0, 3), Pad.Mode.EDGE, 0),
          new Arithmetic(Arithmetic.Operation.SUBTRACT, Optional.of(Shape.of(6, 1, 1)), true),
          Arithmetic.with(Arithmetic.Operation.DIVIDE, Shape.of(11)),
          Arithmetic.with(Arithmetic.Operation.MAXIMUM, Shape.of(1)),
          Arithmetic.with(Arithmetic.Operation.MINIMUM, Shape.of(9, 1)),
          Arithmetic.with(Arithmetic.Operation.ADD, Shape.of(6, 1, 1)),
          Arithmetic.with(Arithmetic.Operation.MULTIPLY, Shape.of(6, 9, 11)),
          new MatMul(Optional.of(Shape.of(11, 4)), false),
          new MatMul(Optional.of(Shape.of(5, 9)), true),
          new ReduceMean(List.of(2, -1), false),
          new ReduceMean(List.of(1), true),
          new ReduceMean(List.of(), false),
          PRelu.of(6));

  private void same(Network network) {
    Path file = folder.resolve("network.onnx");
    Onnx.write(network, file);
    Network again = Onnx.read(file);
    Tensor input = Tensor.uniform(network.inputShape(), -1, 1, 5);
    Map<String, Tensor> expected = outputs(network, input);
    Map<String, Tensor> actual = outputs(again, input);
    assertEquals(network.name(), again.name());
    assertEquals(network.inputShape(), again.inputShape());
    expected.forEach(
        (name, values) -> {
          Tensor others = actual.get(name);
          assertTrue(others != null, () -> name + " is none of " + actual.keySet());
          assertEquals(values.shape(), others.shape(), name);
          double most = Math.max(1, Math.max(values.max(), -values.min()));
          assertEquals(0, values.maxDifference(others) / most, 2e-5, name);
        });
  }

  private static Map<String, Tensor> outputs(Network network, Tensor input) {
    Trace trace = network.run(input, new ReferenceKernels());
    Map<String, Tensor> outputs = new TreeMap<>(trace.activations());
    network.nodes().forEach(node -> node.inputs().forEach(outputs::remove));
    outputs.put(network.outputNode().name(), trace.output());
    return outputs;
  }

  @TestFactory
  Stream<DynamicTest> aLayerComputesTheSameAfterItWasWrittenAndRead() {
    return LAYERS.stream()
        .map(
            layer ->
                dynamicTest(
                    layer.toString(),
                    () ->
                        same(
                            Network.builder("one", IMAGE)
                                .weights(RandomNetworks.noisy(3))
                                .add("first", layer)
                                .build())));
  }

  @Test
  void theListAboveHasEveryKindOfLayerThatTakesAnImage() {
    List<String> kinds = new ArrayList<>(LAYERS.stream().map(Layer::kind).distinct().toList());
    kinds.addAll(List.of("Add", "Concat", "Linear", "Unsupported"));
    for (Class<?> layer : Layer.class.getPermittedSubclasses()) {
      if (!layer.isInterface()) {
        assertTrue(kinds.contains(layer.getSimpleName()), layer::getSimpleName);
      }
    }
  }

  @Test
  void randomNetworksComputeTheSameAfterTheyWereWrittenAndRead() {
    for (long seed = 0; seed < RANDOM_NETWORKS; seed++) {
      same(RandomNetworks.of(seed));
    }
  }

  @Test
  void sharedWeightsAreStoredOnceAndFurtherOutputsStay() throws java.io.IOException {
    Network network =
        Network.builder("heads", Shape.of(1, 2, 6, 6))
            .conv("large", 2, 3, conv -> conv.padding(1))
            .shared("large again", "large")
            .concat("both", "large", "large again")
            .from("large")
            .add("small", MaxPool2d.of(2, 2))
            .from("both")
            .add("last", new Concat(2), "both", "both")
            .build();
    same(network);
    Path file = folder.resolve("network.onnx");
    String bytes =
        new String(
            java.nio.file.Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1);
    assertEquals(3, bytes.split("large\\.weight", -1).length - 1, "one tensor and two uses");
  }

  @Test
  void whatCannotBeWrittenSaysWhy() {
    Network unknown =
        Network.builder("net", Shape.of(1, 4))
            .add("odd", new Unsupported("Loop", "it loops", Optional.of(Shape.of(1, 4))))
            .build();
    Path file = folder.resolve("x.onnx");
    Exception error = assertThrows(IllegalArgumentException.class, () -> Onnx.write(unknown, file));
    assertTrue(error.getMessage().contains("'odd'") && error.getMessage().contains("Loop"));
    Network good = Network.builder("net", Shape.of(1, 4)).relu().build();
    Path nowhere = folder.resolve("missing").resolve("x.onnx");
    assertThrows(DataFileException.class, () -> Onnx.write(good, nowhere));
  }
}
