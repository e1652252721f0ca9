package org.receptive.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.receptive.kernel.client.Execution;
import org.receptive.kernel.client.KernelClient;
import org.receptive.kernel.client.KernelCommand;
import org.receptive.kernel.client.KernelFailure;
import org.receptive.kernel.client.KernelFlags;
import org.receptive.kernel.client.Output;
import org.receptive.kernel.session.HeapWatch;
import org.receptive.server.frontend.FrontEndArchive;

/** What the doctor looks at, one finding after the other. */
final class Examination {
  private static final int JAVA = 25;
  private static final Duration KERNEL_PATIENCE = Duration.ofMinutes(2);
  private static final long ENOUGH_MEMORY_MIB = 512;

  private Examination() {}

  static List<Finding> of(Home home) throws IOException {
    List<Finding> findings = new ArrayList<>();
    findings.add(
        Finding.fine("Receptive", new Lab.Version().getVersion()[0] + " in " + home.root()));
    findings.add(java());
    findings.add(FileNames.finding(FileNames.encoding()));
    findings.add(memory());
    findings.add(kernels(home));
    findings.add(notebooks(home));
    findings.add(maven());
    findings.add(frontEnd());
    findings.add(kernelspec());
    return findings;
  }

  private static Finding java() {
    String detail =
        "Java %s (%s) in %s, %s %s"
            .formatted(
                Runtime.version(),
                System.getProperty("java.vendor"),
                System.getProperty("java.home"),
                System.getProperty("os.name"),
                System.getProperty("os.arch"));
    return Runtime.version().feature() >= JAVA
        ? Finding.fine("JDK", detail)
        : Finding.broken("JDK", detail, "Install a JDK 25 and point JAVA_HOME at it.");
  }

  /**
   * This JVM and a kernel's have the same bound: the machine's memory and the environment set it.
   */
  private static Finding memory() {
    Runtime runtime = Runtime.getRuntime();
    long heap = runtime.maxMemory() >> 20;
    String detail =
        String.format(
            Locale.ROOT,
            "%d processors; Java objects of a kernel take at most %d MiB (a quarter of the memory,"
                + " or what JDK_JAVA_OPTIONS=-Xmx... says), of which it keeps what it needs and"
                + " %d MiB for new ones; they are collected once they have grown by half, at least"
                + " by %d MiB",
            runtime.availableProcessors(),
            heap,
            KernelFlags.YOUNG_MIB,
            HeapWatch.ROOM_MIB);
    return heap >= ENOUGH_MEMORY_MIB
        ? Finding.fine("Machine", detail)
        : Finding.less("Machine", detail, "VGG-16 alone needs about 600 MiB; close programs.");
  }

  /**
   * Starts a kernel and asks it which compute kernels it has chosen: that tells at once whether
   * notebooks can run, and what with.
   */
  private static Finding kernels(Home home) {
    String question =
        "System.out.print(org.receptive.engine.kernels.selection.KernelSelection"
            + ".current().explain());";
    try (KernelClient kernel =
        KernelClient.start(KernelCommand.receptive(), home.root(), KERNEL_PATIENCE)) {
      Execution answer = kernel.execute(question, KERNEL_PATIENCE);
      String text =
          answer.outputs().stream()
              .filter(Output.Stream.class::isInstance)
              .map(output -> ((Output.Stream) output).text())
              .collect(Collectors.joining());
      return answer.failure().isPresent()
          ? Finding.broken(
              "Engine",
              answer.failure().get().evalue(),
              "Start without -Dreceptive.kernels to take the best that runs.")
          : engine(text.strip());
    } catch (KernelFailure e) {
      return Finding.broken("Engine", e.getMessage(), "Build again: mvn clean, then ./lab doctor.");
    }
  }

  /** Without C++ the lab computes all the same, but more slowly. */
  private static Finding engine(String explanation) {
    return explanation.lines().anyMatch(line -> line.matches("cpp\\s+cannot run.*"))
        ? Finding.less(
            "Engine",
            explanation,
            "For the fastest kernels, install cmake and a C++ compiler, then: mvn clean, ./lab"
                + " doctor")
        : Finding.fine("Engine", explanation);
  }

  private static Finding notebooks(Home home) throws IOException {
    List<Path> notebooks = home.notebooks();
    return notebooks.isEmpty()
        ? Finding.broken(
            "Lecture", "no notebooks in " + home.lecture(), "Clone the repository again.")
        : Finding.fine("Lecture", notebooks.size() + " notebooks in " + home.lecture());
  }

  private static Finding maven() {
    Optional<String> version = ProgramOutput.firstLine("mvn", "-v");
    return version
        .map(text -> Finding.fine("Maven", text.replaceAll("\u001b\\[[0-9;]*m", "")))
        .orElseGet(
            () ->
                Finding.less(
                    "Maven", "no mvn on the PATH", "Install it to build; running needs none."));
  }

  private static Finding frontEnd() {
    String other =
        JupyterFrontEnd.find()
            .map(jupyter -> "; also installed: " + jupyter.name() + " " + jupyter.version())
            .orElse("");
    return FrontEndArchive.isBundled()
        ? Finding.fine("Front end", "JupyterLab of its own, no Python needed" + other)
        : Finding.less(
            "Front end",
            "built without JupyterLab" + other,
            "./lab opens pages that cannot be changed. Clone again, and build.");
  }

  private static Finding kernelspec() {
    Path installed = Kernelspec.folderIn(Kernelspec.userDataFolder());
    if (!Files.exists(installed.resolve("kernel.json"))) {
      return Finding.less(
          "Kernel",
          "not installed for your Jupyter",
          "Run ./lab install. (./lab alone works without it.)");
    }
    return Files.exists(installed.resolve("receptive.aot"))
        ? Finding.fine("Kernel", "installed with start-up cache in " + installed)
        : Finding.less(
            "Kernel", "installed without start-up cache in " + installed, "Run ./lab install.");
  }
}
