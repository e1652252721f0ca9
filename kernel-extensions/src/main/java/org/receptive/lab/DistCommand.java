package org.receptive.lab;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lab dist}: packs what students need, to be handed out. */
@Command(
    name = "dist",
    mixinStandardHelpOptions = true,
    description = {
      "Pack one zip that runs on any machine with a JDK 25, and nothing else.",
      "The notebooks in it are the students': exercises without solutions, nothing run.",
      "It holds the C++ kernels that were built here; elsewhere the Vector API computes."
    })
final class DistCommand implements Callable<Integer> {
  private static final double BYTES_PER_MEBIBYTE = 1 << 20;

  @Spec private CommandSpec spec;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = {
        "The zip to write, or to replace.",
        "Default: receptive-VERSION.zip where builds go; with solutions,",
        "receptive-VERSION-solutions.zip."
      })
  private Path output;

  @Option(
      names = "--with-solutions",
      description = {
        "Pack the notebooks as the lecturer keeps them: for assistants, or after the course.",
        "This zip opens the students' version too, unless asked: bin/lab --with-solutions."
      })
  private boolean withSolutions;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    String name = "receptive-" + version();
    String file = name + (withSolutions ? "-solutions" : "") + ".zip";
    if (output != null) {
      requireZip(file);
    }
    Home home = Home.ofThisProgram();
    Edition edition = Edition.of(withSolutions);
    List<Path> notebooks = home.requireNotebooks(edition);
    List<Path> jars = Home.classPath();
    if (jars.stream().anyMatch(Files::isDirectory)) {
      throw new LabException("classes in folders cannot be packed; run ./lab dist from its jars");
    }
    Path zip = output == null ? home.builds().resolve(file) : output;
    WritableFolder.make(zip.toAbsolutePath().getParent());
    try (Distribution distribution = Distribution.create(zip, name)) {
      distribution.addPrograms();
      distribution.addLibraries(jars);
      distribution.addLecture(notebooks, edition);
      distribution.addLicences(home.root(), jars);
    }
    out.printf(
        Locale.ROOT,
        "%s: %.1f MiB, %d libraries, %d notebooks %s solutions%n",
        zip,
        Files.size(zip) / BYTES_PER_MEBIBYTE,
        jars.size(),
        notebooks.size(),
        withSolutions ? "with their" : "without");
    out.println("Unpacked, it starts with bin/lab (Windows: bin\\lab).");
    return 0;
  }

  /**
   * A folder is not replaced by a zip, and a zip is not hidden behind a name without its ending.
   */
  private void requireZip(String usual) {
    if (output.toString().isBlank()) {
      throw new LabException("--output is empty; name the zip to write, or leave --output out");
    }
    if (Files.isDirectory(output)) {
      throw new LabException(
          "\"%s\" is a folder; name the zip in it: --output \"%s\""
              .formatted(output, output.resolve(usual)));
    }
    if (!output.toString().toLowerCase(Locale.ROOT).endsWith(".zip")) {
      throw new LabException(
          "\"%s\" does not end in .zip; name the zip to write: --output \"%s.zip\", or \"%s\""
              .formatted(output, output, output.resolve(usual)));
    }
  }

  private static String version() throws IOException {
    return new Lab.Version().getVersion()[0].replace("Receptive ", "");
  }
}
