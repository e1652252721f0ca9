package org.receptive.lab;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where things are.
 *
 * @param root the folder with the script {@code lab}
 */
record Home(Path root) {
  private static final String PROPERTY = "receptive.home";

  /** The house from which this program was started; the script {@code lab} says where it is. */
  static Home ofThisProgram() {
    return new Home(Path.of(System.getProperty(PROPERTY, "")).toAbsolutePath().normalize());
  }

  /** The lecture's folder. */
  Path lecture() {
    return root.resolve("notebooks");
  }

  /** Where the lab keeps what it makes; {@code mvn clean} takes it away. */
  Path workshop() {
    return root.resolve("kernel-extensions").resolve("target").resolve("lab");
  }

  /** The lecture's notebooks in their order. */
  List<Path> notebooks() throws IOException {
    if (!Files.isDirectory(lecture())) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(lecture())) {
      return files.filter(file -> file.toString().endsWith(".ipynb")).sorted().toList();
    }
  }

  /** The jars and folders of the class path of this program. */
  static List<Path> classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.isEmpty())
        .map(Path::of)
        .toList();
  }
}
