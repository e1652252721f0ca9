package org.receptive.server.kernels;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.receptive.kernel.protocol.Channel;
import org.receptive.kernel.protocol.Json;

/**
 * The packing without a subprotocol: a JSON object as text; with buffers, binary: the number of
 * parts, the offset of each (big-endian, 4 bytes), the JSON, the buffers.
 */
final class JsonFraming implements Framing {
  private static final int WORD = Integer.BYTES;
  private static final int DICTIONARIES = 4;
  private static final int MOST_PARTS = 4096;
  private static final List<String> NAMES =
      List.of("header", "parent_header", "metadata", "content");

  @Override
  public Packed pack(WireMessage message) {
    JsonObject json = new JsonObject();
    json.addProperty("channel", message.channel().name().toLowerCase(Locale.ROOT));
    for (int i = 0; i < DICTIONARIES; i++) {
      json.add(NAMES.get(i), Json.parse(message.parts().get(i)));
    }
    json.add("buffers", new JsonArray());
    List<byte[]> buffers = message.parts().subList(DICTIONARIES, message.parts().size());
    if (buffers.isEmpty()) {
      return new Packed.Text(Json.text(json));
    }
    List<byte[]> parts = new ArrayList<>(List.of(Json.bytes(json)));
    parts.addAll(buffers);
    int offset = WORD * (1 + parts.size());
    int size = offset + parts.stream().mapToInt(part -> part.length).sum();
    ByteBuffer bytes = ByteBuffer.allocate(size).order(ByteOrder.BIG_ENDIAN).putInt(parts.size());
    for (byte[] part : parts) {
      bytes.putInt(offset);
      offset += part.length;
    }
    parts.forEach(bytes::put);
    return new Packed.Binary(bytes.flip());
  }

  @Override
  public WireMessage unpack(ByteBuffer received) {
    ByteBuffer bytes = received.slice().order(ByteOrder.BIG_ENDIAN);
    int count = bytes.remaining() < WORD ? 0 : bytes.getInt(0);
    if (count < 1 || count > MOST_PARTS || WORD * (1 + count) > bytes.limit()) {
      throw new IllegalArgumentException("a message cannot have " + count + " parts");
    }
    List<byte[]> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int from = bytes.getInt(WORD * (1 + i));
      int to = i + 1 < count ? bytes.getInt(WORD * (2 + i)) : bytes.limit();
      parts.add(Framing.part(bytes, WORD * (1 + count), from, to));
    }
    return unpack(new String(parts.removeFirst(), StandardCharsets.UTF_8), parts);
  }

  @Override
  public WireMessage unpack(String text) {
    return unpack(text, List.of());
  }

  private static WireMessage unpack(String text, List<byte[]> buffers) {
    try {
      JsonObject json = Json.parse(text.getBytes(StandardCharsets.UTF_8));
      List<byte[]> parts = new ArrayList<>();
      for (String name : NAMES) {
        JsonElement dictionary = json.get(name);
        parts.add(Json.bytes(dictionary instanceof JsonObject object ? object : new JsonObject()));
      }
      parts.addAll(buffers);
      String channel = json.has("channel") ? json.get("channel").getAsString() : "shell";
      return new WireMessage(Channel.valueOf(channel.toUpperCase(Locale.ROOT)), parts);
    } catch (JsonParseException
        | IllegalStateException
        | UnsupportedOperationException
        | StackOverflowError e) {
      throw new IllegalArgumentException("the message is not a JSON object", e);
    }
  }
}
