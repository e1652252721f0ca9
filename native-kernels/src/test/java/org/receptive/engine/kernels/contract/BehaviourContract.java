package org.receptive.engine.kernels.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.receptive.engine.kernels.contract.Close.assertClose;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.receptive.engine.kernels.Kernels;
import org.receptive.engine.kernels.PreparedLayer;
import org.receptive.engine.kernels.reference.ReferenceKernels;
import org.receptive.engine.layer.Activation;
import org.receptive.engine.layer.AdaptiveAvgPool2d;
import org.receptive.engine.layer.AdaptiveMaxPool2d;
import org.receptive.engine.layer.Add;
import org.receptive.engine.layer.Arithmetic;
import org.receptive.engine.layer.AvgPool2d;
import org.receptive.engine.layer.BatchNorm2d;
import org.receptive.engine.layer.Concat;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.ConvTranspose2d;
import org.receptive.engine.layer.Dropout;
import org.receptive.engine.layer.Flatten;
import org.receptive.engine.layer.IndexSelect;
import org.receptive.engine.layer.InstanceNorm2d;
import org.receptive.engine.layer.Layer;
import org.receptive.engine.layer.Linear;
import org.receptive.engine.layer.LocalResponseNorm;
import org.receptive.engine.layer.LogSoftmax;
import org.receptive.engine.layer.MatMul;
import org.receptive.engine.layer.MaxPool2d;
import org.receptive.engine.layer.PRelu;
import org.receptive.engine.layer.Pad;
import org.receptive.engine.layer.Parameters;
import org.receptive.engine.layer.Reduce;
import org.receptive.engine.layer.ReduceMean;
import org.receptive.engine.layer.Resample;
import org.receptive.engine.layer.Reshape;
import org.receptive.engine.layer.Resize;
import org.receptive.engine.layer.ShapeException;
import org.receptive.engine.layer.Slice;
import org.receptive.engine.layer.Softmax;
import org.receptive.engine.layer.TopK;
import org.receptive.engine.layer.Transpose;
import org.receptive.engine.layer.Unsupported;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/**
 * What is alike in all operations: inputs stay, errors come first, interrupts stop, layers close.
 */
interface BehaviourContract {

  /** The implementation that is tested. */
  Kernels kernels();

  /** One layer of every kind that computes, with inputs it takes. */
  private static Map<Layer, List<Tensor>> everyKind() {
    Tensor image = Tensor.uniform(Shape.of(2, 8, 9, 10), 0.1, 1, 1);
    Tensor features = image.reshape(20, 72);
    Map<Layer, List<Tensor>> layers = new LinkedHashMap<>();
    layers.put(Conv2d.of(8, 17, 3).padding(1), List.of(image));
    layers.put(ConvTranspose2d.of(8, 3, 2).stride(2), List.of(image));
    layers.put(MaxPool2d.of(2, 2), List.of(image));
    layers.put(AvgPool2d.of(3, 2), List.of(image));
    layers.put(new AdaptiveMaxPool2d(2, 3), List.of(image));
    layers.put(new AdaptiveAvgPool2d(2, 3), List.of(image));
    layers.put(Linear.of(72, 5), List.of(features));
    layers.put(new Activation.ReLU(), List.of(image));
    layers.put(new Activation.Sigmoid(), List.of(image));
    layers.put(Softmax.overChannels(), List.of(features));
    layers.put(BatchNorm2d.of(8), List.of(image));
    layers.put(LocalResponseNorm.alexNet(), List.of(image));
    layers.put(new Add(), List.of(image, image, image));
    layers.put(new Concat(), List.of(image, image));
    layers.put(new Resize(5, 5, Resize.Mode.BILINEAR), List.of(image));
    layers.put(new Resize(5, 5, Resize.Mode.NEAREST), List.of(image));
    layers.putAll(furtherKinds(image));
    return layers;
  }

