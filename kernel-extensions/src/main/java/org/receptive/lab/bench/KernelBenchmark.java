package org.receptive.lab.bench;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.receptive.kernel.client.Execution;
import org.receptive.kernel.client.KernelClient;
import org.receptive.kernel.client.KernelCommand;
import org.receptive.kernel.client.Output;
import org.receptive.kernel.protocol.CommContent;
import org.receptive.kernel.protocol.MessageType;

/**
 * Times what a student feels of a kernel: how soon it is there, how soon a cell answers, how fast
 * text and sliders are, how much memory it takes. Starts of the contestants alternate, so that a
 * busy moment of the machine hits all.
 */
public final class KernelBenchmark {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration REACH = Duration.ofSeconds(1);
  private static final int SLIDER_UPDATES = 60;
  private static final int PRINTED_LINES = 10_000;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double KIB_PER_MIB = 1024;

  private final List<Contestant> contestants;
  private final Path folder;
  private final BenchmarkTable table;

  private KernelBenchmark(List<Contestant> contestants, Path folder) {
    this.contestants = contestants;
    this.folder = folder;
    table = new BenchmarkTable(contestants.stream().map(Contestant::name).toList());
  }

  /**
   * Our kernel beside, where it is given, ipykernel.
   *
   * @param receptive how our kernel is started
   * @param ipykernel how ipykernel is started
   * @param folder where the kernels run
   * @param starts how often each is started
   * @param progress hears of every start
   */
  public static BenchmarkTable run(
      KernelCommand receptive,
      Optional<KernelCommand> ipykernel,
      Path folder,
      int starts,
      Consumer<String> progress)
      throws IOException {
    List<Contestant> contestants =
        ipykernel
            .map(peer -> List.of(Contestant.receptive(receptive), Contestant.ipykernel(peer)))
            .orElse(List.of(Contestant.receptive(receptive)));
    KernelBenchmark benchmark = new KernelBenchmark(contestants, folder);
    for (int start = 1; start <= starts; start++) {
      for (Contestant contestant : benchmark.contestants) {
        progress.accept(
            String.format(Locale.ROOT, "start %d of %d: %s", start, starts, contestant.name()));
        benchmark.measure(contestant);
      }
    }
    return benchmark.table;
  }

  private void measure(Contestant contestant) throws IOException {
    long start = System.nanoTime();
    try (KernelClient kernel = KernelClient.start(contestant.command(), folder, PATIENCE)) {
      add("kernel_info", contestant, millisSince(start));
      execute(kernel, contestant.firstCell());
      add("first reply", contestant, millisSince(start));
      add("second cell", contestant, time(kernel, contestant.secondCell()));
      List<Double> later =
          contestant.laterCells().stream().map(cell -> time(kernel, cell)).toList();
      add("later cells", contestant, BenchmarkTable.median(later));
      addMemory(contestant, kernel.process().pid());
      add("10,000 println", contestant, timePrinting(kernel, contestant));
      execute(kernel, contestant.echoTarget());
      add("60 comm updates", contestant, timeComm(kernel, "bench"));
      reachForTheSlider();
      add("60 more, 1 s later", contestant, timeComm(kernel, "bench again"));
    }
  }

  private void add(String name, Contestant contestant, double millis) {
    table.add(name, 1, "ms", contestant.name(), millis);
  }

  private static double timePrinting(KernelClient kernel, Contestant contestant) {
    long start = System.nanoTime();
    Execution printed = execute(kernel, contestant.printing());
    double millis = millisSince(start);
    long lines =
        printed.outputs().stream()
            .filter(Output.Stream.class::isInstance)
            .map(Output.Stream.class::cast)
            .mapToLong(stream -> stream.text().lines().count())
            .sum();
    if (lines != PRINTED_LINES) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "%s printed %d lines, %d arrived",
              contestant.name(),
              PRINTED_LINES,
              lines));
    }
    return millis;
  }

  /** A hand needs its time, too; meanwhile a kernel may be busy with itself. */
  private static void reachForTheSlider() {
    try {
      Thread.sleep(REACH);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted between two measurements", e);
    }
  }

  /** Milliseconds for 60 updates, each sent when the one before has come back, as sliders do. */
  private static double timeComm(KernelClient kernel, String commId) {
    int[] echoes = {0};
    kernel.onPublication(
        message -> {
          if (message.is(MessageType.COMM_MSG)) {
            echoes[0]++;
          }
        });
    String opened =
        kernel.send(
            MessageType.COMM_OPEN, new CommContent.Open(commId, Contestant.ECHO, new JsonObject()));
    kernel.await(() -> kernel.isIdleAfter(opened), PATIENCE);
    long start = System.nanoTime();
    for (int update = 1; update <= SLIDER_UPDATES; update++) {
      int expected = update;
      JsonObject data = new JsonObject();
      data.addProperty("value", update);
      String sent = kernel.send(MessageType.COMM_MSG, new CommContent.Data(commId, data));
      kernel.await(() -> echoes[0] >= expected && kernel.isIdleAfter(sent), PATIENCE);
    }
    return millisSince(start);
  }

  /** Memory that the kernel's process really takes, where the system tells (Linux). */
  private void addMemory(Contestant contestant, long pid) throws IOException {
    Path rollup = Path.of("/proc", Long.toString(pid), "smaps_rollup");
    if (!Files.isReadable(rollup)) {
      return;
    }
    for (String line : Files.readAllLines(rollup)) {
      String[] words = line.split("\\s+");
      if (words[0].equals("Rss:") || words[0].equals("Pss:")) {
        String name = "idle " + words[0].replace(":", "").toUpperCase(java.util.Locale.ROOT);
        table.add(name, 1, "MiB", contestant.name(), Double.parseDouble(words[1]) / KIB_PER_MIB);
      }
    }
  }

  private static double time(KernelClient kernel, String cell) {
    long start = System.nanoTime();
    execute(kernel, cell);
    return millisSince(start);
  }

  private static Execution execute(KernelClient kernel, String cell) {
    Execution execution = kernel.execute(cell, PATIENCE);
    execution
        .failure()
        .ifPresent(
            failure -> {
              throw new IllegalStateException(
                  "the cell\n%s\nfailed: %s: %s"
                      .formatted(cell, failure.ename(), failure.evalue()));
            });
    return execution;
  }

  private static double millisSince(long start) {
    return (System.nanoTime() - start) / NANOS_PER_MILLI;
  }
}
