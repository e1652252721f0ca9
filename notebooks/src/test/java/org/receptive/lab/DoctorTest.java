package org.receptive.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code lab doctor}: it tells what is there, and for each problem what to do. */
final class DoctorTest {
  @TempDir Path folder;

  private static void assertSays(String pattern, PackagedLab.Result result) {
    assertTrue(
        result.said().lines().anyMatch(line -> line.matches(pattern)),
        () -> "no line like\n" + pattern + "\nin\n" + result.said());
  }

  /** Asserts that the line of a problem is followed by its remedy. */
  private static void assertRemedy(String problem, String remedy, PackagedLab.Result result) {
    List<String> lines = result.said().lines().toList();
    int at = 0;
    while (at < lines.size() && !lines.get(at).matches(problem)) {
      at++;
    }
    assertTrue(at + 1 < lines.size(), () -> "no " + problem + " in\n" + result.said());
    assertTrue(lines.get(at + 1).matches(" +-> " + remedy), result::said);
  }

  @Test
  void aHealthyLabIsDescribed() {
    PackagedLab lab = PackagedLab.ofThisBuild();
    PackagedLab.Result result = lab.run("doctor");
    assertEquals(0, result.status(), result.said());
    assertSays("\\+ Receptive +Receptive \\d+\\.\\d+.* in .+", result);
    assertSays("\\+ JDK +Java 2\\d.* in .+", result);
    assertSays("\\+ Machine +\\d+ processors.* at most \\d+ MiB.* grown by half.* 64 MiB", result);
    assertSays("\\+ Lecture +\\d+ notebooks in .+", result);
    assertSays(".*(cpp|vector|reference) +chosen: .+", result);
    assertSays(" *threads +\\d+", result);
  }

  @Test
  void kernelsThatWereAskedForAreNamedWithTheReason() {
    PackagedLab.Result result =
        PackagedLab.ofThisBuild()
            .run(Map.of("JDK_JAVA_OPTIONS", "-Dreceptive.kernels=reference"), "doctor");
    assertSays(".*reference +chosen, as asked for: .+", result);
    assertSays(".*vector +not needed: -Dreceptive.kernels=reference asks for another", result);
  }

  @Test
  void kernelsThatThereAreNotAreAProblemWithARemedy() {
    PackagedLab.Result result =
        PackagedLab.ofThisBuild()
            .run(Map.of("JDK_JAVA_OPTIONS", "-Dreceptive.kernels=abacus"), "doctor");
    assertEquals(1, result.status(), result.said());
    assertSays("! Engine .*abacus.*", result);
    assertSays(" +-> Start without -Dreceptive.kernels.*", result);
  }

  @Test
  void whatIsMissingComesWithItsRemedy() throws IOException {
    Path nothing = Files.createDirectory(folder.resolve("nothing"));
    PackagedLab.Result result =
        PackagedLab.ofThisBuild()
            .in(nothing)
            .withPath(nothing)
            .run(Map.of("JUPYTER_DATA_DIR", nothing.toString()), "doctor");
    assertEquals(1, result.status(), result.said());
    assertRemedy("! Lecture +no notebooks in .+", "Clone the repository again\\.", result);
    assertRemedy("o Maven +no mvn on the PATH", "Install it to build.*", result);
    assertRemedy("o Kernel +not installed for your Jupyter", "Run \\./lab install\\..*", result);
  }
}
