package org.receptive.engine.measure;

import java.util.Locale;

/**
 * How long a network takes to give its first result, from nothing prepared, and every later one.
 *
 * @param network the network's name
 * @param planMillis to decide how it is computed
 * @param firstMillis to pack the weights and run for the first time
 * @param laterMillis the shortest time of the runs after that
 */
public record FirstResult(
    String network, double planMillis, double firstMillis, double laterMillis) {

  /** Everything until the first result is there. */
  public double millis() {
    return planMillis + firstMillis;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s: first result after %.1f ms (plan %.1f ms, packing and first run %.1f ms), later ones"
            + " %.1f ms",
        network,
        millis(),
        planMillis,
        firstMillis,
        laterMillis);
  }
}
