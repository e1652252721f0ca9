package org.receptive.kernel.scope;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.function.Supplier;

/** Sends what a thread prints to the scope that the thread belongs to. */
public final class RoutedOutput extends OutputStream {
  private final StreamName name;
  private final OutputStream outside;
  private final Supplier<Optional<RequestScope>> running;

  private RoutedOutput(
      StreamName name, OutputStream outside, Supplier<Optional<RequestScope>> running) {
    this.name = name;
    this.outside = outside;
    this.running = running;
  }

  /**
   * Returns a stream to use as {@code System.out} or {@code System.err}.
   *
   * @param name which of the two
   * @param outside where threads of no request print
   * @param running the scope of the cell that runs now
   */
  public static PrintStream stream(
      StreamName name, OutputStream outside, Supplier<Optional<RequestScope>> running) {
    return new PrintStream(new RoutedOutput(name, outside, running), false, StandardCharsets.UTF_8);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    Optional<RequestScope> scope = scope();
    if (scope.isPresent()) {
      scope.get().write(name, bytes, offset, length);
    } else {
      outside.write(bytes, offset, length);
    }
  }

  /** The common pool outlives the cell that happened to start it, so it prints for who runs now. */
  private Optional<RequestScope> scope() {
    if (Thread.currentThread() instanceof ForkJoinWorkerThread) {
      Optional<RequestScope> now = running.get();
      if (now.isPresent()) {
        return now;
      }
    }
    return CurrentScope.get();
  }
}
