package org.receptive.engine.io;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Function;
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
    requireFile(file);
    try {
      requireFitting(name, Files.size(file));
      return requireContent(name, Files.readAllBytes(file));
    } catch (IOException problem) {
      throw new DataFileException(name, "cannot be read: " + problem.getMessage(), problem);
    }
  }

  /**
   * What a reader makes of a file's bytes. They are mapped, not copied: a large file takes no
   * memory of its own, and none at all once it was read.
   *
   * @param reader may keep nothing of the buffer
   * @throws DataFileException as {@link #read}, or if the file shrinks meanwhile
   */
  public static <T> T mapped(Path file, Function<ByteBuffer, T> reader) {
    String name = file.toString();
    requireFile(file);
    try (FileChannel channel = FileChannel.open(file);
        Arena arena = Arena.ofConfined()) {
      long size = channel.size();
      requireFitting(name, size);
      requireContent(name, size);
      ByteBuffer bytes = channel.map(MapMode.READ_ONLY, 0, size, arena).asByteBuffer();
      try {
        return reader.apply(bytes);
      } catch (InternalError fault) {
        // This is how the JVM tells that a mapped page is no longer there.
        if (channel.size() >= size) {
          throw fault;
        }
        throw new DataFileException(
            name,
            String.format(
                Locale.ROOT,
                "has become shorter while it was read: from %,d bytes to %,d.",
                size,
                channel.size()),
            fault);
      }
    } catch (IOException problem) {
      throw new DataFileException(name, "cannot be read: " + problem.getMessage(), problem);
    }
  }

  private static void requireFile(Path file) {
    String name = file.toString();
    if (Files.isDirectory(file)) {
      throw new DataFileException(name, "this is a folder, not a file.");
    }
    if (!Files.exists(file)) {
      throw new DataFileException(
          name, "there is no such file (looked in %s).".formatted(folder(file)));
    }
  }

  private static void requireFitting(String name, long size) {
    if (size > Integer.MAX_VALUE - 8) {
      throw new DataFileException(
          name, "the file holds %s, more than can be read at once.".formatted(Memory.binary(size)));
    }
  }

  /** Refuses what has no content. */
  static byte[] requireContent(String name, byte[] bytes) {
    requireContent(name, bytes.length);
    return bytes;
  }

  private static void requireContent(String name, long size) {
    if (size == 0) {
      throw new DataFileException(name, "the file is empty (0 bytes).");
    }
  }

  /** The folder in which a relative file is looked for. */
  private static Path folder(Path file) {
    Path parent = file.toAbsolutePath().normalize().getParent();
    return parent == null ? file.toAbsolutePath() : parent;
  }
}
