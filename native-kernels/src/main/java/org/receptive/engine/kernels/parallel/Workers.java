package org.receptive.engine.kernels.parallel;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Threads that share the chunks of one operation. The calling thread takes part, so one thread
 * means no other thread at all; the others are daemons, made when they are first needed. Every
 * thread begins with its own share of the chunks, the same share in each operation, so that it
 * finds in its cache what it wrote before; when its share is done it takes chunks from the others'.
 *
 * <p>Between two chunks the calling thread looks whether it was interrupted; then no further chunk
 * begins, and the operation ends with a {@link CancellationException} as soon as the running ones
 * are done. No worker touches the operation's memory after {@link #run} has returned or thrown.
 */
public final class Workers {
  /** How long an idle worker looks for work without giving up its processor. */
  private static final long SPIN_NANOS = 60_000;

  /**
   * How long it goes on looking, leaving its processor to whoever wants it, before it sleeps: a
   * virtual machine takes up to half a millisecond to wake a processor up, longer than most layers.
   */
  private static final long YIELD_NANOS = 2_000_000;

  private final int threads;
  private final ReentrantLock busy = new ReentrantLock();
  private final List<Worker> workers = new ArrayList<>();
  private final Scratch callerScratch = new Scratch();
  private final AtomicReference<Job> current = new AtomicReference<>();

