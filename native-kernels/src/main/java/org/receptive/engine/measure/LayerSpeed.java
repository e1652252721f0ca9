package org.receptive.engine.measure;

import java.util.Optional;
import org.receptive.engine.kernels.program.Algorithm;

/**
 * How fast one layer was.
 *
 * @param name the layer
 * @param kind what it is: {@code Conv2d}, {@code Linear}
 * @param operations of the sum as it is written: two for each multiply-accumulate
 * @param bytes input, weights and output, each moved once
 * @param millis the shortest time
 * @param algorithm how it was computed, where the plan had a choice
 */
public record LayerSpeed(
    String name,
    String kind,
    double operations,
    double bytes,
    double millis,
    Optional<Algorithm> algorithm) {

  /** Operations a byte. */
  public double intensity() {
    return operations / bytes;
  }

  /** 10^9 operations a second. */
  public double gigaflops() {
    return operations / (millis * 1e6);
  }

  /** 10^9 bytes a second, each byte moved once. */
  public double gigabytes() {
    return bytes / (millis * 1e6);
  }

  /**
   * 10^9 operations a second, of the products that were really made: Winograd's algorithm makes one
   * for each value of its tiles, and no processor can make them faster than it multiplies.
   */
  public double computedGigaflops() {
    double tile = algorithm.map(Algorithm::tile).orElse(0);
    double share = tile > 0 ? (tile + 2) * (tile + 2) / (9 * tile * tile) : 1;
    return share * gigaflops();
  }

  /**
   * Whether the algorithm needs fewer multiplications than the sum as it is written. Then the layer
   * may seem to be faster than the processor.
   */
  public boolean fewerProducts() {
    return algorithm.map(way -> way.tile() > 0).orElse(false);
  }
}
