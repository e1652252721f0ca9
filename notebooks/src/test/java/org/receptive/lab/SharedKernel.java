package org.receptive.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** What one run of {@code lab install} leaves behind, for all tests: it takes most of a minute. */
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
    return Installation.PREFIX_FOLDER.resolve("share").resolve("jupyter");
  }

  private static Path install() {
    String present = System.getProperty(PREFIX);
    if (present != null) {
      return Path.of(present);
    }
    PackagedLab lab = PackagedLab.ofThisBuild();
    try {
      Path folder = Files.createTempDirectory("kernel");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
      // A space in the name, as in many a user's folder.
      Path prefix = folder.resolve("an environment");
      PackagedLab.Result installed = lab.run("install", "--prefix", prefix.toString());
      assertEquals(0, installed.status(), installed.said());
      return prefix;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
    } catch (IOException e) {
      System.err.println("left behind: " + folder);
    }
  }
}
