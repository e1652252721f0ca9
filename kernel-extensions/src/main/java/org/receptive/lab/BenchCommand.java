package org.receptive.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.receptive.kernel.client.KernelCommand;
import org.receptive.lab.bench.BenchmarkTable;
import org.receptive.lab.bench.KernelBenchmark;
import org.receptive.lab.bench.SessionBenchmark;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lab bench}: measures beside peers. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Measure beside peers, alternating with them.",
    subcommands = {
      BenchCommand.Kernel.class,
      BenchCommand.Session.class,
      BenchEngineCommand.class,
      BenchCommand.Live.class
    })
final class BenchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return 0;
  }

  /** {@code lab bench kernel}. */
  @Command(
      name = "kernel",
      mixinStandardHelpOptions = true,
      description = "The kernel beside ipykernel, where that is installed.")
  static final class Kernel implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(
        names = "--starts",
        defaultValue = "10",
        paramLabel = "N",
        description = "How often each kernel is started (default: ${DEFAULT-VALUE}).")
    private int starts;

    @Option(names = "--json", description = "Print one JSON object per case.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
      var line = spec.commandLine();
      if (starts < 1) {
        throw new ParameterException(line, "--starts is " + starts + "; at least 1 is needed");
      }
      Home home = Home.ofThisProgram();
      Path kernelspec = Kernelspec.upToDate(home.workshop().resolve("jupyter"), line.getErr());
      Optional<KernelCommand> peer = ipykernel();
      if (peer.isEmpty()) {
        line.getErr().println("ipykernel is not installed; only our kernel is measured.");
      }
      BenchmarkTable table =
          KernelBenchmark.run(
              KernelCommand.ofKernelspec(kernelspec),
              peer,
              home.root(),
              starts,
              text -> line.getErr().println(text));
      if (json) {
        table.jsonLines().forEach(line.getOut()::println);
      } else {
        line.getOut().print(table.toText());
      }
      line.getOut().flush();
      return 0;
    }

    /** The kernelspec python3, as distributions and environments install it. */
    private static Optional<KernelCommand> ipykernel() throws IOException {
      Optional<Path> spec =
          Stream.of(
                  Kernelspec.userDataFolder(),
                  Path.of("/usr/local/share/jupyter"),
                  Path.of("/usr/share/jupyter"))
              .map(data -> data.resolve("kernels").resolve("python3").resolve("kernel.json"))
              .filter(Files::isReadable)
              .findFirst();
      return spec.isEmpty()
          ? Optional.empty()
          : Optional.of(KernelCommand.ofKernelspec(spec.get()));
    }
  }

  /** {@code lab bench session}. */
  @Command(
      name = "session",
      mixinStandardHelpOptions = true,
      description = "How cells and memory fare in a long session with our kernel.")
  static final class Session implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(
        names = "--cells",
        defaultValue = "3000",
        paramLabel = "N",
        description = "How many cells are run (default: ${DEFAULT-VALUE}).")
    private int cells;

    @Override
    public Integer call() throws IOException {
      var line = spec.commandLine();
      if (cells < 1) {
        throw new ParameterException(line, "--cells is " + cells + "; at least 1 is needed");
      }
      Home home = Home.ofThisProgram();
      Path kernelspec = Kernelspec.upToDate(home.workshop().resolve("jupyter"), line.getErr());
      SessionBenchmark.run(
          KernelCommand.ofKernelspec(kernelspec),
          home.root(),
          cells,
          text -> {
            line.getOut().println(text);
            line.getOut().flush();
          });
      return 0;
    }
  }

  /**
   * {@code lab bench live}. What drives the browser is no part of the product: the measurement
   * belongs to the tests, and Maven runs it.
   */
  @Command(
      name = "live",
      mixinStandardHelpOptions = true,
      description = {
        "Sliders and the server in a real browser: from the mouse to the picture, start, memory.",
        "Needs a clone, Maven, and Chromium."
      })
  static final class Live implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(names = "--json", description = "Print one JSON object per case.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
      Path measured = Files.createTempFile("lab-bench", ".txt");
      Path log = Files.createTempFile("lab-bench", ".log");
      var line = spec.commandLine();
      line.getErr().println("Measuring in a browser; this takes a minute or two ...");
      line.getErr().flush();
      try {
        int status = runMaven(command(measured), ProcessBuilder.Redirect.to(log.toFile()));
        if (status != 0 || Files.size(measured) == 0) {
          line.getErr().print(Files.readString(log));
          throw new LabException("nothing was measured; what Maven said is above");
        }
        line.getOut().print(Files.readString(measured));
        line.getOut().flush();
        return 0;
      } finally {
        Files.deleteIfExists(measured);
        Files.deleteIfExists(log);
      }
    }

    private List<String> command(Path measured) {
      return List.of(
          "mvn",
          "-B",
          "-q",
          "-pl",
          "notebooks",
          "-am",
          "package",
          "-Dtest=LiveBenchmark",
          "-Dsurefire.failIfNoSpecifiedTests=false",
          "-Dreceptive.bench.output=" + measured,
          "-Dreceptive.bench.json=" + json);
    }
  }

  /** Runs Maven in the clone and returns its exit status. */
  static int runMaven(List<String> command, ProcessBuilder.Redirect output) {
    Process maven = start(command, output);
    try {
      return maven.waitFor();
    } catch (InterruptedException e) {
      maven.destroy();
      Thread.currentThread().interrupt();
      return Lab.FAILED;
    }
  }

  private static Process start(List<String> command, ProcessBuilder.Redirect output) {
    try {
      return new ProcessBuilder(command)
          .directory(Home.ofThisProgram().root().toFile())
          .inheritIO()
          .redirectOutput(output)
          .start();
    } catch (IOException e) {
      throw new LabException(
          "Maven fetches the peer and runs the measurement, and there is no \"mvn\" on the PATH;"
              + " install it, for example with your system's package manager",
          e);
    }
  }
}
