package org.receptive.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Numbers in messages are written alike in every locale: a format with numbers says which one it
 * means. Without it, an Arabic machine writes other digits, and a German one other points.
 */
final class NumbersInMessagesTest {
  private static final String TEXT = "\"(?:[^\"\\\\\\n]|\\\\.)*+\"";
  private static final String NUMBER =
      "\"(?:[^\"\\\\\\n%]|\\\\.|%(?![-+0-9.,]*[dfe]))*+%[-+0-9.,]*[dfe]";

  /** A text with a number in it, formatted without a locale. */
  private static final Pattern WITHOUT_LOCALE =
      Pattern.compile(
          "%2$s(?:[^\"\\\\\\n]|\\\\.)*+\"(?:\\s*\\+\\s*%1$s)*+\\s*\\)?\\s*\\.formatted\\("
                  .formatted(TEXT, NUMBER)
              + "|(?:\\.printf|String\\.format)\\(\\s*(?:%1$s\\s*\\+\\s*)*?%2$s"
                  .formatted(TEXT, NUMBER));

  @Test
  void theyAreFound() {
    for (String wrong :
        List.of(
            "\"%d MiB\".formatted(n)",
            "(\"a \" + \"of %,d\" + \" b\").formatted(n)",
            "String.format(\"%.1f\", x)",
            "out.printf(\n  \"%s\" + \" %5d\", s, n)")) {
      assertTrue(WITHOUT_LOCALE.matcher(wrong).find(), wrong);
    }
    for (String right :
        List.of(
            "\"%s MiB\".formatted(n)",
            "String.format(Locale.ROOT, \"%d\", x)", "\"%d\" + n; \"%s\".formatted(n)")) {
      assertFalse(WITHOUT_LOCALE.matcher(right).find(), right);
    }
  }

  @Test
  void everyFormatOfANumberSaysItsLocale() throws IOException {
    List<String> without = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        WITHOUT_LOCALE
            .matcher(Files.readString(file))
            .results()
            .forEach(found -> without.add(file.getFileName() + ": " + found.group()));
      }
    }
    assertEquals(List.of(), without);
  }
}
