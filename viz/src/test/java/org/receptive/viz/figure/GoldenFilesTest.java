package org.receptive.viz.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldenFilesTest {
  @Test
  void theFirstDifferentLineIsNamed(@TempDir Path folder) throws Exception {
    Assumptions.assumeFalse(Boolean.getBoolean(GoldenFiles.REWRITE));
    Files.writeString(folder.resolve("a.txt"), "one\ntwo\n");
    GoldenFiles golden = new GoldenFiles(folder);
    assertEquals(Optional.empty(), golden.difference("a.txt", "one\ntwo\n"));
    String difference = golden.difference("a.txt", "one\nthree\n").orElseThrow();
    assertTrue(difference.contains("line 2\n  kept: two\n  made: three"), difference);
    assertTrue(golden.difference("b.txt", "x").orElseThrow().contains("does not exist"));
  }
}
