package org.receptive.widgets;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How long the pictures of one kernel are drawn for practice. What the compilers have learnt of one
 * picture serves the next: each takes half of what is left, and a notebook full of sliders that
 * runs from top to bottom is hardly held up.
 */
final class WarmUpTime {
  private static final Duration IN_ALL = Duration.ofMillis(2400);

  private final AtomicLong left = new AtomicLong(IN_ALL.toNanos());

  /** Takes the time for one more picture. */
  Duration take() {
    long before = left.getAndUpdate(nanos -> nanos - nanos / 2);
    return Duration.ofNanos(before / 2);
  }
}
