package org.receptive.server.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.receptive.kernel.protocol.Channel;

/** The two packings of messages in WebSockets, byte for byte. */
final class FramingTest {
  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static final WireMessage MESSAGE =
      new WireMessage(
          Channel.IOPUB,
          List.of(
              utf8("{\"msg_id\":\"1\"}"),
              utf8("{}"),
              utf8("{}"),
              utf8("{\"a\":\"ü\"}"),
              new byte[] {1, 2, 3},
              new byte[0]));

  private static byte[] bytes(Framing.Packed packed) {
    ByteBuffer buffer = ((Framing.Packed.Binary) packed).bytes();
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  private static void assertSame(WireMessage expected, WireMessage actual) {
    assertEquals(expected.channel(), actual.channel());
    assertEquals(expected.parts().size(), actual.parts().size());
    for (int i = 0; i < expected.parts().size(); i++) {
      assertArrayEquals(expected.parts().get(i), actual.parts().get(i));
    }
  }

  /** Written by jupyter_server's {@code serialize_msg_to_ws_v1} for the same message. */
  @Test
  void theBinaryPackingIsThatOfJupyter() {
    String words =
        "0800000000000000" // eight offsets
            + "4800000000000000" // channel
            + "4d00000000000000" // header
            + "5b00000000000000" // parent header
            + "5d00000000000000" // metadata
            + "5f00000000000000" // content
            + "6900000000000000" // first buffer
            + "6c00000000000000" // second buffer
            + "6c00000000000000"; // end
    byte[] packed = bytes(new BinaryFraming().pack(MESSAGE));
    assertEquals(words, HexFormat.of().formatHex(packed, 0, 72));
    assertEquals(
        "iopub{\"msg_id\":\"1\"}{}{}{\"a\":\"ü\"}",
        new String(packed, 72, packed.length - 75, StandardCharsets.UTF_8));
    assertSame(MESSAGE, new BinaryFraming().unpack(ByteBuffer.wrap(packed)));
  }

  @Test
  void buffersSurviveThePackingInJson() {
    byte[] packed = bytes(new JsonFraming().pack(MESSAGE));
    assertEquals("00000003", HexFormat.of().formatHex(packed, 0, 4));
    assertSame(MESSAGE, new JsonFraming().unpack(ByteBuffer.wrap(packed)));
  }

  @Test
  void withoutBuffersTheJsonIsText() {
    WireMessage plain = new WireMessage(Channel.SHELL, MESSAGE.parts().subList(0, 4));
    Framing.Packed.Text text = (Framing.Packed.Text) new JsonFraming().pack(plain);
    assertSame(plain, new JsonFraming().unpack(text.text()));
  }

  @Test
  void whateverBytesArriveNoneBreaksTheServer() {
    Random random = new Random(7);
    byte[] right = bytes(new BinaryFraming().pack(MESSAGE));
    byte[] rightJson = bytes(new JsonFraming().pack(MESSAGE));
    for (int i = 0; i < 20_000; i++) {
      unpackDamaged(new BinaryFraming(), right.clone(), random);
      unpackDamaged(new JsonFraming(), rightJson.clone(), random);
    }
    assertThrows(IllegalArgumentException.class, () -> new JsonFraming().unpack("[]"));
    assertThrows(
        IllegalArgumentException.class, () -> new JsonFraming().unpack("{\"channel\":[]}"));
    assertThrows(
        IllegalArgumentException.class, () -> new JsonFraming().unpack("[".repeat(100_000)));
    assertThrows(IllegalArgumentException.class, () -> new BinaryFraming().unpack("{}"));
  }

  /** Either a message comes out or the one exception that closes the connection. */
  private static void unpackDamaged(Framing framing, byte[] bytes, Random random) {
    int damages = 1 + random.nextInt(4);
    for (int i = 0; i < damages; i++) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
    int length = random.nextBoolean() ? bytes.length : random.nextInt(bytes.length);
    try {
      framing.unpack(ByteBuffer.wrap(bytes, 0, length)).type();
    } catch (IllegalArgumentException e) {
      assertEquals(IllegalArgumentException.class, e.getClass(), e::toString);
    }
  }
}
