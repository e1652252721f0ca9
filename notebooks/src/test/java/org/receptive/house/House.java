package org.receptive.house;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** All main classes of our modules, compiled and as sources. */
final class House {
  /** The modules that hold Java to ship. */
  static final List<String> ROOMS =
      List.of("native-kernels", "viz", "lessons", "kernel-extensions");

  static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOptions(List.of(new NoTests()))
          .importPackages("org.receptive");

  private House() {}

  /** Leaves out tests, wherever Maven has put them. */
  private static final class NoTests implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("/test-classes/");
    }
  }

  /** The main sources of a room; Maven runs a module's tests in the module's folder. */
  static List<Path> sources(String room) throws IOException {
    Path folder = Path.of("").toAbsolutePath().resolveSibling(room).resolve("src/main/java");
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }
}
