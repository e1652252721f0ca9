package org.receptive.engine.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.receptive.engine.kernels.Kernels;
import org.receptive.engine.kernels.KernelsUnavailableException;
import org.receptive.engine.kernels.KernelsUnderTest;
import org.receptive.engine.kernels.cpp.CppKernels;
import org.receptive.engine.kernels.parallel.Workers;
import org.receptive.engine.kernels.reference.ReferenceKernels;
import org.receptive.engine.kernels.vector.VectorKernels;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/** What a planned network holds, when it gives it back, and how it is stopped. */
class InferenceLifeTest {
  private static final Duration STOPS_WITHIN = Duration.ofMillis(500);
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** Every implementation on one thread. */
  static Stream<Kernels> onOneThread() {
    List<Kernels> all = new ArrayList<>();
    all.add(new ReferenceKernels());
    try {
      all.add(VectorKernels.on(new Workers(1)));
    } catch (KernelsUnavailableException missing) {
      System.out.println("NOT TESTED: " + missing.getMessage());
    }
    try {
      CppKernels.instructionSets().stream()
          .map(set -> CppKernels.of(set, new Workers(1), new ReferenceKernels()))
          .forEach(all::add);
    } catch (KernelsUnavailableException missing) {
      System.out.println("NOT TESTED: " + missing.getMessage());
    }
    return all.stream();
  }

  /** 512 x 512 x 49 x 250 x 250 products and sums: half a minute at 50 billion a second. */
  @ParameterizedTest
  @MethodSource("onOneThread")
  void anInterruptEndsAConvolutionOfHalfAMinuteInHalfASecond(Kernels kernels)
      throws InterruptedException {
    Network network =
        Network.builder("long", Shape.of(1, 512, 256, 256))
            .weights(Weights.random(1))
            .conv("conv", 512, 7)
            .relu()
            .build();
    Tensor input = Tensor.full(network.inputShape(), 0.5f);
    try (Inference inference = network.inference(kernels)) {
      assertStops(() -> inference.run(input), Duration.ofSeconds(3));
    }
    Network small = RandomNetworks.of(5);
    Tensor given = Tensor.random(small.inputShape(), 1);
    Tensor expected = small.run(given, new ReferenceKernels()).output();
    assertTrue(expected.maxDifference(small.run(given, kernels).output()) < 1e-3, "next run");
  }

  @Test
  void anInterruptEndsTheFillOfAGigabyteInHalfASecond() throws InterruptedException {
    Shape gigabyte = Shape.of(1, 256, 1024, 1024);
    // The system hands out the memory once, before the clock runs.
    assertEquals(0, Tensor.zeros(gigabyte).at(0, 0, 0, 0));
    assertStops(() -> fillForever(gigabyte), Duration.ofMillis(300));
    Thread.currentThread().interrupt();
    assertThrows(CancellationException.class, () -> Tensor.full(gigabyte, 1));
    assertTrue(Thread.interrupted(), "the flag stays for who called");
    assertEquals(1, Tensor.full(Shape.of(2), 1).at(1));
  }

  /** A fast machine fills a gigabyte before anybody interrupts it. */
  private static void fillForever(Shape shape) {
    for (long seed = 0; ; seed++) {
      assertEquals(shape, Tensor.random(shape, seed).shape());
    }
  }

  /**
   * Interrupts the work after a while; it must end soon, and as a cancellation. Time counts as the
   * thread's own, which other programs on the machine do not lengthen.
   */
  private static void assertStops(Runnable work, Duration after) throws InterruptedException {
    AtomicReference<Throwable> end = new AtomicReference<>();
    AtomicLong spent = new AtomicLong();
    CountDownLatch started = new CountDownLatch(1);
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .start(
                () -> {
                  started.countDown();
                  try {
                    work.run();
                    end.set(new AssertionError("was done before the interrupt"));
                  } catch (RuntimeException stopped) {
                    end.set(stopped);
                  }
                  spent.set(THREADS.getCurrentThreadCpuTime());
                });
    started.await();
    assertTrue(!thread.join(after), () -> "ended too early: " + end.get());
    long interrupted = THREADS.getThreadCpuTime(thread.threadId());
    thread.interrupt();
    assertTrue(thread.join(Duration.ofSeconds(30)), "still computes after 30 s");
    Duration took = Duration.ofNanos(spent.get() - interrupted);
    assertInstanceOf(CancellationException.class, end.get());
    assertTrue(took.compareTo(STOPS_WITHIN) <= 0, "stopped only after " + took.toMillis() + " ms");
  }

