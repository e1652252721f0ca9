package org.receptive.server;

import com.google.gson.JsonObject;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.receptive.kernel.protocol.Json;
import org.receptive.kernel.protocol.MessageType;
import org.receptive.kernel.protocol.Requests;
import org.receptive.kernel.protocol.Session;

/** A page's WebSocket to a kernel, in either packing, written without the server's code. */
final class PageSocket implements AutoCloseable, WebSocket.Listener {
  static final String V1 = "v1.kernel.websocket.jupyter.org";
  private static final long PATIENCE_SECONDS = 120;

  /** What arrived. */
  record Heard(String channel, JsonObject header, JsonObject parent, JsonObject content) {
    String type() {
      return header.get("msg_type").getAsString();
    }

    String parentId() {
      return parent.has("msg_id") ? parent.get("msg_id").getAsString() : "";
    }

    boolean isStatus(String state) {
      return type().equals("status") && content.get("execution_state").getAsString().equals(state);
    }
  }

  final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
  final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Session session = new Session("page");
  private final boolean binary;
  private final WebSocket socket;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final StringBuilder text = new StringBuilder();

  PageSocket(ServerFixture lab, String kernel, String sessionId, boolean binary) {
    this.binary = binary;
    WebSocket.Builder builder =
        client.newWebSocketBuilder().header("Authorization", "token " + ServerFixture.TOKEN);
    if (binary) {
      builder.subprotocols(V1);
    }
    socket =
        builder
            .buildAsync(
                lab.socketUri("/api/kernels/" + kernel + "/channels?session_id=" + sessionId), this)
            .join();
    if (!socket.getSubprotocol().equals(binary ? V1 : "")) {
      throw new AssertionError("the subprotocol is " + socket.getSubprotocol());
    }
  }

  @Override
  public CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
    byte[] part = new byte[data.remaining()];
    data.get(part);
    bytes.writeBytes(part);
    if (last) {
      heard.add(unpack(bytes.toByteArray()));
      bytes.reset();
    }
    webSocket.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
    text.append(data);
    if (last) {
      JsonObject json = Json.parse(text.toString().getBytes(StandardCharsets.UTF_8));
      heard.add(
          new Heard(
              json.get("channel").getAsString(),
              json.getAsJsonObject("header"),
              json.getAsJsonObject("parent_header"),
              json.getAsJsonObject("content")));
      text.setLength(0);
    }
    webSocket.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket webSocket, int status, String reason) {
    closed.complete(status);
    return null;
  }

  @Override
  public void onError(WebSocket webSocket, Throwable error) {
    closed.complete(-1);
  }

  private static Heard unpack(byte[] message) {
    ByteBuffer data = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
    int count = (int) data.getLong(0);
    List<byte[]> parts = new ArrayList<>();
    for (int i = 1; i < count; i++) {
      int from = (int) data.getLong(8 * i);
      int to = (int) data.getLong(8 * (i + 1));
      parts.add(java.util.Arrays.copyOfRange(message, from, to));
    }
    return new Heard(
        new String(parts.get(0), StandardCharsets.US_ASCII),
        Json.parse(parts.get(1)),
        Json.parse(parts.get(2)),
        Json.parse(parts.get(4)));
  }

  private static byte[] pack(String channel, List<byte[]> dictionaries) {
    List<byte[]> parts = new ArrayList<>(List.of(channel.getBytes(StandardCharsets.US_ASCII)));
    parts.addAll(dictionaries);
    int offset = 8 * (2 + parts.size());
    int size = offset + parts.stream().mapToInt(part -> part.length).sum();
    ByteBuffer data = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    data.putLong(1 + parts.size()).putLong(offset);
    for (byte[] part : parts) {
      offset += part.length;
      data.putLong(offset);
    }
    parts.forEach(data::put);
    return data.array();
  }

  /** Sends a request; returns its id. */
  <T> String send(String channel, MessageType<T> type, T content) {
    var message = session.message(type, content);
    JsonObject nothing = new JsonObject();
    if (binary) {
      sendRaw(
          pack(
              channel,
              List.of(
                  Json.bytes(message.header()),
                  Json.bytes(nothing),
                  Json.bytes(nothing),
                  Json.bytes(message.content()))));
    } else {
      JsonObject json = new JsonObject();
      json.addProperty("channel", channel);
      json.add("header", message.header());
      json.add("parent_header", nothing);
      json.add("metadata", nothing);
      json.add("content", message.content());
      socket.sendText(Json.text(json), true).join();
    }
    return message.id();
  }

  void sendRaw(byte[] message) {
    socket.sendBinary(ByteBuffer.wrap(message), true).join();
  }

  String execute(String code) {
    return send("shell", MessageType.EXECUTE_REQUEST, Requests.Execute.of(code));
  }

  /** Waits for a message; those before it are dropped. */
  Heard await(Predicate<Heard> wanted) {
    long end = System.nanoTime() + Duration.ofSeconds(PATIENCE_SECONDS).toNanos();
    List<Heard> passed = new ArrayList<>();
    try {
      while (System.nanoTime() < end) {
        Heard next = heard.poll(1, TimeUnit.SECONDS);
        if (next != null && wanted.test(next)) {
          return next;
        }
        if (next != null) {
          passed.add(next);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new AssertionError("what was waited for did not come; this came: " + passed);
  }

  Heard reply(String id) {
    return await(message -> message.channel().equals("shell") && message.parentId().equals(id));
  }

  /** Ends without a farewell, as a lost network does. */
  void breakOff() {
    socket.abort();
  }

  @Override
  public void close() {
    socket.abort();
    client.shutdownNow();
  }
}
