package org.receptive.kernel.scope;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Joins small writes into few messages: text leaves when {@link #FLUSH_CHARS} are waiting, when the
 * stream changes, {@link #FIRST_FLUSH_MILLIS} after the first write, or when the scope asks. While
 * a cell goes on printing, the pauses grow to {@link #LAST_FLUSH_MILLIS}: an eye follows no faster,
 * and every message costs the front end more than it costs the kernel. Safe to share between
 * threads; text written by one thread keeps its order, and what one call writes stays together.
 */
final class StreamBuffer {
  static final int FLUSH_CHARS = 64 * 1024;
  static final int FIRST_FLUSH_MILLIS = 20;
  static final int LAST_FLUSH_MILLIS = 160;

  private static final byte[] NO_BYTES = {};

  private final ScheduledExecutorService clock;
  private final Supplier<OutputLimit> limits;
  private final StringBuilder waiting = new StringBuilder();
  private Optional<OutputLimit> limit = Optional.empty();
  private byte[] cutCharacter = NO_BYTES;
  private StreamName current = StreamName.STDOUT;
  private int pauseMillis = FIRST_FLUSH_MILLIS;
  private boolean scheduled;

  /**
   * Makes a buffer.
   *
   * @param clock publishes in time
   * @param limits make what takes the text and bounds it
   */
  StreamBuffer(ScheduledExecutorService clock, Supplier<OutputLimit> limits) {
    this.clock = clock;
    this.limits = limits;
  }

  /** Appends text and an ending, such as the end of the line. */
  synchronized void write(StreamName name, String text, String ending) {
    turnTo(name);
    endCutCharacter();
    waiting.append(text).append(ending);
    written();
  }

  /** Appends text in UTF-8; a character may come in several writes. */
  synchronized void write(StreamName name, byte[] bytes, int offset, int length) {
    turnTo(name);
    byte[] all = Arrays.copyOf(cutCharacter, cutCharacter.length + length);
    System.arraycopy(bytes, offset, all, cutCharacter.length, length);
    int end = completeCharacters(all);
    waiting.append(new String(all, 0, end, StandardCharsets.UTF_8));
    cutCharacter = end == all.length ? NO_BYTES : Arrays.copyOfRange(all, end, all.length);
    written();
  }

  /** Publishes what waits and what the limit has kept for the end. */
  synchronized void finish() {
    flush();
    limit.ifPresent(OutputLimit::finish);
  }

  /** The page was cleared: there is room again. */
  synchronized void cleared() {
    finish();
    limit = Optional.empty();
  }

  synchronized void flush() {
    pauseMillis = FIRST_FLUSH_MILLIS;
    publish(true);
  }

  private void turnTo(StreamName name) {
    if (name != current) {
      publish(true);
      current = name;
    }
  }

  private void written() {
    if (waiting.length() >= FLUSH_CHARS) {
      publish(false);
    } else if (!scheduled && (!waiting.isEmpty() || cutCharacter.length > 0)) {
      scheduled = true;
      Future<?> _ = clock.schedule(this::flushLater, pauseMillis, TimeUnit.MILLISECONDS);
    }
  }

  private synchronized void flushLater() {
    scheduled = false;
    pauseMillis = Math.min(2 * pauseMillis, LAST_FLUSH_MILLIS);
    publish(false);
  }

  /** Publishes what waits; a character whose second half is still to come stays unless forced. */
  private void publish(boolean all) {
    if (all) {
      endCutCharacter();
    }
    int end = waiting.length();
    if (!all && end > 0 && Character.isHighSurrogate(waiting.charAt(end - 1))) {
      end--;
    }
    if (end == 0) {
      return;
    }
    String text = waiting.substring(0, end);
    waiting.delete(0, end);
    if (limit.isEmpty()) {
      limit = Optional.of(limits.get());
    }
    limit.get().accept(current, text);
  }

  /** The rest of a character that was cut will not come any more. */
  private void endCutCharacter() {
    if (cutCharacter.length > 0) {
      waiting.append(new String(cutCharacter, StandardCharsets.UTF_8));
      cutCharacter = NO_BYTES;
    }
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
