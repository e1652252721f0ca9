package org.receptive.kernel.client;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.receptive.kernel.protocol.ConnectionInfo;
import org.receptive.kernel.protocol.MalformedMessageException;
import org.receptive.kernel.protocol.Message;
import org.receptive.kernel.protocol.MessageType;
import org.receptive.kernel.protocol.Requests;
import org.receptive.kernel.protocol.Session;
import org.receptive.kernel.protocol.WireCodec;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import org.zeromq.ZMsg;

/**
 * A kernel as a front end sees it: a child process that runs cells. One thread uses a client at a
 * time; only {@link #interrupt} may be called from another.
 */
public final class KernelClient implements AutoCloseable {
  private static final long POLL_MILLIS = 50;
  private static final long ASK_AGAIN_NANOS = Duration.ofMillis(300).toNanos();
  private static final Duration FAREWELL = Duration.ofSeconds(20);
  private static final int MAX_STARTS = 3;

  private final KernelProcess process;
  private final ZContext context = new ZContext();
  private final WireCodec codec;
  private final Session session = new Session("receptive");
  private final ZMQ.Socket shell;
  private final ZMQ.Socket control;
  private final ZMQ.Socket iopub;
  private final ZMQ.Poller poller;

  private final Map<String, Message> replies = new HashMap<>();
  private final Map<String, OutputArea> areas = new HashMap<>();
  private final Set<String> idle = new HashSet<>();
  private final List<Consumer<Message>> listeners = new ArrayList<>();
  private Message kernelInfo;

  private KernelClient(KernelProcess process) {
    this.process = process;
    ConnectionInfo connection = process.connection();
    codec = WireCodec.of(connection);
    shell = connect(SocketType.DEALER, connection.address(connection.shellPort()));
    control = connect(SocketType.DEALER, connection.address(connection.controlPort()));
    iopub = connect(SocketType.SUB, connection.address(connection.iopubPort()));
    iopub.subscribe(ZMQ.SUBSCRIPTION_ALL);
    poller = context.createPoller(2);
    poller.register(iopub, ZMQ.Poller.POLLIN);
    poller.register(shell, ZMQ.Poller.POLLIN);
  }

  private ZMQ.Socket connect(SocketType type, String address) {
    ZMQ.Socket socket = context.createSocket(type);
    socket.setLinger(0);
    socket.setHWM(0);
    socket.setReconnectIVL(10);
    socket.connect(address);
    return socket;
  }

  /**
   * Starts a kernel and waits until it answers and its publications arrive.
   *
   * @param command how to start it
   * @param workingFolder where its relative paths begin
   * @param patience how long it may take
   * @throws KernelFailure if it cannot be started, ends, or stays silent
   */
  public static KernelClient start(KernelCommand command, Path workingFolder, Duration patience) {
    for (int attempt = 1; ; attempt++) {
      KernelClient client = new KernelClient(KernelProcess.start(command, workingFolder));
      try {
        client.greet(patience);
        return client;
      } catch (KernelFailure e) {
        client.close();
        // Between choosing a port and using it, another program may have taken it.
        if (attempt == MAX_STARTS || !e.getMessage().contains("uses that port")) {
          throw e;
        }
      }
    }
  }

  private void greet(Duration patience) {
    Set<String> asked = new HashSet<>();
    long[] lastAsked = {0};
    await(
        () -> {
          // A subscription takes effect a moment after the connection, so ask until both channels
          // have been heard.
          boolean heard =
              asked.stream().anyMatch(replies::containsKey)
                  && asked.stream().anyMatch(idle::contains);
          if (!heard && System.nanoTime() - lastAsked[0] > ASK_AGAIN_NANOS) {
            lastAsked[0] = System.nanoTime();
            asked.add(send(session.message(MessageType.KERNEL_INFO_REQUEST, new JsonObject())));
          }
          return heard;
        },
        patience,
        "say that it is ready");
    kernelInfo = asked.stream().filter(replies::containsKey).map(replies::get).findFirst().get();
  }

  /** What the kernel says about itself: the content of its {@code kernel_info_reply}. */
  public JsonObject kernelInfo() {
    return kernelInfo.content().deepCopy();
  }

  /** The process of the kernel. */
  public ProcessHandle process() {
    return process.handle();
  }

  /** Calls a listener with every publication from now on, on the thread that uses this client. */
  public void onPublication(Consumer<Message> listener) {
    listeners.add(listener);
  }

