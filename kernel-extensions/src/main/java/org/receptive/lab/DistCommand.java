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
      "It holds the C++ kernels that were built here; elsewhere the Vector API computes."
    })
final class DistCommand implements Callable<Integer> {
  private static final double BYTES_PER_MEBIBYTE = 1 << 20;

  @Spec private CommandSpec spec;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "The zip to write. Default: receptive-VERSION.zip where builds go.")
  private Path output;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Home home = Home.ofThisProgram();
    List<Path> notebooks = home.requireNotebooks();
    List<Path> jars = Home.classPath();
    if (jars.stream().anyMatch(Files::isDirectory)) {
      throw new LabException("classes in folders cannot be packed; run ./lab dist from its jars");
    }
    String name = "receptive-" + version();
    Path zip = output == null ? home.builds().resolve(name + ".zip") : output;
    WritableFolder.make(zip.toAbsolutePath().getParent());
    try (Distribution distribution = Distribution.create(zip, name)) {
      distribution.addPrograms();
      distribution.addLibraries(jars);
      distribution.addLecture(notebooks);
      distribution.addLicences(home.root(), jars);
    }
    out.printf(
        Locale.ROOT,
        "%s: %.1f MiB, %d libraries, %d notebooks%n",
        zip,
        Files.size(zip) / BYTES_PER_MEBIBYTE,
        jars.size(),
        notebooks.size());
    out.println("Unpacked, it starts with bin/lab (Windows: bin\\lab).");
    return 0;
  }

  private static String version() throws IOException {
    return new Lab.Version().getVersion()[0].replace("Receptive ", "");
  }
}
