package org.receptive.engine.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.receptive.engine.kernels.Kernels;
import org.receptive.engine.kernels.KernelsUnderTest;
import org.receptive.engine.kernels.cpp.CppKernels;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/**
 * A program of its own, so that the size of Java's heap is fixed and the rest can be measured:
 * several networks, sizes, batches and threads; made anew, run and closed, or kept and run. Prints,
 * for each of the fast kernels, the memory of the process before and after.
 */
final class MixedInferences {
  private static final int NETWORKS = 25;
  private static final int RUNS_PER_INFERENCE = 10;

  private MixedInferences() {}

  /**
   * Prints {@code name <tab> MiB before <tab> MiB after <tab> bytes the allocator has out} for each
   * kernels.
   *
   * @param arguments the number of inferences before the first measurement, and between the two
   */
  public static void main(String[] arguments) throws IOException {
    int first = Integer.parseInt(arguments[0]);
    int then = Integer.parseInt(arguments[1]);
    for (Kernels kernels : KernelsUnderTest.runnable()) {
      if (kernels.name().equals("reference")) {
        continue;
      }
      run(kernels, first);
      long before = residentMebibytes();
      run(kernels, then);
      long after = residentMebibytes();
      long held = kernels instanceof CppKernels cpp ? cpp.offHeapBytes() : 0;
      System.out.printf("%s\t%d\t%d\t%d%n", kernels.description(), before, after, held);
    }
  }

  private static void run(Kernels kernels, int count) {
    List<Network> networks = LongStream.range(0, NETWORKS).mapToObj(RandomNetworks::of).toList();
    IntStream.range(0, count / RUNS_PER_INFERENCE)
        .parallel()
        .forEach(
            round -> {
              Network network = networks.get(round % networks.size());
              try (Inference inference = network.inference(kernels)) {
                for (int i = 0; i < RUNS_PER_INFERENCE; i++) {
                  Shape shape = network.inputShape().withBatch(1 + (round + i) % 3);
                  inference.run(Tensor.random(shape, i));
                }
              }
            });
  }

  /** What the system says this process holds; 0 where no file says so. */
  private static long residentMebibytes() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.isReadable(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) >> 10)
        .findFirst()
        .orElse(0);
  }
}
