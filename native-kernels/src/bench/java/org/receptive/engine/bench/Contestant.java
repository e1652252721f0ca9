package org.receptive.engine.bench;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Scanner;
import java.util.concurrent.TimeUnit;

/** The other end of a {@link PeerProcess}. */
final class Contestant implements AutoCloseable {
  /** A peer whose libraries Maven cannot fetch, or whose process does not start. */
  static final class Absent extends Exception {
    private static final long serialVersionUID = 1;

    Absent(String reason) {
      super(reason);
    }
  }

  /**
   * Who takes part.
   *
   * @param name in the table and in the JSON
   * @param main the class that is its process
   * @param mode what that class is told
   * @param libraries the POM of its class path; empty for ourselves
   * @param layersOnly whether it computes no whole network
   */
  record Entry(
      String name, String main, String mode, Optional<String> libraries, boolean layersOnly) {}

  private final Entry entry;
  private final Process process;
  private final BufferedReader answers;
  private final BufferedWriter orders;

  private Contestant(Entry entry, Process process) {
    this.entry = entry;
    this.process = process;
    this.answers = process.inputReader();
    this.orders = process.outputWriter();
  }

  String name() {
    return entry.name();
  }

  Entry entry() {
    return entry;
  }

  static Contestant start(Entry entry, Path sources, int threads) throws Absent {
    String classPath = System.getProperty("java.class.path");
    if (entry.libraries().isPresent()) {
      String libraries = PeerLibraries.of(entry.libraries().get(), sources);
      classPath = libraries + File.pathSeparator + classPath;
    }
    Path classes = PeerLibraries.compiled(entry, sources, classPath);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "--add-modules=jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Xmx5g",
            // ONNX Runtime matches the command line recursively, and a class path is long.
            "-Xss32m",
            "-Djava.awt.headless=true",
            "org.receptive.engine.bench." + entry.main(),
            entry.mode(),
            Integer.toString(threads)));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("CLASSPATH", classes + File.pathSeparator + classPath);
    builder.environment().put("OMP_NUM_THREADS", Integer.toString(threads));
    builder.environment().put("MKL_NUM_THREADS", Integer.toString(threads));
    builder.redirectError(PeerLibraries.log(entry.name()).toFile());
    try {
      return new Contestant(entry, builder.start());
    } catch (IOException refused) {
      throw new Absent(refused.getMessage());
    }
  }

  /** Sends an order and waits for the answer. */
  private String ask(String order) throws Absent {
    try {
      orders.write(order + "\n");
      orders.flush();
      for (String line = answers.readLine(); line != null; line = answers.readLine()) {
        if (line.startsWith("@ok")) {
          return line.substring(3).strip();
        }
        if (line.startsWith("@failed")) {
          throw new Absent(line.substring(7).strip());
        }
      }
    } catch (IOException gone) {
      // Falls through to the same message.
    }
    throw new Absent("its process ended; see " + PeerLibraries.log(entry.name()));
  }

  /** Makes it ready; gives the milliseconds to the first result. */
  double open(BenchCase benchCase) throws Absent {
    return Double.parseDouble(ask("open " + benchCase.name()));
  }

  /** A turn's times in milliseconds. */
  List<Double> turn() throws Absent {
    List<Double> times = new ArrayList<>();
    try (Scanner numbers = new Scanner(ask("turn")).useLocale(Locale.ROOT)) {
      while (numbers.hasNextLong()) {
        times.add(numbers.nextLong() / 1e6);
      }
    }
    return times;
  }

  /** The least time of each layer in some runs, in milliseconds. */
  Map<String, Double> layers() throws Absent {
    try {
      Path file = Files.createTempFile("bench", ".layers");
      try {
        ask("layers " + file);
        Map<String, Double> layers = new LinkedHashMap<>();
        for (String line : Files.readAllLines(file)) {
          String[] words = line.split(" ", 2);
          layers.put(words[1], Double.valueOf(words[0]));
        }
        return layers;
      } finally {
        Files.delete(file);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  float[] output(int length) throws Absent {
    try {
      Path file = Files.createTempFile("bench", ".floats");
      try {
        ask("output " + file);
        float[] values = new float[length];
        try (DataInputStream in =
            new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
          for (int i = 0; i < length; i++) {
            values[i] = in.readFloat();
          }
        }
        return values;
      } finally {
        Files.delete(file);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  void leave() throws Absent {
    ask("close");
  }

  @Override
  public void close() {
    try {
      orders.close();
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException gone) {
      process.destroyForcibly();
    } catch (InterruptedException stopped) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
