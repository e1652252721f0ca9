package org.receptive.server.kernels;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.receptive.kernel.protocol.Channel;

/**
 * The subprotocol {@value #NAME}: the number of offsets, the offsets (all of them little-endian, 8
 * bytes), then channel, header, parent header, metadata, content and buffers. The last offset is
 * the end.
 */
final class BinaryFraming implements Framing {
  /** The name of the subprotocol. */
  static final String NAME = "v1.kernel.websocket.jupyter.org";

  private static final int WORD = Long.BYTES;
  private static final int FEWEST_OFFSETS = 6;
  private static final int MOST_OFFSETS = 4096;

  @Override
  public Packed pack(WireMessage message) {
    byte[] channel =
        message.channel().name().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
    int offsets = message.parts().size() + 2;
    long size = (long) WORD * (1 + offsets) + channel.length + message.size();
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(size)).order(ByteOrder.LITTLE_ENDIAN);
    long offset = (long) WORD * (1 + offsets);
    bytes.putLong(offsets).putLong(offset);
    offset += channel.length;
    bytes.putLong(offset);
    for (byte[] part : message.parts()) {
      offset += part.length;
      bytes.putLong(offset);
    }
    bytes.put(channel);
    message.parts().forEach(bytes::put);
    return new Packed.Binary(bytes.flip());
  }

  @Override
  public WireMessage unpack(ByteBuffer received) {
    ByteBuffer bytes = received.slice().order(ByteOrder.LITTLE_ENDIAN);
    long count = bytes.remaining() < WORD ? 0 : bytes.getLong(0);
    if (count < FEWEST_OFFSETS || count > MOST_OFFSETS) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a message has %d to %d offsets; got %d",
              FEWEST_OFFSETS,
              MOST_OFFSETS,
              count));
    }
    List<byte[]> parts = new ArrayList<>();
    for (int i = 0; i < count - 1; i++) {
      parts.add(part(bytes, i, (int) count));
    }
    return new WireMessage(channel(parts.removeFirst()), parts);
  }

  private static byte[] part(ByteBuffer bytes, int index, int count) {
    int head = WORD * (1 + count);
    if (head > bytes.limit()) {
      throw new IllegalArgumentException("the message ends before its offsets do");
    }
    return Framing.part(
        bytes, head, bytes.getLong(WORD * (1 + index)), bytes.getLong(WORD * (2 + index)));
  }

  private static Channel channel(byte[] name) {
    return Channel.valueOf(new String(name, StandardCharsets.US_ASCII).toUpperCase(Locale.ROOT));
  }

  @Override
  public WireMessage unpack(String text) {
    throw new IllegalArgumentException("messages of " + NAME + " are binary");
  }
}
