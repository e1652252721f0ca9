package org.receptive.kernel.scope;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * Joins small writes into few messages: text leaves when {@link #FLUSH_BYTES} are waiting, when the
 * stream changes, {@link #FLUSH_MILLIS} after the first write, or when the scope asks. Safe to
 * share between threads; text written by one thread keeps its order.
 */
final class StreamBuffer {
  static final int FLUSH_BYTES = 64 * 1024;
  static final int FLUSH_MILLIS = 20;

  private final ScheduledExecutorService clock;
  private final BiConsumer<StreamName, String> publisher;
  private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
  private StreamName current = StreamName.STDOUT;
  private boolean scheduled;

  StreamBuffer(ScheduledExecutorService clock, BiConsumer<StreamName, String> publisher) {
    this.clock = clock;
    this.publisher = publisher;
  }

  synchronized void write(StreamName name, byte[] bytes, int offset, int length) {
    if (name != current) {
      publish(true);
      current = name;
    }
    waiting.write(bytes, offset, length);
    if (waiting.size() >= FLUSH_BYTES) {
      publish(false);
    } else if (!scheduled && waiting.size() > 0) {
      scheduled = true;
      Future<?> _ = clock.schedule(this::flushLater, FLUSH_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  synchronized void flush() {
    publish(true);
  }

  private synchronized void flushLater() {
    scheduled = false;
    publish(false);
  }

  /** Publishes what waits; a character whose last bytes are still to come stays unless forced. */
  private void publish(boolean all) {
    byte[] bytes = waiting.toByteArray();
    int end = all ? bytes.length : completeCharacters(bytes);
    if (end == 0) {
      return;
    }
    waiting.reset();
    waiting.write(bytes, end, bytes.length - end);
    publisher.accept(current, new String(bytes, 0, end, StandardCharsets.UTF_8));
  }

  /** Returns the length of the prefix that does not cut a UTF-8 sequence. */
  private static int completeCharacters(byte[] bytes) {
    int lead = bytes.length - 1;
    while (lead >= 0 && lead > bytes.length - 4 && (bytes[lead] & 0xC0) == 0x80) {
      lead--;
    }
    if (lead < 0) {
      return bytes.length;
    }
    int first = bytes[lead] & 0xFF;
    int length = first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    return lead + length <= bytes.length ? bytes.length : lead;
  }
}
