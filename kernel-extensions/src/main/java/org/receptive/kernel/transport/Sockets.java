package org.receptive.kernel.transport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.receptive.kernel.protocol.Channel;
import org.receptive.kernel.protocol.ConnectionInfo;
import org.receptive.kernel.protocol.MalformedMessageException;
import org.receptive.kernel.protocol.Message;
import org.receptive.kernel.protocol.Outbox;
import org.receptive.kernel.protocol.WireCodec;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/**
 * The sockets of a kernel. One thread owns them all and does nothing but receive and send.
 *
 * <p>Senders put frames into a queue and never touch a socket: JeroMQ signals through NIO channels,
 * which close for good when an interrupted thread uses them, and interrupting a cell is an everyday
 * thing. Waking a selector is safe for everyone.
 */
public final class Sockets implements Outbox, AutoCloseable {
  private static final Logger LOG = System.getLogger(Sockets.class.getName());
  private static final int LINGER_MILLIS = 1_000;
  private static final byte SUBSCRIBE = 1;

  /** How long a message that is not the last of its request waits for the others. */
  private static final int NAP_MILLIS = 1;

  private static final long NAP_NANOS = TimeUnit.MILLISECONDS.toNanos(NAP_MILLIS);
  private static final int FOR_EVER = 0;

  private record Encoded(Channel channel, List<byte[]> frames) {}

  private final WireCodec codec;
  private final Receiver receiver;
  private final Function<String, Message> welcome;
  private final ZMQ.Context context = ZMQ.context(1);
  private final Map<Channel, ZMQ.Socket> sockets = new EnumMap<>(Channel.class);
  private final Queue<Encoded> outgoing = new ConcurrentLinkedQueue<>();
  private final Selector selector = openSelector();
  private final Thread owner = daemon("receptive-sockets", this::exchange);
  private final Thread heartbeat;
  private volatile boolean closing;

  /** Whether the owner looks at the queue again within a moment without being woken. */
  private volatile boolean napping;

  /** Whether something in the queue ends a nap. */
  private volatile boolean urgent;

  private long napEnd = System.nanoTime();

  /**
   * Binds the sockets and starts to receive.
   *
   * @param connection where the sockets are
   * @param codec signs, verifies, encodes and decodes
   * @param receiver takes received messages
   * @param welcome makes the message that a new subscriber of a topic is welcomed with
   * @throws IllegalStateException if a port is taken; the message names it
   */
  public Sockets(
      ConnectionInfo connection,
      WireCodec codec,
      Receiver receiver,
      Function<String, Message> welcome) {
    this.codec = codec;
    this.receiver = receiver;
    this.welcome = welcome;
    open(Channel.SHELL, SocketType.ROUTER, connection.address(connection.shellPort()));
    open(Channel.CONTROL, SocketType.ROUTER, connection.address(connection.controlPort()));
    open(Channel.STDIN, SocketType.ROUTER, connection.address(connection.stdinPort()));
    open(Channel.IOPUB, SocketType.XPUB, connection.address(connection.iopubPort()));
    heartbeat =
        daemon(
            "receptive-heartbeat", new Heartbeat(context, connection.address(connection.hbPort())));
    owner.start();
    heartbeat.start();
  }

  @Override
  public void send(List<Outgoing> messages) {
    enqueue(messages);
    urgent = true;
    selector.wakeup();
  }

  /**
   * Leaves the owner asleep if it naps: it naps whenever a request has come in, and most are
   * answered before it wakes. The queue is filled before the nap is looked at, and the nap ends
   * before the queue is emptied, so that no message is left behind.
   */
  @Override
  public void sendSoon(Channel channel, Message message) {
    enqueue(List.of(new Outgoing(channel, message)));
    if (!napping) {
      selector.wakeup();
    }
  }

  private void enqueue(List<Outgoing> messages) {
    // All or none: nothing of a message leaves before the last is encoded.
    messages.stream()
        .map(out -> new Encoded(out.channel(), codec.encode(out.message())))
        .toList()
        .forEach(outgoing::add);
  }

