package org.receptive.engine.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Memory that planned networks take outside of Java's heap is given back. */
class InferenceMemoryTest {
  /** Compiled code, and pages that the C library keeps; a leak of 7 KB a run would be more. */
  private static final long MAY_GROW_MEBIBYTES = 64;

  @Test
  @Timeout(300)
  void tenThousandInferencesOfAMixedSetLeaveNothingBehind()
      throws IOException, InterruptedException {
    List<String> lines = runInAProcessWithAFixedHeap("3000", "10000");
    assertFalse(lines.isEmpty(), "no fast kernels run here");
    for (String line : lines) {
      System.out.println("mixed inferences: kernels, MiB before and after 10,000, held: " + line);
      String[] fields = line.split("\t", -1);
      assertEquals(4, fields.length, line);
      long grown = Long.parseLong(fields[2]) - Long.parseLong(fields[1]);
      assertTrue(grown < MAY_GROW_MEBIBYTES, "the process grew by " + grown + " MiB: " + line);
      assertEquals("0", fields[3], "the allocator's own count: " + line);
    }
  }

  /** The whole heap is touched first: what grows after that is not the heap. */
  private static List<String> runInAProcessWithAFixedHeap(String... arguments)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms384m",
                "-Xmx384m",
                "-XX:+AlwaysPreTouch",
                "-XX:+UseParallelGC",
                "--add-modules",
                "jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                MixedInferences.class.getName()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), printed);
    return printed.lines().filter(line -> line.contains("\t")).toList();
  }
}
