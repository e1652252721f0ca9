package org.receptive.lab.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.receptive.kernel.client.Execution;
import org.receptive.kernel.client.KernelClient;
import org.receptive.kernel.client.KernelCommand;

/**
 * What a long session costs: how long cells take, and how much memory the kernel, after many others
 * have run; and what it does when nobody asks anything.
 */
public final class SessionBenchmark {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration IDLE = Duration.ofSeconds(20);

  /** Medians are of so many cells of a kind. */
  private static final int WINDOW = 9;

  private static final List<Integer> STOPS = List.of(50, 500, 1500, 3000, 6000);
  private static final double NANOS_PER_MILLI = 1e6;

  /** A cell of a kind; later ones use what earlier ones declare. */
  private enum Kind {
    METHOD("int m#(int x) { return x + #; }"),
    RECORD("record R#(int a, int b) { int sum() { return a + b; } }\nvar r# = new R#(1, #);"),
    LAMBDA("IntUnaryOperator f# = x -> m#(x) + 1;"),
    PLAIN("int v# = #;\nv# * 2"),
    VALUE("List.of(1, 2, 3).stream().map(x -> x + m#(x)).toList()"),
    LOOP("for (int i = 0; i < 3; i++) { v# += f#.applyAsInt(i); }\nr#.sum()");

    private final String pattern;

    Kind(String pattern) {
      this.pattern = pattern;
    }

    String cell(int round) {
      return pattern.replace("#", Integer.toString(round));
    }
  }

  private final KernelClient kernel;
  private final Consumer<String> lines;
  private final List<Double> times = new ArrayList<>();

  private SessionBenchmark(KernelClient kernel, Consumer<String> lines) {
    this.kernel = kernel;
    this.lines = lines;
  }

  /**
   * Runs a session.
   *
   * @param command how the kernel is started
   * @param folder where it runs
   * @param cells how many cells it runs
   * @param lines takes a line of text for each stop on the way
   */
  public static void run(KernelCommand command, Path folder, int cells, Consumer<String> lines)
      throws IOException {
    try (KernelClient kernel = KernelClient.start(command, folder, PATIENCE)) {
      new SessionBenchmark(kernel, lines).run(cells);
    }
  }

  private void run(int cells) throws IOException {
    StringBuilder heading = new StringBuilder("%8s %10s".formatted("cells", "RSS (MiB)"));
    for (Kind kind : Kind.values()) {
      heading.append("%9s".formatted(kind.name().toLowerCase(Locale.ROOT)));
    }
    lines.accept(heading + "   (median ms)");
    for (int i = 0; i < cells; i++) {
      run(Kind.values()[i % Kind.values().length].cell(i / Kind.values().length));
      if (STOPS.contains(i + 1) || i + 1 == cells) {
        stop(i + 1);
      }
    }
    OptionalLong before = cpuMillis();
    rest();
    OptionalLong after = cpuMillis();
    if (before.isPresent() && after.isPresent()) {
      lines.accept(
          String.format(
              Locale.ROOT,
              "then %d s idle: %d ms of a processor, %s MiB",
              IDLE.toSeconds(),
              after.getAsLong() - before.getAsLong(),
              memory()));
    }
  }

  private void run(String cell) {
    long start = System.nanoTime();
    Execution execution = kernel.execute(cell, PATIENCE);
    times.add((System.nanoTime() - start) / NANOS_PER_MILLI);
    if (execution.failure().isPresent()) {
      throw new IllegalStateException(
          "the cell\n%s\nfailed: %s".formatted(cell, execution.failure().get().evalue()));
    }
  }

  private void stop(int cells) throws IOException {
    StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%8d %10s", cells, memory()));
    int kinds = Kind.values().length;
    for (int kind = 0; kind < kinds; kind++) {
      List<Double> last = new ArrayList<>();
      for (int i = times.size() - 1; i >= 0 && last.size() < WINDOW; i--) {
        if (i % kinds == kind) {
          last.add(times.get(i));
        }
      }
      line.append(String.format(Locale.ROOT, "%9.1f", BenchmarkTable.median(last)));
    }
    lines.accept(line.toString());
  }

  private static void rest() {
    try {
      Thread.sleep(IDLE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the kernel was idle", e);
    }
  }

  private OptionalLong cpuMillis() {
    return kernel
        .process()
        .info()
        .totalCpuDuration()
        .map(spent -> OptionalLong.of(spent.toMillis()))
        .orElseGet(OptionalLong::empty);
  }

  /** Memory that the process holds, where the system tells (Linux). */
  private String memory() throws IOException {
    Path status = Path.of("/proc", Long.toString(kernel.process().pid()), "status");
    if (!Files.isReadable(status)) {
      return "?";
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .map(line -> Long.toString(Long.parseLong(line.split("\\s+")[1]) / 1024))
        .findFirst()
        .orElse("?");
  }
}
