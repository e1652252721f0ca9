package org.receptive.viz.figure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Compares what is drawn with what was looked at and kept. {@code -Dgolden.rewrite=true} writes the
 * files anew.
 *
 * @param folder where the kept files are
 */
public record GoldenFiles(Path folder) {
  /** The system property that makes the files be written instead of compared. */
  public static final String REWRITE = "golden.rewrite";

  /** The kept files under {@code src/test/resources/golden} of the module that is being tested. */
  public static GoldenFiles inTestResources(String first) {
    return new GoldenFiles(Path.of("src", "test", "resources", "golden", first));
  }

  /** Compares the SVG and the text twin of {@code figure} with {@code name.svg}, {@code .txt}. */
  public Optional<String> difference(String name, Figure figure) {
    return difference(name + ".svg", figure.svg() + "\n")
        .or(() -> difference(name + ".txt", figure.text().stripTrailing() + "\n"));
  }

  /**
   * Compares {@code content} with the kept file {@code name}.
   *
   * @return what differs and where, or nothing
   */
  public Optional<String> difference(String name, String content) {
    Path file = folder.resolve(name);
    try {
      if (Boolean.getBoolean(REWRITE)) {
        Files.createDirectories(folder);
        Files.writeString(file, content, StandardCharsets.UTF_8);
        return Optional.empty();
      }
      if (!Files.exists(file)) {
        return Optional.of(
            file + " does not exist; look at the result, then -Dgolden.rewrite=true");
      }
      return firstDifference(file, Files.readString(file, StandardCharsets.UTF_8), content);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read or write " + file, e);
    }
  }

  private static Optional<String> firstDifference(Path file, String kept, String made) {
    if (kept.equals(made)) {
      return Optional.empty();
    }
    String[] keptLines = kept.split("\n", -1);
    String[] madeLines = made.split("\n", -1);
    int line = 0;
    while (line < Math.min(keptLines.length, madeLines.length)
        && keptLines[line].equals(madeLines[line])) {
      line++;
    }
    return Optional.of(
        file
            + ", line "
            + (line + 1)
            + "\n  kept: "
            + at(keptLines, line)
            + "\n  made: "
            + at(madeLines, line)
            + "\nif the new one is right (look at it), rewrite with -Dgolden.rewrite=true");
  }

  private static String at(String[] lines, int line) {
    return line < lines.length ? lines[line] : "(ends here)";
  }
}
