package org.receptive.kernel;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.receptive.kernel.display.Note;
import org.receptive.kernel.protocol.Channel;
import org.receptive.kernel.protocol.ConnectionInfo;
import org.receptive.kernel.protocol.MalformedMessageException;
import org.receptive.kernel.protocol.Message;
import org.receptive.kernel.protocol.MessageType;
import org.receptive.kernel.protocol.Requests;
import org.receptive.kernel.protocol.Session;
import org.receptive.kernel.protocol.WireCodec;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/** The other end: speaks to a kernel over real sockets, and tells what came on which channel. */
public final class Conversation implements AutoCloseable {
  /** Long enough for a loaded machine; only a missing message waits for it. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /**
   * What came of one request.
   *
   * @param reply the answer on the request's channel
   * @param published what was published for it, busy and idle included
   */
  public record Exchange(Message reply, List<Message> published) {
    public String status() {
      return reply.content().get("status").getAsString();
    }

    public List<String> types() {
      return published.stream().map(Message::type).toList();
    }

    public Message only(String type) {
      List<Message> found = all(type);
      if (found.size() != 1) {
        throw new AssertionError("expected one " + type + ", got " + types());
      }
      return found.getFirst();
    }

    public List<Message> all(String type) {
      return published.stream().filter(m -> m.type().equals(type)).toList();
    }

    public String stream(String name) {
      StringBuilder text = new StringBuilder();
      for (Message message : all("stream")) {
        if (message.content().get("name").getAsString().equals(name)) {
          text.append(message.content().get("text").getAsString());
        }
      }
      return text.toString();
    }

    /** What the kernel noted about the cell: outputs, never on a stream. */
    public String notes() {
      StringBuilder text = new StringBuilder();
      for (Message message : all("display_data")) {
        JsonObject data = message.content().getAsJsonObject("data");
        if (data.has("text/html") && data.get("text/html").getAsString().contains(Note.CLASS)) {
          text.append(data.get("text/plain").getAsString()).append('\n');
        }
      }
      return text.toString();
    }

    public String result() {
      return only("execute_result")
          .content()
          .getAsJsonObject("data")
          .get("text/plain")
          .getAsString();
    }

    public String traceback() {
      StringBuilder text = new StringBuilder();
      only("error")
          .content()
          .getAsJsonArray("traceback")
          .forEach(line -> text.append(line.getAsString()).append('\n'));
      return text.toString().replaceAll("\u001b\\[[0-9;]*m", "");
    }
  }

  private final Session session = new Session("student");
  private final WireCodec codec;
  private final ZMQ.Context context = ZMQ.context(1);
  private final Map<Channel, ZMQ.Socket> sockets = new EnumMap<>(Channel.class);
  private final List<Message> unread = new ArrayList<>();

  public Conversation(ConnectionInfo connection) {
    this.codec = WireCodec.of(connection);
    byte[] identity = session.id().getBytes(StandardCharsets.UTF_8);
    open(Channel.SHELL, SocketType.DEALER, identity, connection.address(connection.shellPort()));
    open(
        Channel.CONTROL, SocketType.DEALER, identity, connection.address(connection.controlPort()));
    open(Channel.STDIN, SocketType.DEALER, identity, connection.address(connection.stdinPort()));
    open(Channel.IOPUB, SocketType.SUB, identity, connection.address(connection.iopubPort()));
    published(m -> m.is(MessageType.IOPUB_WELCOME));
  }

  /** Returns a connection on free ports of the loopback interface. */
  public static ConnectionInfo freePorts() throws IOException {
    int[] ports = new int[5];
    List<ServerSocket> taken = new ArrayList<>();
    for (int i = 0; i < ports.length; i++) {
      ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
      taken.add(socket);
      ports[i] = socket.getLocalPort();
    }
    for (ServerSocket socket : taken) {
      socket.close();
    }
    return new ConnectionInfo(
        "tcp",
        "127.0.0.1",
        ports[0],
        ports[1],
        ports[2],
        ports[3],
        ports[4],
        "hmac-sha256",
        "a key for tests");
  }

  public Exchange execute(String code) {
    return execute(Requests.Execute.of(code));
  }

  public Exchange execute(Requests.Execute request) {
    return exchange(Channel.SHELL, MessageType.EXECUTE_REQUEST, request);
  }