  /**
   * Runs a cell and waits until it has ended and all its output is here.
   *
   * @param code the cell
   * @param patience how long it may take; afterwards the cell is interrupted
   * @throws KernelFailure if the kernel dies meanwhile or the time is over
   */
  public Execution execute(String code, Duration patience) {
    Message request = session.message(MessageType.EXECUTE_REQUEST, Requests.Execute.of(code));
    OutputArea area = new OutputArea();
    areas.put(request.id(), area);
    try {
      return new Execution(request(request, patience, "finish the cell"), area);
    } catch (KernelFailure e) {
      if (process.isAlive()) {
        stop(request.id());
      }
      throw e;
    }
  }

  /** Interrupts a cell and waits for its end: a cell sent meanwhile would be dropped with it. */
  private void stop(String requestId) {
    interrupt();
    await(() -> replies.remove(requestId) != null, FAREWELL, "stop the cell");
  }

  /** Sends a request of any type on the shell channel; waits for its reply and for idle. */
  public <T> Message request(MessageType<T> type, T content, Duration patience) {
    return request(session.message(type, content), patience, "answer a " + type.name());
  }

  private Message request(Message request, Duration patience, String what) {
    String id = send(request);
    await(() -> replies.containsKey(id) && idle.contains(id), patience, what);
    return replies.remove(id);
  }

  /**
   * Sends a message on the shell channel without waiting.
   *
   * @return its id
   */
  public <T> String send(MessageType<T> type, T content) {
    return send(session.message(type, content));
  }

  /** Takes messages until the condition holds. */
  public void await(BooleanSupplier condition, Duration patience) {
    await(condition, patience, "do what was expected");
  }

  /** Whether all output that belongs to a message has arrived. */
  public boolean isIdleAfter(String messageId) {
    return idle.contains(messageId);
  }

  /** Asks the kernel to stop the running cell. */
  public void interrupt() {
    sendControl(session.message(MessageType.INTERRUPT_REQUEST, new JsonObject()));
  }

  /** Asks the kernel to end and takes away what is left of it. */
  @Override
  public void close() {
    // A kernel that never answered will not obey either.
    shutDown(kernelInfo == null ? Duration.ZERO : FAREWELL);
    context.close();
    process.close();
  }

  /**
   * Asks the kernel to end.
   *
   * @param patience how long it may take
   * @return whether it has ended by itself
   */
  public boolean shutDown(Duration patience) {
    if (process.isAlive()) {
      sendControl(session.message(MessageType.SHUTDOWN_REQUEST, new Requests.Shutdown(false)));
    }
    return process.awaitEnd(patience);
  }

  private synchronized void sendControl(Message message) {
    frames(message).send(control);
  }

  private String send(Message message) {
    frames(message).send(shell);
    return message.id();
  }

  private ZMsg frames(Message message) {
    ZMsg frames = new ZMsg();
    codec.encode(message).forEach(frames::add);
    return frames;
  }

  private void await(BooleanSupplier condition, Duration patience, String what) {
    long end = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      boolean alive = process.isAlive();
      // What a dying kernel has sent last is still taken before its death is reported.
      if (!receive() && !alive) {
        throw new KernelFailure("the kernel died before it could " + what + process.lastWords());
      }
      if (System.nanoTime() - end > 0) {
        throw new KernelFailure(
            "the kernel did not " + what + " within " + patience.toSeconds() + " s");
      }
    }
  }

  /** Takes what has arrived; whether there was anything. */
  private boolean receive() {
    if (poller.poll(POLL_MILLIS) <= 0) {
      return false;
    }
    // Publications first: when the reply is seen, the output sent before it has been seen too.
    while (take(iopub, this::published)) {}
    while (take(shell, reply -> replies.put(reply.parentId(), reply))) {}
    return true;
  }

  private boolean take(ZMQ.Socket socket, Consumer<Message> taker) {
    ZMsg frames = ZMsg.recvMsg(socket, false);
    if (frames == null) {
      return false;
    }
    List<byte[]> parts = new ArrayList<>();
    frames.forEach(frame -> parts.add(frame.getData()));
    try {
      taker.accept(codec.decode(parts));
    } catch (MalformedMessageException e) {
      throw new KernelFailure("the kernel sent a message that cannot be read", e);
    }
    return true;
  }

  private void published(Message message) {
    listeners.forEach(listener -> listener.accept(message));
    try {
      if (message.is(MessageType.STATUS)) {
        if (MessageType.STATUS.read(message).executionState().equals("idle")) {
          idle.add(message.parentId());
        }
      } else if (message.is(MessageType.UPDATE_DISPLAY_DATA)) {
        for (OutputArea area : areas.values()) {
          area.update(message);
        }
      } else if (areas.containsKey(message.parentId())) {
        areas.get(message.parentId()).accept(message);
      }
    } catch (MalformedMessageException e) {
      throw new KernelFailure("the kernel published what cannot be read", e);
    }
  }
}
