package org.receptive.engine.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.receptive.engine.kernels.Kernels;
import org.receptive.engine.kernels.KernelsUnderTest;
import org.receptive.engine.kernels.program.Algorithm;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.Linear;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/** A run, a second run and a trace give the same bits, whatever is fused and folded. */
final class RunAndTraceTest {

  static List<Kernels> kernels() {
    return KernelsUnderTest.runnable();
  }

  private static void assertSameBits(Network network, Kernels kernels, PlanOptions options) {
    Tensor input = Tensor.random(network.inputShape(), 3);
    try (Inference inference = network.inference(kernels, options)) {
      float[] first = inference.run(input).data();
      String who = kernels.name() + ", " + options;
      assertArrayEquals(first, inference.run(input).data(), 0f, "again: " + who);
      assertArrayEquals(first, inference.trace(input).output().data(), 0f, "traced: " + who);
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void aConvolutionThatEndsANetworkIsTracedByTheAlgorithmOfTheRun(Kernels kernels) {
    Network network =
        Network.builder("one", Shape.of(1, 16, 13, 13))
            .add("conv", Conv2d.of(16, 16, 3).padding(1))
            .relu()
            .build();
    assertSameBits(network, kernels, PlanOptions.standard());
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void everyAlgorithmIsTracedWithNormsFoldedAndShortcutsFused(Kernels kernels) {
    Network network =
        Network.builder("two", Shape.of(1, 16, 13, 13))
            .add("first", Conv2d.of(16, 16, 3).padding(1))
            .batchNorm("norm")
            .relu()
            .add("second", Conv2d.of(16, 16, 3).padding(1))
            .batchNorm("norm2")
            .sum("sum", "norm2", "input")
            .relu()
            .build();
    for (Algorithm algorithm : Algorithm.values()) {
      assertSameBits(network, kernels, PlanOptions.standard().preferring(algorithm));
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void everyStepOfARunHasItsTimeUnderTheLayerThatItBeginsWith(Kernels kernels) {
    Network network =
        Network.builder("timed", Shape.of(1, 3, 20, 20))
            .add("conv", Conv2d.of(3, 32, 3).padding(1))
            .batchNorm("norm")
            .relu()
            .maxPool("pool", 2, 2)
            .build();
    try (Inference inference = network.inference(kernels)) {
      Map<String, Long> nanos = inference.stepNanos(Tensor.random(network.inputShape(), 3));
      List<String> steps =
          inference.plan(1).rows().stream()
              .filter(row -> !row.layers().isEmpty())
              .map(row -> row.layers().getFirst())
              .toList();
      List<String> written = network.nodes().stream().map(Node::name).toList();
      assertEquals(steps.isEmpty() ? written : steps, List.copyOf(nanos.keySet()));
      assertTrue(nanos.values().stream().allMatch(each -> each > 0), nanos::toString);
    }
  }

  /** On the Vector API the order of a register's sum was the compiler's: it changed under way. */
  @ParameterizedTest
  @MethodSource("kernels")
  void aFullyConnectedLayerGivesTheSameBitsBeforeAndAfterItIsCompiled(Kernels kernels) {
    Linear layer = new Linear(1003, 40, false);
    Tensor input = Tensor.random(Shape.of(2, 1003), 1);
    Tensor weight = Tensor.random(Shape.of(40, 1003), 2);
    float[] first = kernels.linear(layer, input, weight, Optional.empty()).data();
    for (int i = 0; i < 3000; i++) {
      float[] again = kernels.linear(layer, input, weight, Optional.empty()).data();
      assertArrayEquals(first, again, 0f, "run " + i);
    }
  }
}