  public <T> Exchange exchange(Channel channel, MessageType<T> type, T content) {
    return await(channel, send(channel, type, content));
  }

  /** Sends a request and returns it without waiting. */
  public <T> Message send(Channel channel, MessageType<T> type, T content) {
    Message message = session.message(type, content);
    sendFrames(channel, codec.encode(message));
    return message;
  }

  /** Runs a cell that the front end knows by an id. */
  public Exchange executeInCell(String cellId, String code) {
    JsonObject metadata = new JsonObject();
    metadata.addProperty("cellId", cellId);
    Message message =
        session
            .message(MessageType.EXECUTE_REQUEST, Requests.Execute.of(code))
            .withMetadata(metadata);
    sendFrames(Channel.SHELL, codec.encode(message));
    return await(Channel.SHELL, message);
  }

  /** Sends a request with binary attachments and returns it without waiting. */
  public <T> Message send(Channel channel, MessageType<T> type, T content, List<byte[]> buffers) {
    return send(channel, type, content, new JsonObject(), buffers);
  }

  /** Sends a request with metadata and binary attachments and returns it without waiting. */
  public <T> Message send(
      Channel channel, MessageType<T> type, T content, JsonObject metadata, List<byte[]> buffers) {
    Message message = session.message(type, content).withMetadata(metadata).withBuffers(buffers);
    sendFrames(channel, codec.encode(message));
    return message;
  }

  public void sendFrames(Channel channel, List<byte[]> frames) {
    ZMQ.Socket socket = sockets.get(channel);
    for (int i = 0; i < frames.size(); i++) {
      socket.send(frames.get(i), i < frames.size() - 1 ? ZMQ.SNDMORE : 0);
    }
  }

  public <T> void answer(Message request, MessageType<T> type, T content) {
    sendFrames(Channel.STDIN, codec.encode(session.message(type, content, request.header())));
  }

  /** Waits for the reply to a request, and for idle. */
  public Exchange await(Channel channel, Message request) {
    Message reply = receive(channel);
    while (!reply.parentId().equals(request.id())) {
      reply = receive(channel);
    }
    return new Exchange(reply, publishedFor(request));
  }

  /** Waits for idle, and returns all that was published for a request. */
  public List<Message> publishedFor(Message request) {
    List<Message> published = new ArrayList<>();
    while (true) {
      Message next = published(m -> m.parentId().equals(request.id()));
      published.add(next);
      if (next.is(MessageType.STATUS)
          && next.content().get("execution_state").getAsString().equals("idle")) {
        return published;
      }
    }
  }

  /** Waits for a publication of the given kind; others are kept for later. */
  public Message published(Predicate<Message> wanted) {
    for (int i = 0; i < unread.size(); i++) {
      if (wanted.test(unread.get(i))) {
        return unread.remove(i);
      }
    }
    while (true) {
      Message next = receive(Channel.IOPUB);
      if (wanted.test(next)) {
        return next;
      }
      unread.add(next);
    }
  }

  public Message receive(Channel channel) {
    ZMQ.Socket socket = sockets.get(channel);
    byte[] first = socket.recv();
    if (first == null) {
      throw new AssertionError("nothing came on " + channel + " within " + PATIENCE);
    }
    List<byte[]> frames = new ArrayList<>();
    frames.add(first);
    while (socket.hasReceiveMore()) {
      frames.add(socket.recv());
    }
    try {
      return codec.decode(frames);
    } catch (MalformedMessageException e) {
      throw new AssertionError("the kernel sent a bad message on " + channel, e);
    }
  }

  public static JsonObject empty() {
    return new JsonObject();
  }

  @Override
  public void close() {
    sockets.values().forEach(ZMQ.Socket::close);
    context.term();
  }

  private void open(Channel channel, SocketType type, byte[] identity, String address) {
    ZMQ.Socket socket = context.socket(type);
    socket.setLinger(0);
    socket.setRcvHWM(0);
    socket.setReceiveTimeOut((int) PATIENCE.toMillis());
    if (type == SocketType.SUB) {
      socket.subscribe(ZMQ.SUBSCRIPTION_ALL);
    } else {
      socket.setIdentity(identity);
    }
    socket.connect(address);
    sockets.put(channel, socket);
  }
}
