package org.receptive.lab;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.receptive.kernel.client.KernelClient;
import org.receptive.kernel.client.KernelCommand;
import org.receptive.kernel.client.KernelFailure;

/**
 * The JDK's ahead-of-time cache (JEP 483, 514) of a kernel: its classes loaded and linked, as a
 * training run of the first things that every student does has left them.
 */
final class StartupCache {
  private static final Duration TRAINING = Duration.ofMinutes(2);
  private static final double BYTES_PER_MEBIBYTE = 1 << 20;

  /** A loop that prints: the way of a line to the page is hot from the first such loop on. */
  private static final String FLOOD =
      "for (int i = 0; i < 10_000; i++) System.out.println(\"line \" + i);";

  /** What a student's first cells do: values, text, a class, a lambda, an error, much output. */
  private static final List<String> FIRST_CELLS =
      List.of(
          "1 + 1",
          "var greeting = \"hello\"; System.out.println(greeting); greeting.length()",
          "record Point(int x, int y) {}\nnew Point(1, 2)",
          "int square(int x) { return x * x; }\n"
              + "java.util.stream.IntStream.range(0, 5).map(i -> square(i)).sum()",
          "undeclared",
          "int[] numbers = {1, 2, 3};\nfor (int n : numbers) System.out.println(n);",
          FLOOD,
          FLOOD);

  /** The cache also keeps what the JVM has learnt of hot code, so the compiler is kept busy. */
  private static final int REPETITIONS = 150;

  private static final List<String> REPEATED =
      List.of(
          "int training# = #;\ntraining# + 1",
          "# + 1",
          "System.out.println(\"line \" + #);",
          "int next#(int x) { return x + 1; }",
          "List.of(1, 2, #).stream().map(n -> n + 1).toList()");

  private static final Duration QUIET = Duration.ofSeconds(8);

  private StartupCache() {}

  /** The flags that start a kernel from the cache; without a fitting cache it starts as ever. */
  static List<String> use(Path cache) {
    return List.of("-XX:AOTCache=" + cache, "-Xlog:disable", "-Xlog:all=error:stderr");
  }

  /**
   * Makes the cache. A failure is told, and is no obstacle: the kernel then starts more slowly.
   *
   * @return whether there is a cache
   */
  static boolean make(String classPath, Path cache, PrintWriter out) throws IOException {
    if (Stream.of(classPath.split(File.pathSeparator)).map(Path::of).anyMatch(Files::isDirectory)) {
      out.println("No start-up cache: the classes are in folders, and the JDK caches jars only.");
      return false;
    }
    out.println("Training the kernel's start-up cache ...");
    out.flush();
    List<String> flags =
        List.of("-XX:AOTCacheOutput=" + cache, "-Xlog:disable", "-Xlog:all=error:stderr");
    KernelCommand command = KernelCommand.receptive(classPath, flags);
    try (KernelClient kernel = KernelClient.start(command, cache.getParent(), TRAINING)) {
      FIRST_CELLS.forEach(cell -> kernel.execute(cell, TRAINING));
      SliderTraining.run(kernel, TRAINING);
      for (int i = 0; i < REPETITIONS; i++) {
        kernel.execute(REPEATED.get(i % REPEATED.size()).replace("#", "" + i), TRAINING);
      }
      // In quiet moments the kernel warms up what later cells need; that is learnt too.
      Thread.sleep(QUIET);
      // At its end the JVM writes what it has learnt, which takes longer than a usual farewell.
      if (!kernel.shutDown(TRAINING)) {
        out.println("No start-up cache: the JDK did not write it in time.");
        return false;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (KernelFailure e) {
      out.println("No start-up cache: " + e.getMessage());
      return false;
    }
    if (!Files.exists(cache)) {
      out.println("No start-up cache: this JDK wrote none.");
      return false;
    }
    out.printf(Locale.ROOT, "Cache: %.0f MiB%n", Files.size(cache) / BYTES_PER_MEBIBYTE);
    return true;
  }
}
