package org.receptive.engine.kernels.cpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.receptive.engine.kernels.KernelsUnavailableException;
import org.receptive.engine.kernels.PreparedLayer;
import org.receptive.engine.kernels.parallel.Workers;
import org.receptive.engine.kernels.reference.ReferenceKernels;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.ParameterSpec;
import org.receptive.engine.layer.Parameters;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

class OffHeapMemoryTest {
  /** A layer that is computed on planes. */
  private static final Conv2d LAYER = Conv2d.of(32, 64, 2).padding(1);

  /** A layer that is computed in blocks of channels, which takes working memory. */
  private static final Conv2d BLOCKED = Conv2d.of(64, 64, 3).padding(1);

  private static final List<Tensor> INPUT = List.of(Tensor.random(Shape.of(1, 32, 8, 8), 1));

  /** Biases and weights of 64 filters: 64 x (32 x 2 x 2 + 1) x 4 bytes, 33 KB. */
  private static final long PACKED = 64 * (32 * 4 + 1) * 4L;

  private CppKernels kernels;
  private Parameters parameters;

  @BeforeEach
  void makeKernels() {
    try {
      kernels = CppKernels.best(new Workers(1), new ReferenceKernels());
    } catch (KernelsUnavailableException unavailable) {
      abort(unavailable.getMessage());
    }
    parameters = random(LAYER);
  }

  private static Parameters random(Conv2d layer) {
    Map<String, Tensor> values = new HashMap<>();
    for (ParameterSpec spec : layer.parameters()) {
      values.put(spec.name(), Tensor.random(spec.shape(), 2));
    }
    return Parameters.of(layer, values);
  }

  @Test
  void closingGivesThePackedWeightsBackAtOnce() {
    PreparedLayer prepared = kernels.prepare(LAYER, parameters);
    assertEquals(0, kernels.offHeapBytes(), "nothing is packed before the first run");
    prepared.run(INPUT);
    assertEquals(PACKED, kernels.offHeapBytes());
    prepared.run(INPUT);
    assertEquals(PACKED, kernels.offHeapBytes(), "packed once");
    prepared.close();
    assertEquals(0, kernels.offHeapBytes());
    prepared.close();
    assertEquals(0, kernels.offHeapBytes());
  }

  @Test
  void aLayerInBlocksHoldsItsWeightsAndItsWorkingMemoryUntilItIsClosed() {
    PreparedLayer prepared = kernels.prepare(BLOCKED, random(BLOCKED));
    List<Tensor> input = List.of(Tensor.random(Shape.of(1, 64, 28, 28), 1));
    Tensor first = prepared.run(input);
    long held = kernels.offHeapBytes();
    // Weights by Winograd: 36 products of 64 x 64 channels.
    assertTrue(held > 36 * 64 * 64 * 4L, "held " + held);
    assertEquals(first, prepared.run(input), "the same bits");
    assertEquals(held, kernels.offHeapBytes(), "packed once");
    prepared.close();
    assertEquals(0, kernels.offHeapBytes());
  }

  @Test
  void inputsOfEverNewSizesDoNotPileUp() {
    try (PreparedLayer prepared = kernels.prepare(BLOCKED, random(BLOCKED))) {
      prepared.run(List.of(Tensor.random(Shape.of(1, 64, 60, 60), 1)));
      long held = kernels.offHeapBytes();
      for (int size = 20; size < 60; size++) {
        prepared.run(List.of(Tensor.random(Shape.of(1, 64, size, size), 1)));
      }
      assertTrue(kernels.offHeapBytes() < held + (1 << 20), "held " + kernels.offHeapBytes());
    }
  }

  @Test
  void tenThousandRoundsLeaveNothingBehind() throws IOException {
    rounds(500);
    long before = residentBytes();
    rounds(10_000);
    long grown = residentBytes() - before;
    assertEquals(0, kernels.offHeapBytes());
    // A leak of the weights alone would be 10,000 x 33 KB = 330 MB; the heap may grow meanwhile.
    assertTrue(grown < 250L << 20, "resident memory grew by " + (grown >> 20) + " MiB");
  }

  private void rounds(int count) {
    for (int i = 0; i < count; i++) {
      try (PreparedLayer prepared = kernels.prepare(LAYER, parameters)) {
        prepared.run(INPUT);
      }
    }
  }

  /** What the system says this process holds; 0 where it does not say so in a file. */
  private static long residentBytes() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.isReadable(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
        .findFirst()
        .orElse(0);
  }

  @Test
  void memoryOfAnotherLengthIsRefusedBeforeAnythingIsWritten() {
    try (PreparedLayer prepared = kernels.prepare(LAYER, parameters)) {
      float[] small = new float[64 * 9 * 9 - 1];
      IllegalArgumentException refused =
          assertThrows(IllegalArgumentException.class, () -> prepared.run(INPUT, small));
      assertTrue(refused.getMessage().contains("5,184 values"), refused.getMessage());
      assertEquals(0, small[0]);
      float[] right = new float[64 * 9 * 9];
      prepared.run(INPUT, right);
      assertEquals(prepared.run(INPUT), Tensor.of(Shape.of(1, 64, 9, 9), right));
    }
  }
}
