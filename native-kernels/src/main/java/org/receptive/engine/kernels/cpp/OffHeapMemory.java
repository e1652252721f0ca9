package org.receptive.engine.kernels.cpp;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the memory outside the Java heap that kernels hold. It comes from the C library, which
 * hands out large memory page by page when it is first touched: by all the threads that fill it,
 * while Java's own would be filled with zeros by one of them before.
 */
final class OffHeapMemory {
  /** A cache line, and the widest register. */
  private static final long ALIGNMENT = 64;

  private final BlockedLibrary library;
  private final AtomicLong live = new AtomicLong();

  OffHeapMemory(BlockedLibrary library) {
    this.library = library;
  }

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
    @SuppressWarnings("restricted") // The size is what was just allocated.
    MemorySegment floats(long count) {
      long size = Math.multiplyExact(count, Float.BYTES);
      MemorySegment given = library.allocate(Math.addExact(count, ALIGNMENT / Float.BYTES));
      if (given.equals(MemorySegment.NULL)) {
        throw new OutOfMemoryError(
            String.format(Locale.ROOT, "The system gives no %,d bytes to kernels.", size));
      }
      long toAligned = -given.address() & ALIGNMENT - 1;
      MemorySegment segment =
          given
              .reinterpret(size + ALIGNMENT, arena, library::free)
              .asSlice(toAligned, size, ALIGNMENT);
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
