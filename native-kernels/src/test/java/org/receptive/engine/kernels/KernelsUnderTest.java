package org.receptive.engine.kernels;

import java.util.List;
import java.util.Optional;
import org.receptive.engine.kernels.reference.ReferenceKernels;

/**
 * One implementation of {@link Kernels} as this machine has it.
 *
 * @param name the name by which it is asked for
 * @param kernels the implementation, if it can run here
 * @param whyNot why it cannot; empty if it can
 */
public record KernelsUnderTest(String name, Optional<Kernels> kernels, String whyNot) {

  /** Every implementation, also those that cannot run on this machine. */
  public static List<KernelsUnderTest> all() {
    return List.of(available(new ReferenceKernels()));
  }

  /** Every implementation that can run here; the others are named on the standard output. */
  public static List<Kernels> runnable() {
    return all().stream()
        .peek(KernelsUnderTest::reportIfMissing)
        .flatMap(implementation -> implementation.kernels().stream())
        .toList();
  }

  private static KernelsUnderTest available(Kernels kernels) {
    return new KernelsUnderTest(kernels.name(), Optional.of(kernels), "");
  }

  /** Says on the standard output that an implementation is missing, so that nobody overlooks it. */
  public void reportIfMissing() {
    if (kernels.isEmpty()) {
      System.out.printf("NOT TESTED: the kernels '%s' cannot run here: %s%n", name, whyNot);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
