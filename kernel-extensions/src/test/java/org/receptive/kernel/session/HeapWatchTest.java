package org.receptive.kernel.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** When a session's garbage is worth a collection. */
class HeapWatchTest {
  private static final long MIB = 1L << 20;

  private final List<Runnable> behind = new ArrayList<>();
  private long used = 40 * MIB;
  private long afterwards = 45 * MIB;
  private int collections;

  private final HeapWatch heap =
      new HeapWatch(
          behind::add,
          () -> used,
          () -> {
            collections++;
            used = afterwards;
          });

  private void cellLeaves(long mib) {
    used += mib * MIB;
    heap.afterCell();
    List.copyOf(behind).forEach(Runnable::run);
    behind.clear();
  }

  @Test
  void littleGarbageIsLeftAlone() {
    cellLeaves(30);
    cellLeaves(33);
    assertEquals(0, collections);
  }

  @Test
  void aSessionOfLittleCellsIsCollectedAgainAndAgain() {
    for (int i = 0; i < 100; i++) {
      cellLeaves(10);
    }
    // From 40 to 110 MiB, then from 45 to 115 each time.
    assertEquals(14, collections);
  }

  @Test
  void theMoreLivesTheMoreGarbageMayStandBesideIt() {
    afterwards = 600 * MIB;
    cellLeaves(560);
    assertEquals(1, collections);
    cellLeaves(299);
    assertEquals(1, collections);
    cellLeaves(1);
    assertEquals(2, collections);
  }

  @Test
  void oneCollectionIsAskedForUntilItHasRun() {
    used += 100 * MIB;
    heap.afterCell();
    heap.afterCell();
    assertEquals(1, behind.size());
  }

  @Test
  void aKernelThatClosesCollectsNothing() {
    HeapWatch closing =
        new HeapWatch(
            work -> {
              throw new RejectedExecutionException();
            },
            () -> used,
            () -> collections++);
    used += 100 * MIB;
    closing.afterCell();
    assertEquals(0, collections);
  }
}
