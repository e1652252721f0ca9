package org.receptive.engine.io.onnx;

import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.receptive.engine.io.DataFileException;

/**
 * Tensors that lie in files beside the model. Only files of the model's own folder, or below it,
 * are ever opened: a model is often somebody else's, and must not read what it likes.
 */
final class ExternalData {
  private final String file;
  private final Optional<Path> folder;

  /**
   * Files beside a model.
   *
   * @param file the model, for messages
   * @param folder its folder; empty if the model lies in no folder
   */
  ExternalData(String file, Optional<Path> folder) {
    this.file = file;
    this.folder = folder;
  }

  /** The bytes that the entries {@code location}, {@code offset} and {@code length} name. */
  ByteBuffer read(String tensor, List<StringStringEntryProto> entries) {
    Map<String, String> named =
        entries.stream()
            .collect(
                Collectors.toMap(
                    StringStringEntryProto::getKey, StringStringEntryProto::getValue, (a, b) -> b));
    String location = named.getOrDefault("location", "");
    Path path = path(tensor, location);
    long offset = number(tensor, named.getOrDefault("offset", "0"));
    try (FileChannel channel = FileChannel.open(path)) {
      long size = channel.size();
      long length =
          named.containsKey("length")
              ? number(tensor, named.get("length"))
              : Math.max(0, size - offset);
      if (offset > size || length > size - offset || length > Integer.MAX_VALUE - 8) {
        throw problem(
            tensor,
            String.format(
                Locale.ROOT,
                "takes bytes %,d to %,d of '%s', which holds %,d.",
                offset,
                offset + length,
                location,
                size));
      }
      ByteBuffer bytes = ByteBuffer.allocate((int) length);
      while (bytes.hasRemaining() && channel.read(bytes, offset + bytes.position()) >= 0) {
        // Reads until all is there; a file that shrinks meanwhile leaves the buffer short.
      }
      return bytes.flip();
    } catch (IOException unreadable) {
      throw new DataFileException(
          file, "'%s' cannot be read: %s".formatted(location, unreadable.getMessage()), unreadable);
    }
  }

  private Path path(String tensor, String location) {
    Path home =
        folder.orElseThrow(
            () ->
                problem(
                    tensor,
                    "lies in the file '%s'; read the model from its folder.".formatted(location)));
    try {
      Path real = home.toRealPath();
      Path asked = real.resolve(location).normalize();
      boolean inside =
          !location.isBlank() && !Path.of(location).isAbsolute() && asked.startsWith(real);
      if (inside && !Files.isRegularFile(asked)) {
        throw problem(
            tensor, "lies in the file '%s', which is not beside the model.".formatted(location));
      }
      // A link may still lead outside.
      if (!inside || !asked.toRealPath().startsWith(real)) {
        throw problem(
            tensor,
            "lies in '%s'; only files in the model's own folder are read.".formatted(location));
      }
      return asked;
    } catch (IOException | InvalidPathException unreadable) {
      throw new DataFileException(
          file,
          "the tensor '%s' lies in '%s', which cannot be read: %s"
              .formatted(tensor, location, unreadable.getMessage()),
          unreadable);
    }
  }

  private long number(String tensor, String text) {
    try {
      long number = Long.parseLong(text);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException reportedBelow) {
      // Falls through.
    }
    throw problem(tensor, "has the offset or length '%s', which is no number.".formatted(text));
  }

  private DataFileException problem(String tensor, String text) {
    return new DataFileException(file, "the tensor '%s' %s".formatted(tensor, text));
  }
}
