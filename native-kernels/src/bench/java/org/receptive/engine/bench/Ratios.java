package org.receptive.engine.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Ratios of minima: a peer's time / our time; NaN where one of them did not run. */
final class Ratios {
  private Ratios() {}

  static double of(Map<String, List<Double>> times, String peer, String ours) {
    List<Double> theirs = times.getOrDefault(peer, List.of());
    List<Double> mine = times.getOrDefault(ours, List.of());
    return theirs.isEmpty() || mine.isEmpty() ? Double.NaN : theirs.getFirst() / mine.getFirst();
  }

  /** Against the best peer that gets and gives planar images. */
  static double planar(Map<String, List<Double>> times) {
    return least(of(times, "onnxruntime", "receptive"), of(times, "pytorch", "receptive"));
  }

  /** Against oneDNN, in blocks on both sides. */
  static double blocked(Map<String, List<Double>> times) {
    return of(times, "onednn", "receptive-blocked");
  }

  static double winograd(Map<String, List<Double>> times) {
    return of(times, "onednn-3.1-winograd", "receptive-blocked");
  }

  /** Against the best default peer, each in its own kind of layout. */
  static double worst(Map<String, List<Double>> times) {
    return least(planar(times), blocked(times));
  }

  private static double least(double... ratios) {
    return Arrays.stream(ratios).filter(r -> !Double.isNaN(r)).min().orElse(Double.NaN);
  }
}
