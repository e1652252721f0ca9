package org.receptive.kernel.scope;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.function.Supplier;

/**
 * {@code System.out} or {@code System.err} of a notebook: sends what a thread prints to the scope
 * that the thread belongs to. Text goes there as text; the JDK's own way through a writer, an
 * encoder and two buffers costs ten times as much in a kernel that has just started. Closing it
 * does nothing: the next cell prints as well.
 */
public final class RoutedPrintStream extends PrintStream {
  private static final String NO_ENDING = "";
  private static final String LINE_END = System.lineSeparator();

  private final StreamName name;
  private final PrintStream outside;
  private final Supplier<Optional<RequestScope>> running;
  private final PrintedTraces traces;

  /**
   * Makes the stream.
   *
   * @param name which of the two
   * @param outside where threads of no request print
   * @param running the scope of the cell that runs now
   * @param places knows where classes of snippets came from
   */
  public RoutedPrintStream(
      StreamName name,
      PrintStream outside,
      Supplier<Optional<RequestScope>> running,
      PrintedTraces.Places places) {
    super(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    this.name = name;
    this.outside = outside;
    this.running = running;
    this.traces = new PrintedTraces(places);
  }

  private void text(String text, String ending) {
    Optional<RequestScope> scope = scope();
    if (scope.isPresent()) {
      scope.get().write(name, text, ending);
    } else {
      outside.print(ending.isEmpty() ? text : text + ending);
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

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    Optional<RequestScope> scope = scope();
    if (scope.isPresent()) {
      scope.get().write(name, bytes, offset, length);
    } else {
      outside.write(bytes, offset, length);
    }
  }

  @Override
  public void write(byte[] bytes) {
    write(bytes, 0, bytes.length);
  }

  @Override
  public void writeBytes(byte[] bytes) {
    write(bytes, 0, bytes.length);
  }

  @Override
  public void flush() {
    // Text leaves by itself, soon and before the reply.
  }

  @Override
  public void close() {
    // The next cell prints as well.
  }

  @Override
  public void print(boolean value) {
    text(String.valueOf(value), NO_ENDING);
  }

  @Override
  public void print(char value) {
    text(String.valueOf(value), NO_ENDING);
  }

  @Override
  public void print(int value) {
    text(String.valueOf(value), NO_ENDING);
  }

  @Override
  public void print(long value) {
    text(String.valueOf(value), NO_ENDING);
  }

  @Override
  public void print(float value) {
    text(String.valueOf(value), NO_ENDING);
  }

  @Override
  public void print(double value) {
    text(String.valueOf(value), NO_ENDING);
  }

  @Override
  public void print(char[] value) {
    text(String.valueOf(value), NO_ENDING);
  }

  @Override
  public void print(String value) {
    text(String.valueOf(value), NO_ENDING);
  }

  /** As in the JDK, an object whose text is null cannot be printed, but is a line. */
  @Override
  public void print(Object value) {
    text(
        Objects.requireNonNull(String.valueOf(value), "the object's toString() gives null"),
        NO_ENDING);
  }

  @Override
  public void println() {
    text(NO_ENDING, LINE_END);
  }

  @Override
  public void println(boolean value) {
    text(String.valueOf(value), LINE_END);
  }

  @Override
  public void println(char value) {
    text(String.valueOf(value), LINE_END);
  }

  @Override
  public void println(int value) {
    text(String.valueOf(value), LINE_END);
  }

  @Override
  public void println(long value) {
    text(String.valueOf(value), LINE_END);
  }

  @Override
  public void println(float value) {
    text(String.valueOf(value), LINE_END);
  }

  @Override
  public void println(double value) {
    text(String.valueOf(value), LINE_END);
  }

  @Override
  public void println(char[] value) {
    text(String.valueOf(value), LINE_END);
  }

  @Override
  public void println(String value) {
    text(String.valueOf(value), LINE_END);
  }

  /** Stack traces come in this way, line by line. */
  @Override
  public void println(Object value) {
    for (String line : traces.instead(String.valueOf((Object) String.valueOf(value)))) {
      text(line, LINE_END);
    }
  }
}
