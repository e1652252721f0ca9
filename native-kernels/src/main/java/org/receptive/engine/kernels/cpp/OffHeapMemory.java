package org.receptive.engine.kernels.cpp;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the memory outside the Java heap that kernels hold. */
final class OffHeapMemory {
  /** A cache line, and the widest register. */
  private static final long ALIGNMENT = 64;

  private final AtomicLong live = new AtomicLong();

  /** Bytes that were allocated and not yet given back. */
  long liveBytes() {
    return live.get();
  }

  /** A region that gives back everything at once. */
  Region region() {
    return new Region();
  }

  /** Memory with one owner. Closing it while a kernel reads it is an error. */
  final class Region implements AutoCloseable {
    private final Arena arena = Arena.ofShared();
    private long bytes;
    private boolean closed;

    /** Memory for the given number of floats, zeroed. */
    MemorySegment floats(long count) {
      long size = Math.multiplyExact(count, Float.BYTES);
      MemorySegment segment = arena.allocate(size, ALIGNMENT);
      bytes += size;
      live.addAndGet(size);
      return segment;
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        arena.close();
        live.addAndGet(-bytes);
      }
    }
  }
}
