package org.receptive.engine.measure;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.DoubleAdder;
import org.receptive.engine.kernels.KernelsUnavailableException;
import org.receptive.engine.kernels.parallel.Cancellation;
import org.receptive.engine.kernels.parallel.Workers;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/**
 * What a machine can do at best, measured by two kinds of loops: one multiplies and adds in
 * registers and touches no memory, the other reads memory and computes next to nothing (the faster
 * of a sum and the STREAM triad, McCalpin 1995). No layer computes faster than the first, and none
 * gets its data faster than the second.
 *
 * @param threads that computed at once
 * @param gigaflops 10^9 operations a second, a multiplication and an addition counting as two
 * @param memoryGigabytes 10^9 bytes a second from main memory
 * @param cacheGigabytes 10^9 bytes a second from the second-level cache
 */
public record MachineLimits(
    int threads, double gigaflops, double memoryGigabytes, double cacheGigabytes) {
  private static final int STEPS = 400_000;
  private static final int MEMORY_FLOATS = 12 << 20;
  private static final int CACHE_FLOATS = 48 << 10;
  private static final int CACHE_ROUNDS = 40;
  private static final int TRIAD_ARRAYS = 3;
  private static final BestTime TIMES = new BestTime(8, 250);

  /** Threads that get less than this share of what each gets alone did not have a core each. */
  private static final double FAIR = 0.8;

  /** Two threads of one core never get as much as two cores: such machines must not wait long. */
  private static final int TRIES = 4;

  private static final long PAUSE_MILLIS = 300;

  /** Checks that the numbers are limits. */
  public MachineLimits {
    if (threads < 1 || !(gigaflops > 0) || !(memoryGigabytes > 0) || !(cacheGigabytes > 0)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "limits are above 0, but are %d threads, %s GFLOP/s, %s GB/s and %s GB/s.",
              threads,
              gigaflops,
              memoryGigabytes,
              cacheGigabytes));
    }
  }

  /**
   * Measures this machine with as many threads as the engine uses, in about two seconds, or four
   * where other work keeps a core busy.
   *
   * @throws KernelsUnavailableException if this JVM was started without the Vector API's module
   */
  public static MachineLimits measure() {
    return measure(Workers.shared());
  }

  /** Measures this machine with {@code threads} threads. */
  public static MachineLimits measure(int threads) {
    return measure(Workers.of(threads));
  }

  private static MachineLimits measure(Workers workers) {
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
      throw new KernelsUnavailableException(
          "the limits of the machine are measured with the Vector API, which is not part of this"
              + " JVM; start Java with --add-modules jdk.incubator.vector.");
    }
    return new MachineLimits(
        workers.threads(), gigaflops(workers), memory(workers), cache(workers));
  }

  private interface Loop {
    /** Runs on the part of one thread; gives a number, so that it can't be left out. */
    double run(int part);
  }

  /** All threads at once; gives units a nanosecond, that is 10^9 units a second. */
  private static double rate(Workers workers, double units, Loop loop) {
    DoubleAdder sink = new DoubleAdder();
    double millis =
        TIMES.millis(
            () ->
                workers.run(
                    "the measurement",
                    workers.threads(),
                    true,
                    (part, scratch) -> sink.add(loop.run((int) part))));
    if (Double.isNaN(sink.sum())) {
      throw new IllegalStateException("the loops that measure the machine gave no number");
    }
    return units * workers.threads() / (millis * 1e6);
  }

  /**
   * In a JVM that has just started, the compilers may keep one core for a while, and our threads
   * share the other: then it is measured again a little later.
   */
  private static double gigaflops(Workers workers) {
    double fair = FAIR * workers.threads() * arithmetic(Workers.of(1));
    double best = arithmetic(workers);
    for (int i = 1; i < TRIES && best < fair; i++) {
      pause();
      best = Math.max(best, arithmetic(workers));
    }
    return best;
  }

  private static double arithmetic(Workers workers) {
    return rate(workers, VectorLoops.operations(STEPS), part -> VectorLoops.multiplyAdd(STEPS));
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      Cancellation.check("the measurement of the machine");
    }
  }

  private static double memory(Workers workers) {
    int length = Math.ceilDiv(MEMORY_FLOATS, workers.threads());
    float[][][] arrays = new float[workers.threads()][TRIAD_ARRAYS][];
    for (float[][] part : arrays) {
      Arrays.setAll(part, i -> random(length));
    }
    double bytes = (double) length * Float.BYTES;
    double sum =
        rate(
            workers,
            TRIAD_ARRAYS * bytes,
            part -> {
              double all = 0;
              for (float[] array : arrays[part]) {
                all += VectorLoops.read(array);
              }
              return all;
            });
    double triad =
        rate(
            workers,
            TRIAD_ARRAYS * bytes,
            part -> {
              VectorLoops.triad(arrays[part][0], arrays[part][1], arrays[part][2], 3);
              return arrays[part][0][0];
            });
    return Math.max(sum, triad);
  }

  /** Memory that the system has really given, as it does with zeros only when they are written. */
  private static float[] random(int length) {
    return Tensor.random(Shape.of(length), length).data();
  }

  private static double cache(Workers workers) {
    float[][] arrays = new float[workers.threads()][];
    Arrays.setAll(arrays, i -> random(CACHE_FLOATS));
    double bytes = (double) CACHE_ROUNDS * CACHE_FLOATS * Float.BYTES;
    return rate(
        workers,
        bytes,
        part -> {
          double all = 0;
          for (int round = 0; round < CACHE_ROUNDS; round++) {
            all += VectorLoops.read(arrays[part]);
          }
          return all;
        });
  }

  /**
   * The roof over a layer.
   *
   * @param intensity operations for each byte that must be moved
   * @return what it can reach at best, in 10^9 operations a second
   */
  public double roof(double intensity) {
    return Math.min(gigaflops, intensity * memoryGigabytes);
  }

  /** The operations for each byte from which on arithmetic is the limit, and no longer memory. */
  public double ridge() {
    return gigaflops / memoryGigabytes;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d thread%s: %.0f GFLOP/s, %.0f GB/s from memory, %.0f GB/s from the cache; arithmetic is"
            + " the limit from %.1f operations a byte on",
        threads,
        threads == 1 ? "" : "s",
        gigaflops,
        memoryGigabytes,
        cacheGigabytes,
        ridge());
  }
}
