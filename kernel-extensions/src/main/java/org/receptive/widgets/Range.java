package org.receptive.widgets;

/**
 * What a slider with two handles is set to.
 *
 * @param low the lower handle
 * @param high the upper handle, at least {@code low}
 */
public record Range<N extends Number>(N low, N high) {
  @Override
  public String toString() {
    return low + " to " + high;
  }
}
