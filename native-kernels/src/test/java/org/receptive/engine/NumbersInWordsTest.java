package org.receptive.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.receptive.engine.io.DataFileException;
import org.receptive.engine.io.Idx;
import org.receptive.engine.io.onnx.Onnx;
import org.receptive.engine.kernels.parallel.Workers;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.TopK;
import org.receptive.engine.network.Network;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/**
 * Numbers in messages have the same digits in every country. The one way to put them there is
 * {@code String.format(Locale.ROOT, ...)}; {@code formatted} is for words.
 */
class NumbersInWordsTest {
  private static final String LITERAL = "\"(?:[^\"\\\\\\n]|\\\\.)*\"";

  /** A literal, or several in parentheses, to which numbers are put by the machine's language. */
  private static final Pattern FORMATTED =
      Pattern.compile(
          "(?<text>" + LITERAL + "|\\((?:\\s*" + LITERAL + "\\s*\\+?)+\\))\\s*\\.formatted\\(");

  private static final Pattern FORMAT = Pattern.compile("(?:format|printf)\\(\\s*\"");
  private static final Pattern NUMBER =
      Pattern.compile("%(?:\\d+\\$)?[-#+ 0,(]*\\d*(?:\\.\\d+)?[doxXeEfgG]");

  @Test
  void theSourcesPutNumbersIntoWordsInOneWay() throws IOException {
    List<String> others = new ArrayList<>();
    List<Path> sources;
    try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
      sources = files.filter(file -> file.toString().endsWith(".java")).toList();
    }
    assertTrue(sources.size() > 100, "sources: " + sources.size());
    for (Path file : sources) {
      String source = Files.readString(file);
      Matcher formatted = FORMATTED.matcher(source);
      while (formatted.find()) {
        if (NUMBER.matcher(formatted.group("text").replace("%%", "")).find()) {
          others.add(file.getFileName() + ": " + formatted.group("text"));
        }
      }
      if (FORMAT.matcher(source).find()) {
        others.add(file.getFileName() + ": format or printf without a language");
      }
    }
    assertEquals(List.of(), others);
  }

  @Test
  void messagesHaveTheSameDigitsWhereOthersAreUsual() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.ENGLISH);
      List<String> expected = messages();
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertEquals(expected, messages());
      assertTrue("%d".formatted(12).equals("\u0661\u0662"), "this language has digits of its own");
    } finally {
      Locale.setDefault(before);
    }
  }

  private static List<String> messages() {
    Network network = Network.builder("net", Shape.of(1, 2, 6, 6)).conv("conv", 3, 3).build();
    return List.of(
        refusal(DataFileException.class, () -> Onnx.read("net.onnx", new byte[3])),
        refusal(
            DataFileException.class,
            () -> Idx.images(new ByteArrayInputStream(new byte[] {0, 0, 8, 3, 0, 0}), "idx")),
        refusal(RuntimeException.class, () -> new Workers(0)),
        refusal(RuntimeException.class, () -> new TopK(1, 0, true, false)),
        refusal(
            RuntimeException.class,
            () -> new TopK(1, 9, true, false).output(List.of(Shape.of(1, 3)))),
        refusal(RuntimeException.class, () -> Conv2d.of(4, 4, 9).output(List.of(Shape.of(1, 3)))),
        refusal(RuntimeException.class, () -> network.run(Tensor.zeros(Shape.of(1, 2, 7, 6)))),
        network.toString(),
        network.plan().text());
  }

  private static String refusal(Class<? extends RuntimeException> kind, Runnable call) {
    return assertThrows(kind, call::run).getMessage();
  }
}