  static Stream<Kernels> implementations() {
    return KernelsUnderTest.runnable().stream();
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void aClosedInferenceRefusesToRunAndHoldsNothing(Kernels kernels) {
    Network network = RandomNetworks.of(3);
    Inference inference = network.inference(kernels);
    Tensor input = Tensor.random(network.inputShape(), 1);
    inference.run(input);
    inference.close();
    inference.close();
    assertEquals(0, inference.heldBytes());
    for (Runnable use :
        List.<Runnable>of(() -> inference.run(input), () -> inference.trace(input))) {
      IllegalStateException refused = assertThrows(IllegalStateException.class, use::run);
      assertTrue(refused.getMessage().contains("was closed; make a new one"), refused.getMessage());
    }
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void whatLayersPassOnIsTheOutput(Kernels kernels) {
    Network last =
        Network.builder("dropout last", Shape.of(1, 3, 6, 6))
            .weights(Weights.random(4))
            .conv("conv", 5, 3)
            .relu()
            .dropout(0.5)
            .dropout(0.5)
            .build();
    Network only = Network.builder("dropout only", Shape.of(1, 3, 6, 6)).dropout(0.5).build();
    Network flat = Network.builder("flatten only", Shape.of(1, 3, 6, 6)).flatten().build();
    for (Network network : List.of(last, only, flat)) {
      Tensor input = Tensor.random(network.inputShape().withBatch(2), 9);
      Tensor given = Tensor.of(input.shape(), input.data().clone());
      try (Inference inference = network.inference(kernels)) {
        Tensor output = inference.run(input);
        float[] filled = new float[output.size()];
        inference.run(input, filled);
        assertArrayEquals(output.data(), filled);
        assertEquals(inference.trace(input).output(), output);
        output.data()[0] = 100;
        assertEquals(given, input, "the output is memory of its own");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void threadsShareAnInferenceInTurnsAndEachGetsItsOwnNumbers(Kernels kernels) {
    Network network = RandomNetworks.of(8);
    List<Tensor> inputs =
        IntStream.range(0, 40)
            .mapToObj(i -> Tensor.random(network.inputShape().withBatch(1 + i % 3), i))
            .toList();
    try (Inference inference = network.inference(kernels)) {
      List<Tensor> expected = inputs.stream().map(inference::run).toList();
      assertEquals(expected, inputs.parallelStream().map(inference::run).toList());
    }
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void closingFromAnotherThreadWaitsForTheRunThatIsUnderWay(Kernels kernels)
      throws InterruptedException {
    Network network =
        Network.builder("two", Shape.of(1, 32, 64, 64))
            .weights(Weights.random(2))
            .conv("conv", 32, 3)
            .build();
    Tensor input = Tensor.random(network.inputShape(), 1);
    Inference inference = network.inference(kernels);
    Tensor expected = inference.run(input);
    AtomicReference<Throwable> end = new AtomicReference<>();
    Thread runner =
        Thread.ofPlatform()
            .daemon()
            .start(
                () -> {
                  try {
                    while (true) {
                      assertEquals(expected, inference.run(input));
                    }
                  } catch (IllegalStateException | AssertionError closed) {
                    end.set(closed);
                  }
                });
    Thread.sleep(50);
    inference.close();
    assertTrue(runner.join(Duration.ofMinutes(1)), "ends");
    assertInstanceOf(IllegalStateException.class, end.get());
    assertEquals(0, inference.heldBytes());
  }
}
