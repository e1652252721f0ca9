package org.receptive.engine.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.receptive.engine.tensor.Memory;

/** Whole files in memory, with the errors said for people. */
public final class FileBytes {
  private FileBytes() {}

  /**
   * All bytes of a file.
   *
   * @throws DataFileException if it is missing, a folder, empty, or cannot be read
   */
  public static byte[] read(Path file) {
    String name = file.toString();
    if (Files.isDirectory(file)) {
      throw new DataFileException(name, "this is a folder, not a file.");
    }
    if (!Files.exists(file)) {
      throw new DataFileException(
          name, "there is no such file (looked in %s).".formatted(folder(file)));
    }
    try {
      long size = Files.size(file);
      if (size > Integer.MAX_VALUE - 8) {
        throw new DataFileException(
            name,
            "the file holds %s, more than can be read at once.".formatted(Memory.binary(size)));
      }
      return requireContent(name, Files.readAllBytes(file));
    } catch (IOException problem) {
      throw new DataFileException(name, "cannot be read: " + problem.getMessage(), problem);
    }
  }

  /** Refuses what has no content. */
  static byte[] requireContent(String name, byte[] bytes) {
    if (bytes.length == 0) {
      throw new DataFileException(name, "the file is empty (0 bytes).");
    }
    return bytes;
  }

  /** The folder in which a relative file is looked for. */
  private static Path folder(Path file) {
    Path parent = file.toAbsolutePath().normalize().getParent();
    return parent == null ? file.toAbsolutePath() : parent;
  }
}