  /** Sends what is queued, then closes the sockets. */
  @Override
  public void close() {
    closing = true;
    selector.wakeup();
    try {
      owner.join();
      context.term();
      heartbeat.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static void bind(ZMQ.Socket socket, String name, String address) {
    try {
      socket.bind(address);
    } catch (ZMQException e) {
      throw new IllegalStateException(
          "cannot bind the "
              + name
              + " socket to "
              + address
              + "; another program uses that port. Start the kernel with a new connection file.",
          e);
    }
  }

  private void open(Channel channel, SocketType type, String address) {
    ZMQ.Socket socket = context.socket(type);
    socket.setLinger(LINGER_MILLIS);
    socket.setSndHWM(0);
    socket.setRcvHWM(0);
    bind(socket, channel.name().toLowerCase(java.util.Locale.ROOT), address);
    sockets.put(channel, socket);
  }

  private static Selector openSelector() {
    try {
      return Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException("this system lets nobody wait for several sockets", e);
    }
  }

  /**
   * Sleeps only once every socket has said that it has nothing more. A socket's channel tells that
   * something has happened to the socket, not that a message is there, and tells it once; sending
   * may take notice of it, too. A nap is a sleep that leaves the queue as it is until something in
   * it is urgent.
   */
  private void exchange() {
    try (selector) {
      for (ZMQ.Socket socket : sockets.values()) {
        socket.getFD().register(selector, SelectionKey.OP_READ);
      }
      while (!closing) {
        if (receiveAll() && !napping) {
          napEnd = System.nanoTime() + NAP_NANOS;
          napping = true;
        }
        if (urgent || System.nanoTime() - napEnd >= 0) {
          napping = false;
          urgent = false;
          if (sendAll()) {
            continue;
          }
        }
        selector.select(napping ? NAP_MILLIS : FOR_EVER);
        selector.selectedKeys().clear();
      }
      sendAll();
    } catch (RuntimeException | IOException e) {
      LOG.log(Level.ERROR, "the sockets failed", e);
    } finally {
      sockets.values().forEach(ZMQ.Socket::close);
    }
  }

  /** Receives until nothing comes; returns whether a request has come. */
  private boolean receiveAll() {
    boolean received = false;
    boolean moved;
    do {
      moved = receiveAll(Channel.CONTROL);
      moved |= receiveAll(Channel.SHELL);
      moved |= receiveAll(Channel.STDIN);
      received |= moved;
      moved |= welcomeSubscribers();
    } while (moved);
    return received;
  }

  private boolean sendAll() {
    boolean moved = false;
    for (Encoded next = outgoing.poll(); next != null; next = outgoing.poll()) {
      ZMQ.Socket socket = sockets.get(next.channel());
      int last = next.frames().size() - 1;
      for (int i = 0; i <= last; i++) {
        socket.send(next.frames().get(i), i < last ? ZMQ.SNDMORE : 0);
      }
      moved = true;
    }
    return moved;
  }

  private boolean receiveAll(Channel channel) {
    ZMQ.Socket socket = sockets.get(channel);
    boolean moved = false;
    for (byte[] first = socket.recv(ZMQ.DONTWAIT);
        first != null;
        first = socket.recv(ZMQ.DONTWAIT)) {
      moved = true;
      List<byte[]> frames = new ArrayList<>();
      frames.add(first);
      while (socket.hasReceiveMore()) {
        frames.add(socket.recv());
      }
      try {
        receiver.received(channel, codec.decode(frames));
      } catch (MalformedMessageException e) {
        LOG.log(Level.WARNING, "dropped a message on " + channel + ": " + e.getMessage());
      } catch (RuntimeException e) {
        LOG.log(Level.ERROR, "dropped a message on " + channel, e);
      }
    }
    return moved;
  }

  private boolean welcomeSubscribers() {
    ZMQ.Socket socket = sockets.get(Channel.IOPUB);
    boolean moved = false;
    for (byte[] event = socket.recv(ZMQ.DONTWAIT);
        event != null;
        event = socket.recv(ZMQ.DONTWAIT)) {
      moved = true;
      if (event.length > 0 && event[0] == SUBSCRIBE) {
        String topic =
            new String(event, 1, event.length - 1, java.nio.charset.StandardCharsets.UTF_8);
        send(Channel.IOPUB, welcome.apply(topic));
      }
    }
    return moved;
  }

  private static Thread daemon(String name, Runnable work) {
    return Thread.ofPlatform().daemon().name(name).unstarted(work);
  }
}
