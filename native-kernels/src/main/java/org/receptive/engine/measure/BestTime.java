package org.receptive.engine.measure;

import org.receptive.engine.kernels.parallel.Cancellation;

/**
 * The shortest of several runs: whatever else runs on the machine only ever makes a run longer.
 *
 * @param leastRuns so many runs at least, after one that warms up
 * @param budgetMillis runs go on until this is used up
 */
public record BestTime(int leastRuns, double budgetMillis) {
  private static final int MOST_RUNS = 1000;
  private static final double NANOS = 1e6;

  /**
   * The time of the fastest run, in milliseconds.
   *
   * @throws java.util.concurrent.CancellationException if the thread was interrupted
   */
  public double millis(Runnable work) {
    work.run();
    double best = Double.POSITIVE_INFINITY;
    long start = System.nanoTime();
    for (int run = 0; run < MOST_RUNS; run++) {
      Cancellation.check("the measurement");
      long begin = System.nanoTime();
      work.run();
      long end = System.nanoTime();
      best = Math.min(best, (end - begin) / NANOS);
      if (run + 1 >= leastRuns && (end - start) / NANOS > budgetMillis) {
        break;
      }
    }
    return best;
  }
}
