package org.receptive.house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** At the top there are only the rooms, and what a repository needs. */
final class TopOfTheTreeTest {
  private static final Set<String> ALLOWED =
      Set.of(
          "native-kernels",
          "viz",
          "lessons",
          "kernel-extensions",
          "notebooks",
          "findings",
          "pom.xml",
          "README.md",
          "LICENSE",
          "NOTICE",
          "lab",
          "target");

  @Test
  void onlyRoomsStandAtTheTop() throws IOException {
    // Maven runs a module's tests in the module's folder.
    Path top = Path.of("").toAbsolutePath().getParent();
    try (Stream<Path> entries = Files.list(top)) {
      List<String> strangers =
          entries
              .map(entry -> entry.getFileName().toString())
              .filter(name -> !name.startsWith(".") && !ALLOWED.contains(name))
              .sorted()
              .toList();
      assertEquals(List.of(), strangers);
    }
  }
}
