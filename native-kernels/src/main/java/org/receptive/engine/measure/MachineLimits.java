package org.receptive.engine.measure;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.DoubleAdder;
import org.receptive.engine.kernels.KernelsUnavailableException;
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
  private static final int FIRST_STEPS = 4_000;
  private static final int MOST_STEPS = 512_000;
  private static final int MEMORY_FLOATS = 12 << 20;
  private static final int CACHE_FLOATS = 48 << 10;
  private static final int CACHE_ROUNDS = 40;
  private static final int TRIAD_ARRAYS = 3;

  private static final int WARM_FLOATS = 48_000;

  /** A compiler that shares its processor with other work may take seconds. */
  private static final WarmUp WARM_UP = WarmUp.ofThisThread(3_000_000_000L);

  /** A round of arithmetic takes about as long: much longer than it takes to wake a thread. */
  private static final long ROUND_NANOS = 1_000_000;

  private static final BestRate COMPUTING =
      new BestRate(System::nanoTime, 8, 250_000_000, 1_500_000_000);
  private static final BestRate READING =
      new BestRate(System::nanoTime, 5, 150_000_000, 750_000_000);

  /**
   * Threads that get less than this share of what each gets alone did not have a core each, or not
   * yet. Two threads of one core never get as much: such machines are measured until the time ends.
   */
  private static final double FAIR = 0.8;

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
   * Measures this machine with as many threads as the engine uses, in about two seconds, or five
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
    warmUp();
    double gigaflops = gigaflops(workers);
    double cache = cache(workers);
    double memory = memory(workers);
    return new MachineLimits(workers.threads(), gigaflops, memory, Math.max(cache, memory));
  }

  private static void warmUp() {
    DoubleAdder sink = new DoubleAdder();
    float[][] arrays = new float[TRIAD_ARRAYS][WARM_FLOATS];
    WARM_UP.run(() -> sink.add(VectorLoops.multiplyAdd(FIRST_STEPS)));
    WARM_UP.run(() -> sink.add(VectorLoops.read(arrays[0])));
    WARM_UP.run(() -> VectorLoops.triad(arrays[0], arrays[1], arrays[2], 3));
  }

  private interface Loop {
    /** Runs on the part of one thread; gives a number, so that it can't be left out. */
    double run(int part);
  }

  /** All threads at once; gives units a nanosecond, that is 10^9 units a second. */
  private static BestRate.Round round(Workers workers, double units, Loop loop) {
    DoubleAdder sink = new DoubleAdder();
    Set<Thread> ran = ConcurrentHashMap.newKeySet();
    long begin = System.nanoTime();
    workers.run(
        "the measurement",
        workers.threads(),
        true,
        (part, scratch) -> {
          ran.add(Thread.currentThread());
          sink.add(loop.run((int) part));
        });
    long nanos = Math.max(1, System.nanoTime() - begin);
    if (Double.isNaN(sink.sum())) {
      throw new IllegalStateException("the loops that measure the machine gave no number");
    }
    return new BestRate.Round(units * workers.threads() / nanos, ran.size() == workers.threads());
  }

  private static double gigaflops(Workers workers) {
    double alone = arithmetic(Workers.of(1), 0);
    if (workers.threads() == 1) {
      return alone;
    }
    return Math.max(alone, arithmetic(workers, FAIR * workers.threads() * alone));
  }

  /** Rounds grow to their length: a loop that is not compiled yet would take all the time. */
  private static double arithmetic(Workers workers, double goal) {
    AtomicInteger steps = new AtomicInteger(FIRST_STEPS);
    return COMPUTING.of(
        () -> {
          int now = steps.get();
          double operations = VectorLoops.operations(now);
          BestRate.Round round = round(workers, operations, part -> VectorLoops.multiplyAdd(now));
          boolean brief = operations * workers.threads() / round.rate() < ROUND_NANOS;
          if (brief && now < MOST_STEPS) {
            steps.set(2 * now);
          }
          return round;
        },
        goal);
  }

  private static double reading(Workers workers, double bytes, Loop loop) {
    return READING.of(() -> round(workers, bytes, loop), 0);
  }

  private static double memory(Workers workers) {
    int length = Math.ceilDiv(MEMORY_FLOATS, workers.threads());
    float[][][] arrays = new float[workers.threads()][TRIAD_ARRAYS][];
    for (float[][] part : arrays) {
      Arrays.setAll(part, i -> random(length));
    }
    double bytes = (double) length * Float.BYTES;
    double sum =
        reading(
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
        reading(
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
    return reading(
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

  /** The higher of each limit: measurements find a machine slower than it is, never faster. */
  MachineLimits best(MachineLimits other) {
    return new MachineLimits(
        threads,
        Math.max(gigaflops, other.gigaflops),
        Math.max(memoryGigabytes, other.memoryGigabytes),
        Math.max(cacheGigabytes, other.cacheGigabytes));
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
