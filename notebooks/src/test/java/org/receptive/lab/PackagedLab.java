package org.receptive.lab;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.receptive.kernel.client.KernelCommand;

/**
 * The command line in a process of its own, from the jars that the build has packaged: as the
 * script {@code lab} starts it.
 *
 * @param library the folder with all jars
 * @param home the house that it is told to stand in
 * @param path the {@code PATH} of the process, where it looks for Jupyter, Maven and a browser
 */
public record PackagedLab(Path library, Path home, String path) {
  private static final int PATIENCE_MINUTES = 10;

  /**
   * How a command ended.
   *
   * @param status its exit status
   * @param said all that it printed, on both streams
   */
  public record Result(int status, String said) {}

  /**
   * The lab of this build in its own house. Before the jars are packaged (in {@code mvn test}) the
   * calling test is skipped, and says so.
   */
  public static PackagedLab ofThisBuild() {
    Path library = jarOf(Lab.class).getParent();
    if (!jarOf(Lab.class).toString().endsWith(".jar") || !library.endsWith("lab/lib")) {
      String reason = "SKIPPED: the lab's jars are not packaged here; mvn verify tests them";
      System.err.println(reason);
      abort(reason);
    }
    Path house = Path.of("").toAbsolutePath().getParent();
    return new PackagedLab(library, house, System.getenv("PATH"));
  }

  private static Path jarOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same lab in another house. */
  PackagedLab in(Path otherHome) {
    return new PackagedLab(library, otherHome, path);
  }

  /** The same lab where only the programs of these folders are found. */
  PackagedLab withPath(Path... folders) {
    List<String> entries = List.of(folders).stream().map(Path::toString).toList();
    return new PackagedLab(library, home, String.join(File.pathSeparator, entries));
  }

  /** Runs a command as it is typed behind {@code ./lab}. */
  public Result run(String... arguments) {
    return run(Map.of(), arguments);
  }

  /** Runs a command with more variables in its environment. */
  public Result run(Map<String, String> environment, String... arguments) {
    ProcessBuilder builder = command(arguments);
    builder.environment().putAll(environment);
    return finish(builder);
  }

  /** A command that is not started yet. */
  public ProcessBuilder command(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-Dreceptive.home=" + home));
    command.addAll(List.of("-cp", library.resolve("*").toString(), "org.receptive.lab.Lab"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeAll(List.of("DISPLAY", "WAYLAND_DISPLAY", "JUPYTER_PATH"));
    builder.environment().put("PATH", path);
    return builder;
  }

  /** Where its server keeps the kernel's start-up cache, once that is trained. */
  public Path startUpCache() throws IOException {
    try (Stream<Path> jars = Files.list(library)) {
      return new KernelStart(new Home(home), jars.toList()).cache();
    }
  }

  /** Starts a program and waits for its end. */
  static Result finish(ProcessBuilder builder) {
    try {
      Path log = Files.createTempFile("lab", ".log");
      try {
        Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        process.getOutputStream().close();
        boolean ended = process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
        process.destroyForcibly();
        String said = Files.readString(log, StandardCharsets.UTF_8);
        return ended
            ? new Result(process.exitValue(), said)
            : new Result(-1, said + "\nno end after " + PATIENCE_MINUTES + " minutes");
      } finally {
        Files.deleteIfExists(log);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The first program of that name on the {@code PATH} of the tests. */
  public static Optional<Path> program(String name) {
    return List.of(System.getenv("PATH").split(File.pathSeparator)).stream()
        .map(folder -> Path.of(folder).resolve(name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** How the kernel of a kernelspec file is started, with one more flag for its JVM. */
  static KernelCommand withFlag(Path kernelJson, String flag) throws IOException {
    List<String> words = new ArrayList<>(KernelCommand.ofKernelspec(kernelJson).words());
    words.add(1, flag);
    return new KernelCommand(words);
  }
}
