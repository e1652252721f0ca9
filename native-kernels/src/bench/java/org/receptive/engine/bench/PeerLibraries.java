package org.receptive.engine.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.spi.ToolProvider;

/** Peers' class paths: Maven fetches them when they are first asked for, each by its own POM. */
final class PeerLibraries {
  private static final String PLUGIN =
      "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath";

  private PeerLibraries() {}

  static Path folder() {
    try {
      return Files.createDirectories(Path.of(System.getProperty("bench.folder", "target/bench")));
    } catch (IOException refused) {
      throw new java.io.UncheckedIOException(refused);
    }
  }

  static Path log(String name) {
    return folder().resolve(name + ".log").toAbsolutePath();
  }

  /** The class path that a POM beside the sources describes. */
  static String of(String name, Path sources) throws Contestant.Absent {
    Path known = folder().resolve(name + "-" + platform() + ".classpath").toAbsolutePath();
    try {
      if (Files.isReadable(known) && areThere(Files.readString(known))) {
        return Files.readString(known).strip();
      }
      Process maven =
          new ProcessBuilder(
                  List.of(
                      System.getProperty("os.name").startsWith("Windows") ? "mvn.cmd" : "mvn",
                      "-q",
                      "-B",
                      "-f",
                      sources.resolve("peers").resolve(name + ".xml").toString(),
                      PLUGIN,
                      "-Dmdep.outputFile=" + known,
                      "-Dpeer.platform=" + platform()))
              .redirectErrorStream(true)
              .redirectOutput(log(name + "-maven").toFile())
              .start();
      if (maven.waitFor() == 0 && Files.isReadable(known)) {
        return Files.readString(known).strip();
      }
      String reason =
          Files.readAllLines(log(name + "-maven")).stream()
              .filter(line -> line.contains("ERROR"))
              .map(line -> line.substring(line.indexOf("ERROR") + 6).strip())
              .findFirst()
              .orElse("see " + log(name + "-maven"));
      throw new Contestant.Absent("Maven cannot fetch it: " + reason);
    } catch (IOException noMaven) {
      throw new Contestant.Absent("Maven does not start: " + noMaven.getMessage());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new Contestant.Absent("interrupted");
    }
  }

  /** The classes of a peer's process, compiled against its own libraries. */
  static Path compiled(Contestant.Entry entry, Path sources, String classPath)
      throws Contestant.Absent {
    Path folder = folder().resolve("classes").resolve(entry.libraries().orElse("receptive"));
    StringWriter problems = new StringWriter();
    PrintWriter printed = new PrintWriter(problems);
    int status =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(
                printed,
                printed,
                "-nowarn",
                "--add-modules=jdk.incubator.vector",
                "-proc:none",
                "-d",
                folder.toString(),
                "-cp",
                classPath,
                "-sourcepath",
                sources.resolve("java").toString(),
                sources
                    .resolve("java/org/receptive/engine/bench/" + entry.main() + ".java")
                    .toString());
    if (status != 0) {
      throw new Contestant.Absent("it does not compile: " + problems);
    }
    return folder.toAbsolutePath();
  }

  private static boolean areThere(String classPath) {
    return List.of(classPath.strip().split(java.io.File.pathSeparator)).stream()
        .allMatch(file -> Files.isReadable(Path.of(file)));
  }

  /** As bytedeco and DJL name platforms. */
  private static String platform() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch");
    String family = arch.equals("amd64") || arch.equals("x86_64") ? "x86_64" : "arm64";
    return os.startsWith("mac")
        ? "macosx-" + family
        : (os.startsWith("windows") ? "windows-" : "linux-") + family;
  }
}
