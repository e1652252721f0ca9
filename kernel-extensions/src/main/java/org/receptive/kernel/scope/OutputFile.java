package org.receptive.kernel.scope;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Supplier;

/** The file of one scope, made when something is to be written. */
final class OutputFile {
  /** A loop without end must not fill the disk. */
  static final long MOST_CHARS = 256_000_000;

  private static final String END =
      "\n[the file ends here: " + MOST_CHARS / 1_000_000 + " MB are written]\n";

  private final Supplier<OutputFiles> files;
  private Optional<Path> path = Optional.empty();
  private Optional<IOException> failure = Optional.empty();
  private long chars;

  OutputFile(Supplier<OutputFiles> files) {
    this.files = files;
  }

  /** Returns whether something was written, or could not be. */
  boolean isUsed() {
    return chars > 0;
  }

  /** Writes text behind what is there; a failure is told by {@link #whereabouts}. */
  void append(String text) {
    boolean room = chars < MOST_CHARS;
    chars += text.length();
    if (!room || failure.isPresent()) {
      return;
    }
    try {
      if (path.isEmpty()) {
        path = Optional.of(files.get().create());
      }
      Files.writeString(
          path.get(), chars < MOST_CHARS ? text : text + END, StandardOpenOption.APPEND);
    } catch (IOException e) {
      failure = Optional.of(e);
    }
  }

  /** Returns the end of a sentence about the text. */
  String whereabouts() {
    return failure
        .map(e -> "cannot be kept, for no file can be written (" + e + ")")
        .orElseGet(() -> "is in " + path.map(Path::toString).orElse("no file"));
  }
}
