package org.receptive.notebooks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The notebook files of this module. */
final class LectureNotebooks {
  private LectureNotebooks() {}

  /** In the order of the lecture. */
  static List<Path> files() {
    try (Stream<Path> files = Files.list(Path.of("").toAbsolutePath())) {
      List<Path> found = files.filter(file -> file.toString().endsWith(".ipynb")).sorted().toList();
      if (found.isEmpty()) {
        throw new IllegalStateException("no notebook in " + Path.of("").toAbsolutePath());
      }
      return found;
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }
}