  private static Map<Layer, List<Tensor>> furtherKinds(Tensor image) {
    Map<Layer, List<Tensor>> layers = new LinkedHashMap<>();
    layers.put(Resample.of(5, 5).method(Resample.Method.CUBIC), List.of(image));
    layers.put(new Activation.LeakyReLU(0.1f), List.of(image));
    layers.put(new Activation.Tanh(), List.of(image));
    layers.put(Activation.Clip.relu6(), List.of(image));
    layers.put(new Activation.Elu(1), List.of(image));
    layers.put(new Activation.HardSigmoid(0.2f, 0.5f), List.of(image));
    layers.put(new Activation.HardSwish(), List.of(image));
    layers.put(new Activation.Identity(), List.of(image));
    layers.put(Transpose.of(0, 2, 3, 1), List.of(image));
    layers.put(Slice.of(2, 1, 5), List.of(image));
    layers.put(Pad.image(1, 2, 0, 3), List.of(image));
    layers.put(Arithmetic.of(Arithmetic.Operation.MULTIPLY), List.of(image, image));
    layers.put(Arithmetic.with(Arithmetic.Operation.ADD, Shape.of(8, 1, 1)), List.of(image));
    layers.put(new MatMul(Optional.of(Shape.of(10, 3)), false), List.of(image));
    layers.put(new ReduceMean(List.of(2, 3), false), List.of(image));
    layers.put(PRelu.of(8), List.of(image));
    layers.put(new LogSoftmax(1), List.of(image));
    layers.put(new InstanceNorm2d(8, 1e-5f), List.of(image));
    layers.put(new Reduce(Reduce.Operation.SUM, List.of(2, 3), false), List.of(image));
    layers.put(new TopK(-1, 2, true, false), List.of(image));
    layers.put(new IndexSelect(1, List.of(3, 0, 3)), List.of(image));
    layers.put(new Activation.Elementary(Activation.Elementary.Function.SOFTPLUS), List.of(image));
    return layers;
  }

  @Test
  default void everyKindThatComputesIsAmongThoseWhoseBehaviourIsTested() {
    Set<Class<?>> missing = new HashSet<>(LayerFamily.kinds());
    // These only name or regroup what they get, and may share its memory.
    missing.removeAll(Set.of(Dropout.class, Flatten.class, Reshape.class, Unsupported.class));
    everyKind().keySet().forEach(layer -> missing.remove(layer.getClass()));
    assertEquals(Set.of(), missing);
  }

  private static Parameters parameters(Layer layer) {
    Map<String, Tensor> values = new LinkedHashMap<>();
    layer
        .parameters()
        .forEach(spec -> values.put(spec.name(), Tensor.uniform(spec.shape(), 0.1, 1, 3)));
    return Parameters.of(layer, values);
  }

  @Test
  default void itHasANameAndADescription() {
    assertTrue(List.of("reference", "vector", "cpp").contains(kernels().name()));
    assertTrue(kernels().description().contains(kernels().name()), kernels().description());
  }

  @Test
  default void noOperationChangesItsInputsOrGivesThemBack() {
    everyKind()
        .forEach(
            (layer, inputs) -> {
              float[] before = inputs.getFirst().data().clone();
              Tensor output = kernels().apply(layer, parameters(layer), inputs);
              assertArrayEquals(before, inputs.getFirst().data(), layer.kind());
              assertFalse(output.data() == inputs.getFirst().data(), layer.kind());
            });
  }

  @Test
  default void theSameCallGivesTheSameBits() {
    everyKind()
        .forEach(
            (layer, inputs) -> {
              Tensor first = kernels().apply(layer, parameters(layer), inputs);
              for (int i = 0; i < 3; i++) {
                assertEquals(
                    first, kernels().apply(layer, parameters(layer), inputs), layer.kind());
              }
            });
  }

  @Test
  default void anInterruptedThreadGetsACancellationAndStaysInterrupted() {
    everyKind()
        .forEach(
            (layer, inputs) -> {
              Thread.currentThread().interrupt();
              try {
                CancellationException stopped =
                    assertThrows(
                        CancellationException.class,
                        () -> kernels().apply(layer, parameters(layer), inputs),
                        layer.kind());
                assertTrue(stopped.getMessage().contains("stopped"), stopped.getMessage());
                assertTrue(Thread.currentThread().isInterrupted(), layer.kind());
              } finally {
                Thread.interrupted();
              }
            });
  }

  @Test
  default void anInterruptStopsAThreadThatComputesForever() throws InterruptedException {
    Conv2d layer = Conv2d.of(64, 64, 3).padding(1);
    Tensor input = Tensor.random(Shape.of(1, 64, 56, 56), 1);
    CountDownLatch started = new CountDownLatch(1);
    AtomicReference<Throwable> end = new AtomicReference<>();
    Thread worker =
        Thread.ofPlatform()
            .daemon()
            .start(
                () -> {
                  try (PreparedLayer prepared = kernels().prepare(layer, parameters(layer))) {
                    started.countDown();
                    while (true) {
                      prepared.run(List.of(input));
                    }
                  } catch (RuntimeException stopped) {
                    end.set(stopped);
                  }
                });
    started.await();
    worker.interrupt();
    assertTrue(worker.join(Duration.ofMinutes(2)), "the thread still computes");
    assertInstanceOf(CancellationException.class, end.get());
  }

