package org.receptive.kernel.session;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;

/**
 * Collects what cells leave behind before the heap grows to its bound. What a compilation needs for
 * a moment outlives a small young generation, and the plain collector looks at the old one only
 * when it may grow no further: a long session of little cells then holds a gigabyte of which ninety
 * megabytes are alive. Here a whole collection runs once a session has allocated half as much again
 * as lived after the last one, and at least {@link #ROOM_MIB}.
 */
public final class HeapWatch {
  /** What a session may allocate before a collection, in MiB, however little of it lives. */
  public static final int ROOM_MIB = 64;

  static final long ROOM = (long) ROOM_MIB << 20;

  private final Executor behind;
  private final LongSupplier used;
  private final Runnable collect;
  private long living;
  private boolean underWay;

  /** Watches this JVM's heap; collections run on {@code behind}, after a cell's reply. */
  HeapWatch(Executor behind) {
    this(behind, HeapWatch::usedBytes, System::gc);
  }

  HeapWatch(Executor behind, LongSupplier used, Runnable collect) {
    this.behind = behind;
    this.used = used;
    this.collect = collect;
    this.living = used.getAsLong();
  }

  /** Looks whether a cell has brought the heap beyond what is worth a collection. */
  synchronized void afterCell() {
    if (underWay || used.getAsLong() - living < Math.max(ROOM, living / 2)) {
      return;
    }
    try {
      underWay = true;
      behind.execute(this::collect);
    } catch (RejectedExecutionException e) {
      underWay = false; // The kernel closes.
    }
  }

  private void collect() {
    collect.run();
    synchronized (this) {
      living = used.getAsLong();
      underWay = false;
    }
  }

  private static long usedBytes() {
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