  /**
   * A pool of its own.
   *
   * @param threads how many threads compute, the calling one included; at least 1
   */
  public Workers(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "At least 1 thread must compute, but %d were asked for.", threads));
    }
    this.threads = threads;
  }

  private static final class Shared {
    static final ConcurrentMap<Integer, Workers> BY_THREADS = new ConcurrentHashMap<>();
    static final Workers WORKERS = of(configuredThreads());
  }

  /**
   * The pool of this process: as many threads as {@code -Dreceptive.threads} says, or else as the
   * JVM has processors.
   */
  public static Workers shared() {
    return Shared.WORKERS;
  }

  /**
   * A pool of that many threads, the same one at each call: its threads wait for work as long as
   * the process lives.
   *
   * @param threads how many threads compute, the calling one included; at least 1
   */
  public static Workers of(int threads) {
    return Shared.BY_THREADS.computeIfAbsent(threads, Workers::new);
  }

  private static int configuredThreads() {
    String given = System.getProperty("receptive.threads", "");
    if (given.isBlank()) {
      return Runtime.getRuntime().availableProcessors();
    }
    try {
      int threads = Integer.parseInt(given.strip());
      if (threads >= 1) {
        return threads;
      }
    } catch (NumberFormatException notANumber) {
      // Falls through to the same message as a number out of range.
    }
    throw new IllegalArgumentException(
        "-Dreceptive.threads is '%s', but must be a whole number of at least 1.".formatted(given));
  }

  /** The number of threads that compute, the calling one included. */
  public int threads() {
    return threads;
  }

  /** A part of an operation, which any thread may run. */
  @FunctionalInterface
  public interface Chunk {
    /**
     * Computes one chunk.
     *
     * @param index the chunk, from 0
     * @param scratch memory of the thread that runs it
     */
    void run(long index, Scratch scratch);
  }

  /**
   * Runs chunks {@code 0} to {@code chunks - 1}, in any order, and returns when all are done.
   *
   * @param operation the operation's name, for the message if it is stopped
   * @param parallel whether it is worth waking other threads (some 20 microseconds)
   * @throws CancellationException if the calling thread was interrupted
   */
  public void run(String operation, long chunks, boolean parallel, Chunk chunk) {
    // A second caller, or an operation inside an operation, does its own work: nobody waits.
    if (!busy.tryLock()) {
      alone(operation, chunks, chunk, new Scratch());
      return;
    }
    try {
      if (busy.getHoldCount() > 1) {
        alone(operation, chunks, chunk, new Scratch());
      } else if (threads == 1 || !parallel || chunks == 1) {
        alone(operation, chunks, chunk, callerScratch);
      } else {
        together(operation, chunks, chunk);
      }
    } finally {
      callerScratch.forget();
      busy.unlock();
    }
  }

  private static void alone(String operation, long chunks, Chunk chunk, Scratch scratch) {
    for (long i = 0; i < chunks; i++) {
      Cancellation.check(operation);
      chunk.run(i, scratch);
    }
  }

  private void together(String operation, long chunks, Chunk chunk) {
    start();
    Job job = new Job(chunks, chunk, threads);
    current.set(job);
    workers.forEach(worker -> LockSupport.unpark(worker.thread));
    boolean interrupted = false;
    try {
      while (!interrupted && job.runOne(0, callerScratch)) {
        interrupted = Thread.currentThread().isInterrupted();
      }
    } catch (Throwable failure) {
      job.fail(failure);
    } finally {
      job.stop();
      current.set(null);
      job.awaitWorkers();
    }
    job.throwFailure();
    if (job.completed.get() < chunks) {
      Cancellation.check(operation);
    }
  }

  private void start() {
    while (workers.size() < threads - 1) {
      Worker worker = new Worker(workers.size() + 1);
      worker.thread =
          Thread.ofPlatform().name("receptive-worker-" + worker.share).daemon().unstarted(worker);
      workers.add(worker);
      worker.thread.start();
    }
  }

  /** One operation: which chunk of each thread's share is next, and how many are done. */
  private static final class Job {
    /** Counters so far apart that threads do not take each other's cache lines. */
    private static final int APART = 16;

    private final long chunks;
    private final Chunk chunk;
    private final int shares;
    private final AtomicLongArray next;
    private final AtomicLong completed = new AtomicLong();
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    Job(long chunks, Chunk chunk, int shares) {
      this.chunks = chunks;
      this.chunk = chunk;
      this.shares = shares;
      this.next = new AtomicLongArray((shares + 1) * APART);
      for (int share = 0; share < shares; share++) {
        next.setPlain((share + 1) * APART, begin(share));
      }
    }

    private long begin(int share) {
      return Math.ceilDiv(chunks * share, (long) shares);
    }

    /** Runs a chunk of the thread's own share, or else of the share after it that has one left. */
    boolean runOne(int own, Scratch scratch) {
      for (int i = 0; i < shares; i++) {
        int share = (own + i) % shares;
        long end = begin(share + 1);
        if (next.get((share + 1) * APART) >= end) {
          continue;
        }
        long index = next.getAndIncrement((share + 1) * APART);
        if (index < end) {
          chunk.run(index, scratch);
          completed.incrementAndGet();
          return true;
        }
      }
      return false;
    }

    void fail(Throwable thrown) {
      failure.compareAndSet(null, thrown);
      stop();
    }

    /** No further chunk begins. */
    void stop() {
      for (int share = 0; share < shares; share++) {
        next.set((share + 1) * APART, chunks);
      }
    }

    /**
     * A worker that enters after the stop finds no chunk; one that is inside finishes its chunk.
     */
    void runAll(int own, Scratch scratch) {
      inside.incrementAndGet();
      try {
        while (runOne(own, scratch)) {}
      } catch (Throwable thrown) {
        fail(thrown);
      } finally {
        scratch.forget();
        inside.decrementAndGet();
      }
    }

    /** Waits, not longer than one chunk takes, without giving up the processor for long. */
    void awaitWorkers() {
      for (int spins = 0; inside.get() > 0; spins++) {
        if (spins < 10_000) {
          Thread.onSpinWait();
        } else {
          Thread.yield();
        }
      }
    }

    void throwFailure() {
      switch (failure.get()) {
        case null -> {}
        case RuntimeException thrown -> throw thrown;
        case Error thrown -> throw thrown;
        case Throwable thrown -> throw new IllegalStateException(thrown);
      }
    }
  }

  /** Looks for the current job, helps with it, and sleeps when there is none for a while. */
  private final class Worker implements Runnable {
    private final int share;
    private final Scratch scratch = new Scratch();
    private Thread thread;

    Worker(int share) {
      this.share = share;
    }

    @Override
    public void run() {
      Job last = null;
      long idleSince = System.nanoTime();
      while (true) {
        Job job = current.get();
        if (job != null && job != last) {
          job.runAll(share, scratch);
          last = job;
          idleSince = System.nanoTime();
        } else if (!waits(System.nanoTime() - idleSince)) {
          // Asleep, it must not keep the memory of the last operation alive.
          last = null;
          job = null;
          LockSupport.park(Workers.this);
          idleSince = System.nanoTime();
        }
      }
    }

    /**
     * Waits a moment; says whether it did, and not for so long already that it had better sleep.
     */
    private boolean waits(long idle) {
      if (idle < SPIN_NANOS) {
        Thread.onSpinWait();
        return true;
      }
      if (idle < YIELD_NANOS) {
        Thread.yield();
        return true;
      }
      return false;
    }
  }
}
