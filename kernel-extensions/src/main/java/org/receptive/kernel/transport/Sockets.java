package org.receptive.kernel.transport;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
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
 * thing. A second thread, which nobody interrupts, rings the bell that wakes the owner.
 */
public final class Sockets implements Outbox, AutoCloseable {
  private static final Logger LOG = System.getLogger(Sockets.class.getName());
  private static final String BELL = "inproc://outgoing";
  private static final int LINGER_MILLIS = 1_000;
  private static final byte SUBSCRIBE = 1;

  private record Encoded(Channel channel, List<byte[]> frames) {}

  private final WireCodec codec;
  private final Receiver receiver;
  private final Function<String, Message> welcome;
  private final ZMQ.Context context = ZMQ.context(1);
  private final Map<Channel, ZMQ.Socket> sockets = new EnumMap<>(Channel.class);
  private final ZMQ.Socket bellPull;
  private final ZMQ.Socket bellPush;
  private final Queue<Encoded> outgoing = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean rung = new AtomicBoolean();
  private final Thread ringer = daemon("receptive-bell", this::ring);
  private final Thread owner = daemon("receptive-sockets", this::exchange);
  private final Thread heartbeat;
  private volatile boolean closing;

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
    bellPull = context.socket(SocketType.PULL);
    bellPull.bind(BELL);
    bellPush = context.socket(SocketType.PUSH);
    bellPush.connect(BELL);
    heartbeat =
        daemon(
            "receptive-heartbeat", new Heartbeat(context, connection.address(connection.hbPort())));
    owner.start();
    ringer.start();
    heartbeat.start();
  }

  @Override
  public void send(List<Outgoing> messages) {
    messages.stream()
        .map(out -> new Encoded(out.channel(), codec.encode(out.message())))
        .toList()
        .forEach(outgoing::add);
    if (rung.compareAndSet(false, true)) {
      LockSupport.unpark(ringer);
    }
  }

  /** Sends what is queued, then closes the sockets. */
  @Override
  public void close() {
    closing = true;
    LockSupport.unpark(ringer);
    try {
      owner.join();
      ringer.join();
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

  private void ring() {
    while (true) {
      while (!rung.getAndSet(false) && !closing) {
        LockSupport.park(this);
      }
      // Never waits: while closing, the other end may be gone; and a full line of bells rings
      // anyway.
      bellPush.send(new byte[0], ZMQ.DONTWAIT);
      if (closing) {
        bellPush.close();
        return;
      }
    }
  }

  private void exchange() {
    List<Channel> polled = List.of(Channel.CONTROL, Channel.SHELL, Channel.STDIN);
    try (ZMQ.Poller poller = context.poller(polled.size() + 2)) {
      polled.forEach(channel -> poller.register(sockets.get(channel), ZMQ.Poller.POLLIN));
      int subscriptions = poller.register(sockets.get(Channel.IOPUB), ZMQ.Poller.POLLIN);
      int bell = poller.register(bellPull, ZMQ.Poller.POLLIN);
      while (!closing) {
        poller.poll(-1);
        for (int i = 0; i < polled.size(); i++) {
          if (poller.pollin(i)) {
            receiveAll(polled.get(i));
          }
        }
        if (poller.pollin(subscriptions)) {
          welcomeSubscribers();
        }
        if (poller.pollin(bell)) {
          silenceBell();
        }
        sendAll();
      }
      sendAll();
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "the sockets failed", e);
    } finally {
      sockets.values().forEach(ZMQ.Socket::close);
      bellPull.close();
    }
  }

  private void silenceBell() {
    while (bellPull.recv(ZMQ.DONTWAIT) != null) {
      // One ring or many: the queue is emptied anyway.
    }
  }

  private void sendAll() {
    for (Encoded next = outgoing.poll(); next != null; next = outgoing.poll()) {
      ZMQ.Socket socket = sockets.get(next.channel());
      int last = next.frames().size() - 1;
      for (int i = 0; i <= last; i++) {
        socket.send(next.frames().get(i), i < last ? ZMQ.SNDMORE : 0);
      }
    }
  }

  private void receiveAll(Channel channel) {
    ZMQ.Socket socket = sockets.get(channel);
    for (byte[] first = socket.recv(ZMQ.DONTWAIT);
        first != null;
        first = socket.recv(ZMQ.DONTWAIT)) {
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
  }

  private void welcomeSubscribers() {
    ZMQ.Socket socket = sockets.get(Channel.IOPUB);
    for (byte[] event = socket.recv(ZMQ.DONTWAIT);
        event != null;
        event = socket.recv(ZMQ.DONTWAIT)) {
      if (event.length > 0 && event[0] == SUBSCRIBE) {
        String topic =
            new String(event, 1, event.length - 1, java.nio.charset.StandardCharsets.UTF_8);
        send(Channel.IOPUB, welcome.apply(topic));
      }
    }
  }

  private static Thread daemon(String name, Runnable work) {
    return Thread.ofPlatform().daemon().name(name).unstarted(work);
  }
}
