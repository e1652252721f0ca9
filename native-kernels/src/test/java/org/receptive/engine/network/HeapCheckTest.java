package org.receptive.engine.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.receptive.engine.kernels.Kernels;
import org.receptive.engine.kernels.KernelsUnderTest;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/** A run that does not fit into the Java heap says so, and what to do. */
final class HeapCheckTest {

  static List<Kernels> planned() {
    return KernelsUnderTest.runnable().stream()
        .filter(kernels -> kernels.programRunner().isPresent())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("planned")
  void aPictureWhoseMapsDoNotFitIsRefusedBeforeTheRun(Kernels kernels) {
    Network network = wide(1.001);
    try (Inference inference = network.inference(kernels)) {
      Tensor input = Tensor.zeros(network.inputShape());
      refusedInWords(() -> inference.run(input));
      refusedInWords(() -> inference.trace(input));
    }
  }

  /** A trace keeps the output among the activations, and the run gives it once more. */
  @ParameterizedTest
  @MethodSource("planned")
  void aTraceIsRefusedBeforeTheRunWhereOnlyARunFits(Kernels kernels) {
    Network network = wide(0.6);
    try (Inference inference = network.inference(kernels)) {
      Tensor input = Tensor.zeros(network.inputShape());
      refusedInWords(() -> inference.trace(input));
    }
  }

  private static void refusedInWords(Runnable run) {
    String message = assertThrows(IllegalArgumentException.class, run::run).getMessage();
    assertTrue(message.startsWith("wide on an input of 1 x 1 x "), message);
    assertTrue(message.contains("of the Java heap") && message.contains("-Xmx"), message);
  }

  /** A network whose output takes a part of the heap, at its largest. */
  private static Network wide(double part) {
    int filters = 512;
    double values = part * Runtime.getRuntime().maxMemory() / Float.BYTES;
    int side = (int) Math.ceil(Math.sqrt(values / filters));
    assumeTrue(
        (long) side * side * filters <= Integer.MAX_VALUE,
        "no tensor is so large; that has a message of its own");
    return Network.builder("wide", Shape.of(1, 1, side, side))
        .add("conv", Conv2d.of(1, filters, 1))
        .build();
  }

  @Test
  void anErrorOfTheHeapIsToldInTheSameWords() {
    HeapCheck check = new HeapCheck("net", Shape.of(1, 3, 9, 9), 1 << 20, 0);
    IllegalArgumentException told =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                check.run(
                    () -> {
                      throw new OutOfMemoryError("Java heap space");
                    }));
    assertTrue(told.getMessage().contains("1.0 MiB of the Java heap"), told.getMessage());
    assertTrue(told.getCause() instanceof OutOfMemoryError);
    assertEquals("fine", check.run(() -> "fine"));
    HeapCheck between = new HeapCheck("net", Shape.of(1, 3, 9, 9), 0, Long.MAX_VALUE / 4);
    String message =
        assertThrows(IllegalArgumentException.class, () -> between.run(() -> "not run"))
            .getMessage();
    assertTrue(message.contains("keep what lies between the layers outside"), message);
  }
}
