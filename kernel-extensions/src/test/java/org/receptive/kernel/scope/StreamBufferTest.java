package org.receptive.kernel.scope;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StreamBufferTest {
  private static final String TEXT = "Fläche ∑ 🙂";

  private record Shown(StreamName name, String text) {}

  private final List<Shown> shown = new ArrayList<>();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final StreamBuffer buffer =
      new StreamBuffer(
          clock,
          () ->
              new OutputLimit((name, text) -> shown.add(new Shown(name, text)), OutputFiles::new));

  @AfterEach
  void stop() {
    clock.shutdownNow();
  }

  private String text() {
    buffer.finish();
    return shown.stream().map(Shown::text).collect(Collectors.joining());
  }

  @Test
  void bytesThatComeOneByOneAreCharactersAgain() {
    for (byte b : TEXT.getBytes(StandardCharsets.UTF_8)) {
      buffer.write(StreamName.STDOUT, new byte[] {b}, 0, 1);
    }
    assertEquals(TEXT, text());
  }

  @Test
  void charactersThatComeInHalvesAreWhole() throws InterruptedException {
    for (char half : TEXT.toCharArray()) {
      buffer.write(StreamName.STDOUT, String.valueOf(half), "");
      Thread.sleep(2); // So that the clock strikes between the halves, too.
    }
    assertEquals(TEXT, text());
  }

  @Test
  void bytesAndTextKeepTheirOrder() {
    byte[] sum = "∑".getBytes(StandardCharsets.UTF_8);
    buffer.write(StreamName.STDOUT, "a", "\n");
    buffer.write(StreamName.STDOUT, sum, 0, sum.length);
    buffer.write(StreamName.STDOUT, "b", "");
    buffer.write(StreamName.STDOUT, sum, 0, 1);
    buffer.write(StreamName.STDOUT, "c", "");
    assertEquals("a\n∑b\uFFFDc", text());
  }

  @Test
  void theStreamsKeepTheirOrder() {
    buffer.write(StreamName.STDOUT, "1", "");
    buffer.write(StreamName.STDERR, "2", "");
    buffer.write(StreamName.STDOUT, "3", "");
    buffer.finish();
    assertEquals(
        List.of(
            new Shown(StreamName.STDOUT, "1"),
            new Shown(StreamName.STDERR, "2"),
            new Shown(StreamName.STDOUT, "3")),
        shown);
  }

  @Test
  void threadsLoseNothingAndLinesStayWhole() throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      String line = String.valueOf((char) ('a' + t)).repeat(9);
      threads.add(
          Thread.startVirtualThread(
              () -> {
                for (int i = 0; i < 1_000; i++) {
                  buffer.write(StreamName.STDOUT, line, "\n");
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    List<String> lines = text().lines().toList();
    assertEquals(4_000, lines.size());
    assertTrue(lines.stream().allMatch(line -> line.matches("(.)\\1{8}")));
  }

  @Test
  void aClearedPageHasRoomAgain() {
    System.setProperty(OutputBounds.PROPERTY, "10");
    try {
      for (int frame = 0; frame < 100; frame++) {
        buffer.write(StreamName.STDOUT, "frame\n".repeat(9), "");
        buffer.cleared();
      }
      assertEquals("frame\n".repeat(900), text());
    } finally {
      System.clearProperty(OutputBounds.PROPERTY);
    }
  }
}
