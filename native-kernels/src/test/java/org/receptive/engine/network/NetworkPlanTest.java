package org.receptive.engine.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.receptive.engine.kernels.Kernels;
import org.receptive.engine.kernels.KernelsUnavailableException;
import org.receptive.engine.kernels.KernelsUnderTest;
import org.receptive.engine.kernels.cpp.CppKernels;
import org.receptive.engine.kernels.parallel.Workers;
import org.receptive.engine.kernels.program.Algorithm;
import org.receptive.engine.kernels.program.Layout;
import org.receptive.engine.kernels.reference.ReferenceKernels;
import org.receptive.engine.kernels.vector.VectorKernels;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

class NetworkPlanTest {
  private static final Shape INPUT = Shape.of(1, 3, 56, 56);

  private static CppKernels cpp() {
    try {
      return CppKernels.best(new Workers(1), new ReferenceKernels());
    } catch (KernelsUnavailableException unavailable) {
      return abort(unavailable.getMessage());
    }
  }

  /** A residual block behind a first convolution, and a classifier. */
  private static Network residual() {
    NetworkBuilder net = Network.builder("small", INPUT);
    net.conv("first", 64, 7, c -> c.stride(2).padding(3)).batchNorm("norm").relu();
    String start = net.last();
    net.conv("a", 64, 3, c -> c.padding(1)).relu();
    net.conv("b", 64, 3, c -> c.padding(1));
    net.sum("sum", net.last(), start).relu();
    net.conv("c", 128, 1).relu();
    return net.globalAvgPool("pool").flatten().linear("fc", 10).build();
  }

  private static NetworkPlan plan(Network network, Kernels kernels, PlanOptions options) {
    return network.plan(kernels, options, 1);
  }

  private static PlanRow row(NetworkPlan plan, String layer) {
    return plan.row(layer).orElseThrow();
  }

  @Test
  void everyLayerHasItsStepAndWhatIsFusedIsNamed() {
    NetworkPlan plan = plan(residual(), cpp(), PlanOptions.standard());
    assertEquals(List.of("batch norm", "ReLU"), row(plan, "first").fused());
    assertEquals(List.of("ReLU"), row(plan, "a").fused());
    assertEquals(List.of("sum", "ReLU"), row(plan, "b").fused());
    assertEquals(row(plan, "b"), row(plan, "sum"));
    assertEquals("fully connected", row(plan, "fc").what());
    assertEquals("the output", row(plan, "fc").memory());
    assertTrue(row(plan, "first").considered().containsKey(Algorithm.FIRST));
    assertTakesTheLeast(row(plan, "first"));
    assertThrows(IllegalArgumentException.class, () -> plan.row("nowhere"));
  }

  /** Of a small one the edges are most of it: to copy it once with zeros around takes less. */
  @Test
  void aWidePictureIsReadWhereItIsAndASmallOneIsCopiedWithZerosAround() {
    assertEquals(List.of(), conversions(224));
    assertEquals(List.of("zeros around"), conversions(28));
  }

  private static List<String> conversions(int side) {
    Network network =
        Network.builder("picture", Shape.of(1, 3, side, side))
            .conv("conv", 32, 3, c -> c.padding(1))
            .conv("next", 32, 1)
            .build();
    PlanOptions options = PlanOptions.standard().preferring(Algorithm.FIRST);
    return plan(network, cpp(), options).rows().stream()
        .filter(row -> row.layers().isEmpty() && row.from() == row.to())
        .map(PlanRow::what)
        .toList();
  }

  /** Window by window a plane's mean takes many times what going into blocks does. */
  @Test
  void poolingOfManyPlanesGoesIntoBlocksAndOfFewStaysOnPlanes() {
    Network many = Network.builder("many", Shape.of(1, 48, 46, 46)).avgPool("pool", 3, 2).build();
    PlanRow pool = row(plan(many, cpp(), PlanOptions.standard()), "pool");
    assertEquals(Layout.BLOCKED, pool.from());
    Network few = Network.builder("few", Shape.of(1, 3, 12, 12)).maxPool("pool", 2, 2).build();
    assertEquals(Layout.PLANAR, row(plan(few, cpp(), PlanOptions.standard()), "pool").from());
  }

  /** Which one that is depends on the width of the machine's registers. */
  private static void assertTakesTheLeast(PlanRow row) {
    Algorithm chosen = row.algorithm().orElseThrow();
    assertEquals(chosen.toString(), row.what());
    for (Map.Entry<Algorithm, Double> other : row.considered().entrySet()) {
      assertTrue(row.considered().get(chosen) <= other.getValue(), row.toString());
    }
  }

  @Test
  void theAlgorithmIsTheOneWithTheLeastEstimateAndWinogradIsThatFor3x3() {
    NetworkPlan plan = plan(residual(), cpp(), PlanOptions.standard());
    PlanRow a = row(plan, "a");
    assertTrue(a.algorithm().orElseThrow().tile() > 0, a.what());
    assertTakesTheLeast(a);
    assertTrue(
        a.considered().keySet().containsAll(List.of(Algorithm.DIRECT, Algorithm.WINOGRAD_2)));
    assertEquals(Algorithm.POINTWISE, row(plan, "c").algorithm().orElseThrow());
  }

