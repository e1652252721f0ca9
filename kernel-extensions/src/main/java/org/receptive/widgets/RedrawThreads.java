package org.receptive.widgets;

import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads of a kernel that draw for moved sliders, as many as there are pictures in motion. */
final class RedrawThreads implements Executor {
  private static final int IDLE_SECONDS = 10;

  private final ThreadPoolExecutor pool =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          Thread.ofPlatform()
              .daemon()
              .inheritInheritableThreadLocals(false)
              .name("receptive-redraws-", 1)
              .factory());

  @Override
  public void execute(Runnable work) {
    pool.execute(work);
  }
}
