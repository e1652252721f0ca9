package org.receptive.server.kernels;

import java.nio.ByteBuffer;

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
}