  @Test
  void aStrictPlanHasNoWinogradAndGivesTheSameNumbersCloser() {
    CppKernels kernels = cpp();
    Network network = residual();
    NetworkPlan strict = plan(network, kernels, PlanOptions.strict());
    for (PlanRow row : strict.rows()) {
      assertTrue(row.considered().keySet().stream().allMatch(a -> a.tile() == 0), row.toString());
    }
    assertTrue(row(strict, "a").considered().containsKey(Algorithm.DIRECT));
    assertTakesTheLeast(row(strict, "a"));
    assertTrue(strict.toString().contains("Strict: no Winograd"), strict.toString());
    Tensor input = Tensor.random(INPUT, 1);
    Tensor expected = network.run(input, new ReferenceKernels()).output();
    double largest = Math.max(expected.max(), -expected.min());
    try (Inference inference = network.inference(kernels, PlanOptions.strict())) {
      double off = expected.maxDifference(inference.run(input)) / largest;
      assertTrue(off <= 5e-6, "strict is off by " + off);
    }
    try (Inference inference = network.inference(kernels, new PlanOptions(true, true, none()))) {
      double off = expected.maxDifference(inference.run(input)) / largest;
      assertTrue(off <= 1e-4, "Winograd is off by " + off);
    }
  }

  private static java.util.Optional<Algorithm> none() {
    return java.util.Optional.empty();
  }

  @Test
  void theVectorApiKernelsTakeTheSamePlan() {
    Kernels kernels = VectorKernels.on(new Workers(1));
    NetworkPlan plan = plan(residual(), kernels, PlanOptions.standard());
    PlanRow a = row(plan, "a");
    assertTrue(a.algorithm().orElseThrow().tile() > 0, a.what());
    assertEquals(List.of("sum", "ReLU"), row(plan, "b").fused());
    NetworkPlan strict = plan(residual(), kernels, PlanOptions.strict());
    for (PlanRow row : strict.rows()) {
      assertTrue(row.considered().keySet().stream().allMatch(w -> w.tile() == 0), row.toString());
    }
    assertTrue(row(strict, "a").considered().containsKey(Algorithm.DIRECT));
    assertTakesTheLeast(row(strict, "a"));
  }

  static Stream<Kernels> planning() {
    return KernelsUnderTest.runnable().stream()
        .filter(kernels -> kernels.programRunner().isPresent());
  }

  @ParameterizedTest
  @MethodSource("planning")
  void packedWeightsAndWorkingMemoryAreWhatTheKernelsThenHold(Kernels kernels) {
    Network network = residual();
    NetworkPlan plan = plan(network, kernels, PlanOptions.standard());
    try (Inference inference = network.inference(kernels, PlanOptions.standard())) {
      inference.run(Tensor.random(INPUT, 1));
      assertEquals(plan.packedBytes() + plan.workBytes(), inference.heldBytes());
    }
  }

  @Test
  void memoryOfActivationsThatAreNoLongerNeededIsUsedAgain() {
    NetworkPlan plan = plan(residual(), cpp(), PlanOptions.standard());
    assertTrue(plan.workBytes() < plan.activationBytes(), plan.toString());
    assertTrue(row(plan, "c").memory().contains(", after "), plan.toString());
  }

  @Test
  void thePlanOfABatchIsForThatBatch() {
    NetworkPlan plan = residual().plan(cpp(), PlanOptions.standard(), 4);
    assertEquals(INPUT.withBatch(4), plan.input());
    assertTrue(plan.millis() > 2 * plan(residual(), cpp(), PlanOptions.standard()).millis());
  }

  @Test
  void itPrintsAsATableWithOneLineAStep() {
    NetworkPlan plan = plan(residual(), cpp(), PlanOptions.standard());
    String text = plan.toString();
    assertEquals(plan.rows().size() + 5, text.lines().count(), text);
    assertTrue(text.contains("batch norm, ReLU"), text);
    assertTrue(text.contains("planar > blocked"), text);
    assertTrue(text.contains("Packed weights"), text);
  }

  @Test
  void kernelsWithoutPlansSayThatTheyRunLayerByLayer() {
    NetworkPlan plan = plan(residual(), new ReferenceKernels(), PlanOptions.standard());
    assertTrue(plan.rows().isEmpty());
    assertTrue(plan.toString().contains("layer by layer"), plan.toString());
    assertFalse(plan.row("a").isPresent());
  }

  @Test
  void anInferenceRunsIntoMemoryThatIsGiven() {
    Network network = residual();
    Tensor input = Tensor.random(INPUT, 3);
    for (Kernels kernels : List.of(cpp(), new ReferenceKernels())) {
      try (Inference inference = network.inference(kernels)) {
        float[] output = new float[10];
        inference.run(input, output);
        assertEquals(inference.run(input), Tensor.of(Shape.of(1, 10), output));
        IllegalArgumentException refused =
            assertThrows(IllegalArgumentException.class, () -> inference.run(input, new float[11]));
        assertTrue(refused.getMessage().contains("memory for 11"), refused.getMessage());
      }
    }
  }

  @Test
  void aPlanWithWinogradSaysWhatBecomesOfNan() {
    Network network =
        Network.builder("deep", Shape.of(1, 64, 56, 56))
            .add("conv", Conv2d.of(64, 64, 3).padding(1))
            .build();
    String said = "Winograd: a NaN or infinite value reaches all pixels of its tiles";
    for (Kernels kernels : planning().toList()) {
      PlanOptions winograd = new PlanOptions(true, true, Optional.of(Algorithm.WINOGRAD_4));
      assertTrue(network.plan(kernels, winograd, 1).text().contains(said), kernels.name());
      assertFalse(network.plan(kernels, PlanOptions.strict(), 1).text().contains(said));
    }
  }
}
