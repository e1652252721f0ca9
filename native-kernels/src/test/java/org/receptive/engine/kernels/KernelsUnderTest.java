package org.receptive.engine.kernels;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.receptive.engine.kernels.cpp.CppKernels;
import org.receptive.engine.kernels.parallel.Workers;
import org.receptive.engine.kernels.reference.ReferenceKernels;
import org.receptive.engine.kernels.vector.VectorKernels;

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
    List<KernelsUnderTest> all = new ArrayList<>();
    all.add(available(new ReferenceKernels()));
    all.add(vector());
    all.addAll(cpp());
    return List.copyOf(all);
  }

  private static KernelsUnderTest vector() {
    try {
      return available(VectorKernels.on(new Workers(2)));
    } catch (KernelsUnavailableException unavailable) {
      return new KernelsUnderTest("vector", Optional.empty(), unavailable.getMessage());
    }
  }

  /** The C++ kernels of every instruction set that this processor runs, on two threads. */
  private static List<KernelsUnderTest> cpp() {
    try {
      return CppKernels.instructionSets().stream()
          .map(set -> CppKernels.of(set, new Workers(2), new ReferenceKernels()))
          .map(
              kernels ->
                  new KernelsUnderTest("cpp, " + kernels.instructions(), Optional.of(kernels), ""))
          .toList();
    } catch (KernelsUnavailableException unavailable) {
      return List.of(new KernelsUnderTest("cpp", Optional.empty(), unavailable.getMessage()));
    }
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
