package org.receptive.engine.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Times peers in turns (A B C A B C ...), so that whatever disturbs the machine disturbs them all.
 * Before each turn there is a pause, in which the last peer's threads stop looking for work, and a
 * run that does not count, which fills the caches.
 */
final class Interleaved {
  private static final long PAUSE_MILLIS = 8;
  private static final long TURN_NANOS = 25_000_000;
  private static final int MOST_RUNS_A_TURN = 400;

  private Interleaved() {}

  /** What is read before and after a run, in nanoseconds. */
  interface Clock {
    long nanos();
  }

  /** The time of the calling thread on a processor: steadier than wall time on a busy machine. */
  static Clock processorTime() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return threads::getCurrentThreadCpuTime;
  }

  /**
   * Runs all peers for the given number of turns each.
   *
   * @param clock wall time, or {@link #processorTime} where one thread computes
   * @return each peer's times in milliseconds, ascending
   */
  static Map<String, List<Double>> time(List<Peer> peers, int turns, Clock clock)
      throws InterruptedException {
    Map<String, List<Double>> times = new LinkedHashMap<>();
    for (Peer peer : peers) {
      times.put(peer.name(), new ArrayList<>());
      warmUp(peer);
    }
    for (int turn = 0; turn < turns; turn++) {
      for (Peer peer : peers) {
        Thread.sleep(PAUSE_MILLIS);
        turn(peer, times.get(peer.name()), clock);
      }
    }
    times.values().forEach(Collections::sort);
    return times;
  }

  /** Until the JIT compiler had its time. */
  private static void warmUp(Peer peer) {
    long end = System.nanoTime() + 700_000_000L;
    for (int i = 0; i < 20_000 && (i < 3 || System.nanoTime() < end); i++) {
      peer.run();
    }
  }

  private static void turn(Peer peer, List<Double> times, Clock clock) {
    peer.run();
    long began = System.nanoTime();
    for (int i = 0; i < MOST_RUNS_A_TURN && System.nanoTime() - began < TURN_NANOS; i++) {
      long start = clock.nanos();
      peer.run();
      times.add((clock.nanos() - start) / 1e6);
    }
  }
}
