package org.receptive.engine.bench;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.receptive.engine.tensor.Tensor;

/**
 * The process of one peer. Each has one to itself, for two versions of one library do not go into
 * the same process, and libraries read their number of threads when they are loaded.
 *
 * <p>It obeys lines on its standard input: {@code open CASE}, {@code turn}, {@code output FILE},
 * {@code layers FILE}, {@code close}; and answers each with one line: {@code ok ...} or {@code
 * failed REASON}.
 */
final class PeerProcess {
  private static final long WARM_UP_NANOS = 1_500_000_000;
  private static final long TURN_NANOS = 25_000_000;
  private static final int MOST_RUNS_A_TURN = 400;

  /** The first run of a whole network finds its weights no longer in the cache. */
  private static final int LEAST_RUNS_A_TURN = 4;

  private static final long NO_FASTER_NANOS = 3_000_000_000L;
  private static final long LONGEST_NANOS = 20_000_000_000L;

  private final Peer.Factory factory;
  private final boolean compiled;
  private Optional<Peer> peer = Optional.empty();

  private PeerProcess(Peer.Factory factory, boolean compiled) {
    this.factory = factory;
    this.compiled = compiled;
  }

  /** Serves until the input ends. What libraries print goes to the error stream. */
  static void serve(Peer.Factory factory) throws IOException {
    serve(factory, false);
  }

  /**
   * The same.
   *
   * @param compiled whether all that computes is compiled by the JIT compiler, which takes it
   *     seconds: each case is run until it gets no faster
   */
  static void serve(Peer.Factory factory, boolean compiled) throws IOException {
    PrintStream out = System.out;
    System.setOut(System.err);
    PeerProcess process = new PeerProcess(factory, compiled);
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String answer;
      try {
        answer = "ok " + process.obey(line);
      } catch (Throwable problem) {
        answer = "failed " + String.valueOf(problem).replace('\n', ' ');
      }
      out.println("@" + answer);
      out.flush();
    }
    // Some libraries' threads would keep the process alive.
    Runtime.getRuntime().halt(0);
  }

  private String obey(String line) throws Exception {
    String[] words = line.split(" ", 2);
    switch (words[0]) {
      case "open" -> {
        BenchCase benchCase = BenchCase.named(words[1]);
        long began = System.nanoTime();
        Peer opened = factory.open(benchCase, Peer.input(benchCase));
        peer = Optional.of(opened);
        opened.run();
        long first = System.nanoTime() - began;
        warmUp(opened);
        if (compiled) {
          runUntilNoFaster(opened);
        }
        return "%.3f".formatted(first / 1e6);
      }
      case "turn" -> {
        return turn(peer.orElseThrow());
      }
      case "output" -> {
        write(peer.orElseThrow().output(), Path.of(words[1]));
        return "";
      }
      case "layers" -> {
        List<String> lines = new ArrayList<>();
        peer.orElseThrow().layers().forEach((layer, millis) -> lines.add(millis + " " + layer));
        Files.write(Path.of(words[1]), lines);
        return "";
      }
      case "close" -> {
        peer.ifPresent(Peer::close);
        peer = Optional.empty();
        System.gc();
        return "";
      }
      default -> throw new IllegalArgumentException(line);
    }
  }

  /** Until the JIT compiler had its time. */
  private static void warmUp(Peer peer) throws Exception {
    long end = System.nanoTime() + WARM_UP_NANOS;
    for (int i = 0; i < 20_000 && (i < 2 || System.nanoTime() < end); i++) {
      peer.run();
    }
  }

  /** Until some seconds brought nothing, but not for ever. */
  private static void runUntilNoFaster(Peer peer) throws Exception {
    long best = Long.MAX_VALUE;
    long since = System.nanoTime();
    long end = since + LONGEST_NANOS;
    while (System.nanoTime() < end && System.nanoTime() - since < NO_FASTER_NANOS) {
      long took = peer.run();
      if (took < best * 0.95) {
        best = took;
        since = System.nanoTime();
      }
    }
  }

  /** The first run of a turn fills the caches and does not count. */
  private static String turn(Peer peer) throws Exception {
    peer.run();
    StringBuilder times = new StringBuilder();
    long began = System.nanoTime();
    for (int i = 0;
        i < LEAST_RUNS_A_TURN || i < MOST_RUNS_A_TURN && System.nanoTime() - began < TURN_NANOS;
        i++) {
      times.append(peer.run()).append(' ');
    }
    return times.toString();
  }

  private static void write(Tensor tensor, Path file) throws IOException {
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      for (float value : tensor.data()) {
        out.writeFloat(value);
      }
    }
  }
}
