package org.receptive.server.kernels;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.receptive.kernel.protocol.Channel;
import org.receptive.kernel.protocol.ConnectionInfo;
import org.receptive.kernel.protocol.MessageSigner;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * The four sockets to a kernel. One thread owns them; others put messages into a queue and ring a
 * bell. What is sent before the kernel is heard waits: its publications would go past a
 * subscription that is not there yet.
 */
final class KernelLink implements AutoCloseable {
  private static final Logger LOG = System.getLogger(KernelLink.class.getName());
  private static final byte[] DELIMITER = "<IDS|MSG>".getBytes(StandardCharsets.US_ASCII);
  private static final List<Channel> REQUESTS =
      List.of(Channel.SHELL, Channel.CONTROL, Channel.STDIN);

  private final MessageSigner signer;
  private final Consumer<WireMessage> receiver;
  private final ZContext context = new ZContext();
  private final Map<Channel, ZMQ.Socket> sockets = new EnumMap<>(Channel.class);
  private final Queue<WireMessage> outgoing = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean rung = new AtomicBoolean();
  private final Pipe bell;
  private final Thread owner;
  private volatile boolean closing;
  private boolean heard;

  /**
   * Connects to a kernel.
   *
   * @param receiver takes what the kernel sends, on the thread of this link
   */
  KernelLink(ConnectionInfo connection, Consumer<WireMessage> receiver) {
    this.signer = new MessageSigner(connection.signatureScheme(), connection.key());
    this.receiver = receiver;
    // Questions to the user are addressed to who has sent the cell: both sockets bear one name.
    byte[] name = UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);
    connect(Channel.SHELL, SocketType.DEALER, name, connection.address(connection.shellPort()));
    connect(Channel.CONTROL, SocketType.DEALER, name, connection.address(connection.controlPort()));
    connect(Channel.STDIN, SocketType.DEALER, name, connection.address(connection.stdinPort()));
    connect(Channel.IOPUB, SocketType.SUB, name, connection.address(connection.iopubPort()));
    sockets.get(Channel.IOPUB).subscribe(ZMQ.SUBSCRIPTION_ALL);
    try {
      bell = Pipe.open();
      bell.source().configureBlocking(false);
      bell.sink().configureBlocking(false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    owner = Thread.ofPlatform().daemon().name("receptive-kernel-link").start(this::exchange);
  }

  private void connect(Channel channel, SocketType type, byte[] name, String address) {
    ZMQ.Socket socket = context.createSocket(type);
    socket.setLinger(0);
    socket.setHWM(0);
    socket.setReconnectIVL(10);
    socket.setReconnectIVLMax(100);
    socket.setIdentity(name);
    socket.connect(address);
    sockets.put(channel, socket);
  }

  /** Sends a message. */
  void send(WireMessage message) {
    outgoing.add(message);
    ring();
  }

  private void ring() {
    if (rung.compareAndSet(false, true)) {
      try {
        bell.sink().write(ByteBuffer.allocate(1));
      } catch (IOException e) {
        LOG.log(Level.DEBUG, "a kernel's link is closed already", e);
      }
    }
  }

  /** Takes out what waits to be sent; all of it, if the kernel was never heard. */
  List<WireMessage> takeUnsent() {
    List<WireMessage> unsent = new ArrayList<>();
    for (WireMessage next = outgoing.poll(); next != null; next = outgoing.poll()) {
      unsent.add(next);
    }
    return unsent;
  }

  /** Closes the sockets; what is queued and not taken out is lost. */
  @Override
  public void close() {
    closing = true;
    ring();
    if (Thread.currentThread() != owner) {
      try {
        owner.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void exchange() {
    try (ZMQ.Poller poller = context.createPoller(REQUESTS.size() + 2)) {
      poller.register(sockets.get(Channel.IOPUB), ZMQ.Poller.POLLIN);
      REQUESTS.forEach(channel -> poller.register(sockets.get(channel), ZMQ.Poller.POLLIN));
      poller.register(bell.source(), ZMQ.Poller.POLLIN);
      while (!closing) {
        poller.poll(-1);
        silenceBell();
        // Publications first: a page then sees the output of a cell before its reply.
        receiveAll(Channel.IOPUB);
        REQUESTS.forEach(this::receiveAll);
        if (heard) {
          sendAll();
        }
      }
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.ERROR, "the link to a kernel failed", e);
    } finally {
      context.close();
      closeBell();
    }
  }

  private void silenceBell() throws IOException {
    ByteBuffer rings = ByteBuffer.allocate(8);
    while (bell.source().read(rings.clear()) > 0) {
      // One ring or many: the queue is emptied anyway.
    }
    rung.set(false);
  }

  private void closeBell() {
    try {
      bell.source().close();
      bell.sink().close();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "a bell does not close", e);
    }
  }

  private void sendAll() {
    for (WireMessage next = outgoing.poll(); next != null; next = outgoing.poll()) {
      ZMQ.Socket socket = sockets.get(next.channel());
      socket.send(DELIMITER, ZMQ.SNDMORE);
      List<byte[]> parts = next.parts();
      socket.send(signer.sign(parts.subList(0, 4)), ZMQ.SNDMORE);
      for (int i = 0; i < parts.size(); i++) {
        socket.send(parts.get(i), i < parts.size() - 1 ? ZMQ.SNDMORE : 0);
      }
    }
  }

  private void receiveAll(Channel channel) {
    ZMQ.Socket socket = sockets.get(channel);
    for (byte[] first = socket.recv(ZMQ.DONTWAIT);
        first != null && !closing;
        first = socket.recv(ZMQ.DONTWAIT)) {
      List<byte[]> frames = new ArrayList<>();
      frames.add(first);
      while (socket.hasReceiveMore()) {
        frames.add(socket.recv());
      }
      receive(channel, frames);
    }
  }

  private void receive(Channel channel, List<byte[]> frames) {
    int delimiter = 0;
    while (delimiter < frames.size() && !Arrays.equals(DELIMITER, frames.get(delimiter))) {
      delimiter++;
    }
    int first = delimiter + 2;
    if (frames.size() < first + 4
        || !signer.verifies(frames.subList(first, first + 4), frames.get(delimiter + 1))) {
      LOG.log(Level.WARNING, "dropped a message that is not this kernel''s on {0}", channel);
      return;
    }
    heard |= channel == Channel.IOPUB;
    try {
      receiver.accept(new WireMessage(channel, frames.subList(first, frames.size())));
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "a message could not be passed on", e);
    }
  }
}
