package org.receptive.engine.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.receptive.engine.kernels.Kernels;
import org.receptive.engine.kernels.KernelsUnderTest;
import org.receptive.engine.kernels.program.Algorithm;
import org.receptive.engine.kernels.reference.ReferenceKernels;
import org.receptive.engine.tensor.Tensor;

/** Planned networks give what the reference loops give, layer by layer. */
class RandomNetworksTest {
  /** What Winograd may lose, relative to the largest value. */
  private static final double TOLERANCE = 1e-4;

  /** What sums that nearly cancel may lose, relative to the largest value in the network. */
  private static final double ROUNDING = 1e-6;

  private static List<Kernels> implementations = List.of();

  @BeforeContainer
  static void find() {
    implementations =
        KernelsUnderTest.runnable().stream()
            .filter(kernels -> !kernels.name().equals("reference"))
            .toList();
  }

  @Property(tries = 1000)
  void allKernelsAgreeOnRandomNetworks(@ForAll long seed) {
    check(seed, implementations);
  }

  static void check(long seed, List<Kernels> implementations) {
    Network network = RandomNetworks.of(seed);
    int batch = 1 + (int) Math.floorMod(seed, 3L);
    Tensor input = Tensor.random(network.inputShape().withBatch(batch), seed);
    Trace expected = network.run(input, new ReferenceKernels());
    double scale =
        expected.activations().values().stream()
            .mapToDouble(RandomNetworksTest::largest)
            .reduce(largest(input), Math::max);
    for (Kernels kernels : implementations) {
      String who = network + " on " + kernels.description();
      try (Inference inference = network.inference(kernels, options(seed))) {
        Tensor output = inference.run(input);
        assertClose(expected.output(), output, scale, who);
        assertArrayEquals(output.data(), inference.run(input).data(), 0f, who + ", again");
        Trace trace = inference.trace(input);
        assertArrayEquals(output.data(), trace.output().data(), 0f, who + ", traced");
        assertEquals(
            List.copyOf(expected.activations().keySet()),
            List.copyOf(trace.activations().keySet()),
            who);
        expected
            .activations()
            .forEach(
                (node, value) ->
                    assertClose(value, trace.activation(node), scale, who + ", " + node));
      }
    }
  }

  /** As planned, or with one algorithm wherever it is possible: small layers would be planar. */
  private static PlanOptions options(long seed) {
    Algorithm[] algorithms = Algorithm.values();
    int choice = (int) Math.floorMod(seed, algorithms.length + 1L);
    PlanOptions standard = new PlanOptions(true, true, Optional.empty());
    return choice == algorithms.length ? standard : standard.preferring(algorithms[choice]);
  }

  private static void assertClose(Tensor expected, Tensor actual, double scale, String what) {
    assertEquals(expected.shape(), actual.shape(), what);
    double allowed = TOLERANCE * largest(expected) + ROUNDING * scale;
    double difference = expected.maxDifference(actual);
    if (!(difference <= allowed)) {
      fail(
          "%s: differs by %s (allowed %s), with values up to %s"
              .formatted(what, difference, allowed, largest(expected)));
    }
  }

  private static double largest(Tensor tensor) {
    return Math.max(tensor.max(), -tensor.min());
  }
}
