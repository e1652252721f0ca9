package org.receptive.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one run of {@code lab install} leaves behind, for all tests and for all JVMs that run them:
 * it takes most of a minute. It is made anew once the jars are other ones.
 */
public final class SharedKernel {
  /** Names a prefix that is installed already, for whoever tries a test again and again. */
  private static final String PREFIX = "receptive.test.prefix";

  private SharedKernel() {}

  /** The first who asks installs; the others wait for it. */
  private static final class Installation {
    private static final Path PREFIX_FOLDER = install();
  }

  /** The folder {@code share/jupyter} with the kernel in it, for {@code JUPYTER_PATH}. */
  public static Path data() {
    return dataIn(Installation.PREFIX_FOLDER);
  }

  private static Path dataIn(Path prefix) {
    return prefix.resolve("share").resolve("jupyter");
  }

  /** What {@code lab install} said. */
  static String said() {
    try {
      return Files.readString(note(Installation.PREFIX_FOLDER));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path note(Path prefix) {
    return prefix.resolveSibling("installed.txt");
  }

  private static Path install() {
    String present = System.getProperty(PREFIX);
    if (present != null) {
      return Path.of(present);
    }
    PackagedLab lab = PackagedLab.ofThisBuild();
    try {
      Path folder = Files.createDirectories(Path.of("target", "shared-kernel").toAbsolutePath());
      // A space in the name, as in many a user's folder.
      Path prefix = folder.resolve("an environment");
      try (FileChannel lock =
              FileChannel.open(
                  folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          var _ = lock.lock();
          Stream<Path> jars = Files.list(lab.library())) {
        if (!Files.exists(note(prefix))
            || !Kernelspec.isMadeFrom(Kernelspec.folderIn(dataIn(prefix)), jars.toList())) {
          Files.deleteIfExists(note(prefix));
          PackagedLab.Result installed = lab.run("install", "--prefix", prefix.toString());
          assertEquals(0, installed.status(), installed.said());
          Files.writeString(note(prefix), installed.said());
        }
      }
      return prefix;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A run of a notebook by nbconvert, with this kernel. */
  public static PackagedLab.Result nbconvert(
      Path nbconvert, Path notebook, Path executed, List<String> jvmFlags) {
    ProcessBuilder run =
        new ProcessBuilder(
            nbconvert.toString(),
            "--to",
            "notebook",
            "--execute",
            "--ExecutePreprocessor.timeout=600",
            "--ExecutePreprocessor.startup_timeout=180",
            "--output-dir=" + executed.toAbsolutePath().getParent(),
            "--output=" + executed.getFileName(),
            notebook.toString());
    run.environment().put("JUPYTER_PATH", data().toString());
    if (!jvmFlags.isEmpty()) {
      run.environment().put("JDK_JAVA_OPTIONS", String.join(" ", jvmFlags));
    }
    return PackagedLab.finish(run);
  }
}