  @Test
  default void inputsOfAnotherShapeAreRefusedBeforeAnythingIsRead() {
    Tensor wrong = Tensor.zeros(Shape.of(1, 3, 4, 4));
    Conv2d conv = Conv2d.of(8, 4, 3);
    Parameters parameters = parameters(conv);
    Tensor weight = parameters.get("weight");
    Optional<Tensor> bias = parameters.find("bias");
    ShapeException channels =
        assertThrows(ShapeException.class, () -> kernels().conv2d(conv, wrong, weight, bias));
    assertTrue(channels.getMessage().contains("expects 8 input channels"), channels.getMessage());
    Tensor right = Tensor.zeros(Shape.of(1, 8, 4, 4));
    Tensor small = Tensor.zeros(Shape.of(4, 8, 1, 1));
    assertThrows(ShapeException.class, () -> kernels().conv2d(conv, right, small, bias));
    assertThrows(
        ShapeException.class, () -> kernels().conv2d(conv, right, weight, Optional.empty()));
    Optional<Tensor> shortBias = Optional.of(Tensor.zeros(Shape.of(3)));
    assertThrows(ShapeException.class, () -> kernels().conv2d(conv, right, weight, shortBias));
    assertThrows(
        ShapeException.class, () -> kernels().conv2d(conv.withoutBias(), right, weight, bias));
    Tensor matrix = Tensor.zeros(Shape.of(5, 3));
    assertThrows(
        ShapeException.class,
        () -> kernels().linear(Linear.of(4, 5), matrix, Tensor.zeros(Shape.of(5, 4)), bias));
    assertThrows(ShapeException.class, () -> kernels().add(List.of(wrong, right)));
    assertThrows(ShapeException.class, () -> kernels().maxPool2d(MaxPool2d.of(5, 1), wrong));
  }

  @Test
  default void aPreparedLayerRunsManyTimesOnManySizesAndThenCloses() {
    everyKind()
        .forEach(
            (layer, inputs) -> {
              PreparedLayer prepared = kernels().prepare(layer, parameters(layer));
              Tensor expected = new ReferenceKernels().apply(layer, parameters(layer), inputs);
              assertClose(expected, prepared.run(inputs), layer.kind());
              List<Tensor> one = inputs.stream().map(input -> input.image(1)).toList();
              assertClose(
                  new ReferenceKernels().apply(layer, parameters(layer), one),
                  prepared.run(one),
                  layer.kind() + ", one image");
              assertClose(expected, prepared.run(inputs), layer.kind() + " again");
              prepared.close();
              prepared.close();
              IllegalStateException refused =
                  assertThrows(IllegalStateException.class, () -> prepared.run(inputs));
              assertTrue(refused.getMessage().contains("closed"), refused.getMessage());
            });
  }

  @Test
  default void preparedLayersRefuseInputsTheyCannotTake() {
    Conv2d layer = Conv2d.of(8, 4, 3);
    try (PreparedLayer prepared = kernels().prepare(layer, parameters(layer))) {
      List<Tensor> wrong = List.of(Tensor.zeros(Shape.of(1, 3, 4, 4)));
      assertThrows(ShapeException.class, () -> prepared.run(wrong));
    }
  }

  @Test
  default void manyThreadsMayShareOnePreparedLayer() {
    Conv2d layer = Conv2d.of(8, 17, 3).padding(1);
    List<Tensor> inputs =
        IntStream.range(0, 24)
            .mapToObj(i -> Tensor.random(Shape.of(1, 8, 12 + i % 3, 13), i))
            .toList();
    List<Tensor> expected = new ArrayList<>();
    for (Tensor input : inputs) {
      expected.add(new ReferenceKernels().apply(layer, parameters(layer), List.of(input)));
    }
    try (PreparedLayer prepared = kernels().prepare(layer, parameters(layer))) {
      List<Tensor> outputs =
          inputs.parallelStream().map(input -> prepared.run(List.of(input))).toList();
      for (int i = 0; i < inputs.size(); i++) {
        assertClose(expected.get(i), outputs.get(i), "input " + i);
      }
      assertNotEquals(outputs.get(0), outputs.get(3));
    }
  }
}
