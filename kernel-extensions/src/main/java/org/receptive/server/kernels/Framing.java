package org.receptive.server.kernels;

import java.nio.ByteBuffer;
import java.util.Locale;

/** How messages are packed into WebSocket messages. */
sealed interface Framing permits BinaryFraming, JsonFraming {
  /** A packed message: text or bytes. */
  sealed interface Packed {
    record Text(String text) implements Packed {}

    record Binary(ByteBuffer bytes) implements Packed {}
  }

  /** Packs a message. */
  Packed pack(WireMessage message);

  /**
   * Unpacks bytes.
   *
   * @throws IllegalArgumentException if they hold no message
   */
  WireMessage unpack(ByteBuffer bytes);

  /**
   * Unpacks a text.
   *
   * @throws IllegalArgumentException if it holds no message
   */
  WireMessage unpack(String text);

  /**
   * Cuts a part out of a packed message.
   *
   * @param head the length of the offsets before the first part
   * @throws IllegalArgumentException if the part is not behind them and within the message
   */
  static byte[] part(ByteBuffer bytes, int head, long from, long to) {
    if (from < head || to < from || to > bytes.limit()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "offsets %d to %d are not within the message of %d bytes",
              from,
              to,
              bytes.limit()));
    }
    byte[] part = new byte[(int) (to - from)];
    bytes.get((int) from, part);
    return part;
  }
}
