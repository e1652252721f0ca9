package org.receptive.engine.measure;

import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.receptive.engine.kernels.parallel.Cancellation;

/**
 * The highest rate of many rounds. Whatever disturbs a round, be it other work or a loop that is
 * not compiled yet, makes it slower and never faster; so rounds go on until the best one has not
 * risen for a while.
 *
 * @param clock in nanoseconds
 * @param quietRounds so many whole rounds in a row must not have been better
 * @param quietNanos and so much time must have passed since the last better one
 * @param mostNanos no round begins after this
 */
record BestRate(LongSupplier clock, int quietRounds, long quietNanos, long mostNanos) {
  /** A round that is better by less than this is not better. */
  private static final double RISE = 1.03;

  /**
   * One round.
   *
   * @param rate what was done in a unit of time
   * @param whole whether all took part who should
   */
  record Round(double rate, boolean whole) {}

  /**
   * Measures until the best round stays the best.
   *
   * @param goal below this rate, the time is used up
   * @throws java.util.concurrent.CancellationException if the thread was interrupted
   */
  double of(Supplier<Round> rounds, double goal) {
    long start = clock.getAsLong();
    long risen = start;
    double best = 0;
    double reference = 0;
    int quiet = 0;
    long now = start;
    do {
      Cancellation.check("the measurement");
      Round round = rounds.get();
      now = clock.getAsLong();
      best = Math.max(best, round.rate());
      if (round.rate() > RISE * reference) {
        reference = round.rate();
        risen = now;
        quiet = 0;
      } else if (round.whole()) {
        quiet++;
      }
    } while (now - start < mostNanos
        && (quiet < quietRounds || now - risen < quietNanos || best < goal));
    return best;
  }
}
