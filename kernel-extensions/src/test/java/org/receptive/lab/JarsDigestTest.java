package org.receptive.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was made from jars is used with these jars only, and made anew after the next build. */
final class JarsDigestTest {
  private static final FileTime BUILT = FileTime.from(Instant.parse("2026-01-02T03:04:05Z"));

  @TempDir Path folder;

  private List<Path> jars;

  @BeforeEach
  void build() throws IOException {
    jars = List.of(folder.resolve("a.jar"), folder.resolve("b.jar"));
    for (Path jar : jars) {
      Files.writeString(jar, "first");
      Files.setLastModifiedTime(jar, BUILT);
    }
  }

  private KernelStart start() {
    return new KernelStart(new Home(folder.resolve("house")), jars);
  }

  /** Plays a training that has ended. */
  private Path trained(String content) throws IOException {
    Path kernels = start().cache().getParent();
    Files.createDirectories(kernels);
    return Files.writeString(kernels.resolve("training.aot"), content);
  }

  private static boolean uses(KernelStart start, Path cache) {
    return start.command().words().contains("-XX:AOTCache=" + cache);
  }

  @Test
  void theDigestKnowsEachNameSizeAndTimeAndNoOrder() throws IOException {
    String first = JarsDigest.of(jars);
    assertEquals(first, JarsDigest.of(jars.reversed()));
    Files.writeString(jars.getFirst(), "longer");
    Files.setLastModifiedTime(jars.getFirst(), BUILT);
    String longer = JarsDigest.of(jars);
    assertNotEquals(first, longer);
    Files.setLastModifiedTime(jars.getFirst(), FileTime.from(BUILT.toInstant().plusSeconds(1)));
    assertNotEquals(longer, JarsDigest.of(jars));
    assertNotEquals(first, JarsDigest.of(jars.subList(0, 1)));
  }

  @Test
  void aStartUpCacheOfFormerJarsIsNotUsedAndGoesWithTheNextOne() throws IOException {
    Path first = start().cache();
    assertFalse(uses(start(), first));
    start().keep(trained("one"), first);
    assertTrue(uses(start(), first));

    KernelStart running = start();
    Files.writeString(jars.getLast(), "built anew");
    Path second = start().cache();
    assertFalse(uses(running, first), "a server that runs sees the new jars");
    assertFalse(uses(start(), second));

    start().keep(trained("two"), second);
    assertTrue(uses(start(), second));
    assertFalse(Files.exists(first));
    assertEquals("two", Files.readString(second));
  }

  @Test
  void ofTwoServersOneTrains() throws IOException {
    Files.createDirectories(start().cache().getParent());
    List<String> trained = new ArrayList<>();
    KernelStart.Training second = _ -> trained.add("second");
    start()
        .trainUnlessAnotherDoes(
            draft -> {
              Files.writeString(draft, "first");
              start().trainUnlessAnotherDoes(second);
              assertEquals("first", Files.readString(draft));
              return true;
            });
    start().trainUnlessAnotherDoes(second);
    assertEquals(List.of(), trained);
    assertEquals("first", Files.readString(start().cache()));
  }

  @Test
  void aTrainingDuringWhichTheJarsChangedIsThrownAway() throws IOException {
    Path begun = start().cache();
    Path draft = trained("one");
    Files.writeString(jars.getLast(), "built anew");
    start().keep(draft, begun);
    assertFalse(Files.exists(draft));
    assertFalse(Files.exists(begun));
    assertFalse(Files.exists(start().cache()));
  }

  @Test
  void anInstalledKernelKnowsWhichJarsItCameFrom() throws IOException {
    Path spec = folder.resolve("kernel.json");
    assertFalse(Kernelspec.isMadeFrom(folder, jars));
    for (String broken : List.of("", "{", "[]", "{}", "{\"metadata\": {}}")) {
      Files.writeString(spec, broken);
      assertFalse(Kernelspec.isMadeFrom(folder, jars), broken);
    }
    JsonObject metadata = new JsonObject();
    metadata.addProperty("receptive_jars", JarsDigest.of(jars));
    JsonObject json = new JsonObject();
    json.add("metadata", metadata);
    Files.writeString(spec, json.toString());
    assertTrue(Kernelspec.isMadeFrom(folder, jars));
    Files.writeString(jars.getLast(), "built anew");
    assertFalse(Kernelspec.isMadeFrom(folder, jars));
  }
}
