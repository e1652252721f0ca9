package org.receptive.lab.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Sums of samples. */
final class BenchmarkTableTest {
  @Test
  void minimumMedianAndRatioAreThoseOfTheSamples() {
    BenchmarkTable table = new BenchmarkTable(List.of("ours", "theirs"));
    for (double value : new double[] {3, 1, 2}) {
      table.add("start", 1, "ms", "ours", value);
      table.add("start", 1, "ms", "theirs", 2 * value);
    }
    table.add("start", 1, "ms", "theirs", 8);
    assertEquals(
        List.of(
            "{\"case\":\"start\",\"threads\":1,\"min_ms\":{\"ours\":1.0,\"theirs\":2.0},"
                + "\"median_ms\":{\"ours\":2.0,\"theirs\":5.0}}"),
        table.jsonLines());
    assertTrue(table.toText().contains("1.0 / 2.0 ms"), table::toText);
    assertTrue(table.toText().contains("0.40"), table::toText);
  }

  @Test
  void aStrangerIsRefused() {
    BenchmarkTable table = new BenchmarkTable(List.of("ours"));
    assertThrows(IllegalArgumentException.class, () -> table.add("start", 1, "ms", "stranger", 1));
  }
}
