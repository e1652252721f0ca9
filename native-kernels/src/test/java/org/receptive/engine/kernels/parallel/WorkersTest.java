package org.receptive.engine.kernels.parallel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorkersTest {
  private static final Workers POOL = new Workers(3);

  @Test
  void everyChunkRunsExactlyOnce() {
    for (int round = 0; round < 300; round++) {
      AtomicIntegerArray runs = new AtomicIntegerArray(100);
      POOL.run("test", 100, true, (chunk, scratch) -> runs.incrementAndGet((int) chunk));
      for (int i = 0; i < 100; i++) {
        assertEquals(1, runs.get(i), "chunk " + i);
      }
    }
  }

  @Test
  void severalThreadsTakePartAndTheCallerIsOneOfThem() {
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    // Each of the three chunks waits for the other two, so three threads must take one each.
    CountDownLatch all = new CountDownLatch(3);
    POOL.run(
        "test",
        3,
        true,
        (chunk, scratch) -> {
          threads.add(Thread.currentThread());
          all.countDown();
          await(all);
        });
    assertEquals(3, threads.size());
    assertTrue(threads.contains(Thread.currentThread()));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  @Test
  void whatIsNotWorthSharingStaysOnTheCaller() {
    POOL.run("test", 5, false, (chunk, scratch) -> assertSame(caller, Thread.currentThread()));
  }

  @Test
  void theFailureOfAnyChunkReachesTheCallerAndStopsTheRest() {
    AtomicInteger ran = new AtomicInteger();
    IllegalStateException failure =
        assertThrows(
            IllegalStateException.class,
            () ->
                POOL.run(
                    "test",
                    1_000_000,
                    true,
                    (chunk, scratch) -> {
                      ran.incrementAndGet();
                      throw new IllegalStateException("chunk failed");
                    }));
    assertEquals("chunk failed", failure.getMessage());
    assertTrue(ran.get() <= 3, "each thread stops at its first failure");
  }

  @Test
  void anInterruptEndsTheOperationWithAllWorkersOut() {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    try {
      assertThrows(
          CancellationException.class,
          () ->
              POOL.run(
                  "test",
                  1_000_000_000L,
                  true,
                  (chunk, scratch) -> {
                    inside.incrementAndGet();
                    if (chunk == 10) {
                      interruptMain();
                    }
                    done.incrementAndGet();
                    inside.decrementAndGet();
                  }));
    } finally {
      assertTrue(Thread.interrupted(), "the caller stays interrupted");
    }
    assertEquals(0, inside.get());
    int after = done.get();
    POOL.run("test", 3, true, (chunk, scratch) -> {});
    assertEquals(after, done.get(), "nothing of the stopped operation runs later");
  }

  private final Thread caller = Thread.currentThread();

  private void interruptMain() {
    caller.interrupt();
  }

  @Test
  void operationsInsideOperationsAndFromManyThreadsDoTheirOwnWork() {
    AtomicInteger sum = new AtomicInteger();
    IntStream.range(0, 8)
        .parallel()
        .forEach(
            caller ->
                POOL.run(
                    "outer",
                    10,
                    true,
                    (chunk, scratch) ->
                        POOL.run("inner", 10, true, (inner, other) -> sum.incrementAndGet())));
    assertEquals(8 * 10 * 10, sum.get());
  }

  @Test
  void noThreadsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Workers(0));
    assertThrows(IllegalArgumentException.class, () -> Workers.of(0));
  }

  @Test
  void aPoolOfManyThreadsIsMadeOnce() {
    assertSame(Workers.of(3), Workers.of(3));
    assertEquals(3, Workers.of(3).threads());
    assertSame(Workers.shared(), Workers.of(Workers.shared().threads()));
  }

  /** What an operation worked on may be as large as the heap: the next one needs the room. */
  @Test
  void threadsThatSleepKeepNothingOfTheLastOperationAlive() throws InterruptedException {
    Workers workers = new Workers(3);
    WeakReference<float[]> memory = workedOn(workers);
    for (int i = 0; i < 100 && memory.get() != null; i++) {
      Thread.sleep(20);
      System.gc();
    }
    assertNull(memory.get(), "the memory of an operation that is done");
  }

  private static WeakReference<float[]> workedOn(Workers workers) {
    float[] memory = new float[1 << 20];
    CountDownLatch all = new CountDownLatch(3);
    workers.run(
        "fill",
        3,
        true,
        (chunk, scratch) -> {
          memory[(int) chunk] = 1;
          all.countDown();
          awaited(all);
        });
    return new WeakReference<>(memory);
  }

  private static void awaited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
