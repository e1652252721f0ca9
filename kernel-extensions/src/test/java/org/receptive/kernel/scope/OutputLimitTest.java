package org.receptive.kernel.scope;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputLimitTest {
  private static final Pattern FILE = Pattern.compile(" is in (\\S+);");
  private static final int HEAD = 20;
  private static final int TAIL = 2;

  private record Shown(StreamName name, String text) {}

  private final List<Shown> shown = new ArrayList<>();
  private final OutputFiles files = new OutputFiles();
  private OutputLimit limit;

  @BeforeEach
  void twentyLines() {
    System.setProperty(OutputBounds.PROPERTY, "" + HEAD);
    limit = new OutputLimit((name, text) -> shown.add(new Shown(name, text)), () -> files);
  }

  @AfterEach
  void asBefore() throws IOException {
    System.clearProperty(OutputBounds.PROPERTY);
    Matcher named = FILE.matcher(text());
    while (named.find()) {
      Files.deleteIfExists(Path.of(named.group(1)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, HEAD - 1, HEAD, HEAD + 1, HEAD + TAIL})
  void whatFitsIntoHeadAndTailIsShownAsItIs(int count) {
    lines(0, count).lines().forEach(line -> limit.accept(StreamName.STDOUT, line + "\n"));
    limit.finish();
    assertEquals(lines(0, count), text());
  }

  @Test
  void theHeadIsShownAtOnceAndTheRestWaits() {
    limit.accept(StreamName.STDOUT, lines(0, HEAD + 1));
    assertEquals(lines(0, HEAD), text());
    limit.finish();
    assertEquals(lines(0, HEAD + 1), text());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 50, 1000})
  void ofAFloodHeadAndTailAreShownAndTheRestIsCountedAndInAFile(int together) throws IOException {
    int count = 1_000;
    for (int i = 0; i < count; i += together) {
      limit.accept(StreamName.STDOUT, lines(i, Math.min(count, i + together)));
    }
    limit.finish();
    List<String> seen = text().lines().toList();
    assertEquals(HEAD + 2 + TAIL, seen.size(), text());
    assertEquals(lines(0, HEAD).lines().toList(), seen.subList(0, HEAD));
    assertTrue(seen.get(HEAD).contains("after 20 lines"), seen.get(HEAD));
    assertTrue(seen.get(HEAD + 1).startsWith("[... 978 lines (0.0 MB) are not shown"), text());
    assertTrue(seen.get(HEAD + 1).contains("\"receptive.output.limit\", \"1000\""), text());
    assertEquals(lines(count - TAIL, count).lines().toList(), seen.subList(HEAD + 2, seen.size()));
    assertEquals(lines(HEAD, count), Files.readString(file()));
  }

  @Test
  void theLimitThatTheTextNamesShowsAll() {
    System.setProperty(OutputBounds.PROPERTY, "1000");
    limit = new OutputLimit((name, text) -> shown.add(new Shown(name, text)), () -> files);
    limit.accept(StreamName.STDOUT, lines(0, 1_000));
    limit.finish();
    assertEquals(lines(0, 1_000), text());
  }

  @Test
  void offMeansNoLimit() {
    System.setProperty(OutputBounds.PROPERTY, OutputBounds.OFF);
    limit = new OutputLimit((name, text) -> shown.add(new Shown(name, text)), () -> files);
    limit.accept(StreamName.STDOUT, lines(0, 50_000));
    assertEquals(lines(0, 50_000), text());
  }

  @Test
  void aLimitThatIsNoNumberIsTheUsualOne() {
    System.setProperty(OutputBounds.PROPERTY, "many");
    assertEquals(OutputBounds.ofLines(OutputBounds.LINES), OutputBounds.current());
  }

  @Test
  void oneEndlessLineIsCutByItsCharacters() throws IOException {
    limit.accept(StreamName.STDOUT, "x".repeat(2_000) + "y".repeat(3_000) + "z".repeat(200));
    limit.finish();
    assertTrue(text().startsWith("x".repeat(2_000) + "\n[... what is printed after 0 lines"));
    assertTrue(text().endsWith("]\n" + "z".repeat(200)), text());
    assertEquals("y".repeat(3_000) + "z".repeat(200), Files.readString(file()));
  }

  @Test
  void aLineThatIsWrittenOverAgainAndAgainIsNoFlood() {
    String progress =
        IntStream.range(0, 5_000)
            .mapToObj(i -> "\repoch " + i + " of 5000")
            .collect(Collectors.joining());
    limit.accept(StreamName.STDOUT, progress);
    limit.finish();
    assertEquals(progress, text());
  }

  @Test
  void bothStreamsCountTogetherAndTheTailKeepsTheirOrder() throws IOException {
    for (int i = 0; i < 100; i++) {
      limit.accept(i % 2 == 0 ? StreamName.STDOUT : StreamName.STDERR, lines(i, i + 1));
    }
    limit.finish();
    assertEquals(
        List.of(
            new Shown(StreamName.STDOUT, "line 98\n"), new Shown(StreamName.STDERR, "line 99\n")),
        shown.subList(shown.size() - 2, shown.size()));
    assertEquals(lines(HEAD, 100), Files.readString(file()));
  }

  @Test
  void whatComesAfterTheEndGoesToTheSameFile() throws IOException {
    limit.accept(StreamName.STDOUT, lines(0, 100));
    limit.finish();
    int before = shown.size();
    limit.accept(StreamName.STDOUT, lines(100, 200));
    assertEquals(before, shown.size());
    limit.finish();
    assertTrue(text().endsWith(lines(200 - TAIL, 200)));
    assertTrue(text().contains("[... 98 lines"), text());
    assertEquals(lines(HEAD, 200), Files.readString(file()));
  }

  @Test
  void withoutAPlaceForTheFileTheReasonIsSaid() {
    limit =
        new OutputLimit(
            (name, text) -> shown.add(new Shown(name, text)),
            () -> new OutputFiles(Path.of("no", "such", "folder")));
    limit.accept(StreamName.STDOUT, lines(0, 100));
    limit.finish();
    assertTrue(text().contains("cannot be kept, for no file can be written"), text());
    assertTrue(text().endsWith(lines(100 - TAIL, 100)));
  }

  @Test
  void aKernelKeepsItsLatestTenFiles() throws IOException {
    List<Path> made = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      made.add(files.create());
    }
    assertFalse(Files.exists(made.get(0)));
    assertFalse(Files.exists(made.get(1)));
    for (Path kept : made.subList(2, made.size())) {
      assertTrue(Files.deleteIfExists(kept));
    }
  }

  private String text() {
    return shown.stream().map(Shown::text).collect(Collectors.joining());
  }

  private static String lines(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> "line " + i + "\n")
        .collect(Collectors.joining());
  }

  private Path file() {
    Matcher named = FILE.matcher(text());
    assertTrue(named.find(), text());
    return Path.of(named.group(1));
  }
}
