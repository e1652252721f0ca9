package org.receptive.lab.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
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
                + "\"median_ms\":{\"ours\":2.0,\"theirs\":5.0},"
                + "\"p95_ms\":{\"ours\":3.0,\"theirs\":8.0}}"),
        table.jsonLines());
    assertTrue(table.toText().contains("1.0 / 2.0 / 3.0 ms"), table::toText);
    assertTrue(table.toText().contains("0.40"), table::toText);
  }

  @Test
  void ofAHundredSamplesThe95thPercentileIsThe95th() {
    List<Double> samples = IntStream.rangeClosed(1, 100).mapToObj(i -> 101.0 - i).toList();
    assertEquals(95, BenchmarkTable.percentile95(samples));
    assertEquals(7, BenchmarkTable.percentile95(List.of(7.0)));
  }

  @Test
  void aStrangerIsRefused() {
    BenchmarkTable table = new BenchmarkTable(List.of("ours"));
    assertThrows(IllegalArgumentException.class, () -> table.add("start", 1, "ms", "stranger", 1));
  }
}
