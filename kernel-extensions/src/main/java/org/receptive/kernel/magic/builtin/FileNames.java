package org.receptive.kernel.magic.builtin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Completes file names. */
final class FileNames {
  private FileNames() {}

  static List<String> startingWith(String prefix) {
    String folder = prefix.substring(0, prefix.lastIndexOf('/') + 1);
    try (Stream<Path> files = Files.list(Path.of(folder.isEmpty() ? "." : folder))) {
      return files
          .map(f -> folder + f.getFileName() + (Files.isDirectory(f) ? "/" : ""))
          .filter(name -> name.startsWith(prefix))
          .sorted()
          .toList();
    } catch (IOException | InvalidPathException e) {
      return List.of();
    }
  }
}
