package org.receptive.kernel.client;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The flags of a kernel's JVM, beyond those that every JVM of ours runs with. */
public final class KernelFlags {
  /** The heap's part for new objects. */
  public static final int YOUNG_MIB = 14;

  /**
   * A kernel must start soon and wait in little memory: the plainest collector, and a heap that
   * starts small and gives memory back (by default a JVM takes a sixty-fourth of the machine's
   * memory at once). Compiling one cell takes some 10 MB: the young generation holds one. All of
   * the young generation is memory that a kernel holds while it waits, so a larger one costs more
   * than it saves.
   */
  private static final List<String> MEMORY =
      List.of(
          "-XX:+UseSerialGC",
          "-Xms48m",
          "-Xmn" + YOUNG_MIB + "m",
          "-XX:MinHeapFreeRatio=10",
          "-XX:MaxHeapFreeRatio=20");

  /**
   * A slider's message goes before the JIT compilers, which have work for seconds after a cell.
   * Where both cores are taken, a thread that wakes up waits for the end of another's slice of some
   * milliseconds, unless that other is nicer. Lower priorities need no rights; of the higher ones
   * that the policy stands for, and of which the JVM warns, none is used.
   */
  private static final List<String> COMPILERS_STAND_BACK =
      List.of("-XX:ThreadPriorityPolicy=1", "-XX:CompilerThreadPriority=10", "-XX:-PrintWarnings");

  /**
   * Between two moves of a slider other programs take the processor's caches, also those of
   * addresses. With large pages a picture that is drawn after a pause takes half the time; where
   * the system has none, the JVM does without.
   */
  private static final List<String> LARGE_PAGES = List.of("-XX:+UseTransparentHugePages");

  /** What the JIT compilers held while they had much to do goes back to the system, too. */
  private static final List<String> COMPILERS_GIVE_BACK =
      List.of("-XX:+UnlockExperimentalVMOptions", "-XX:TrimNativeHeapInterval=10000");

  private KernelFlags() {}

  /**
   * The flags on this system. Elsewhere than on Linux priorities have other meanings, and there are
   * no such pages.
   */
  static List<String> here() {
    boolean linux = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux");
    return linux
        ? Stream.of(MEMORY, COMPILERS_STAND_BACK, COMPILERS_GIVE_BACK, LARGE_PAGES)
            .flatMap(List::stream)
            .toList()
        : MEMORY;
  }
}
