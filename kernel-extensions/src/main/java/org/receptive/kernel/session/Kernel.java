package org.receptive.kernel.session;

import com.google.gson.JsonObject;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.receptive.kernel.comm.Comms;
import org.receptive.kernel.protocol.Channel;
import org.receptive.kernel.protocol.ConnectionInfo;
import org.receptive.kernel.protocol.MalformedMessageException;
import org.receptive.kernel.protocol.Message;
import org.receptive.kernel.protocol.MessageType;
import org.receptive.kernel.protocol.Publications;
import org.receptive.kernel.protocol.Replies;
import org.receptive.kernel.protocol.Requests;
import org.receptive.kernel.protocol.Session;
import org.receptive.kernel.protocol.WireCodec;
import org.receptive.kernel.scope.Connection;
import org.receptive.kernel.scope.CurrentScope;
import org.receptive.kernel.scope.RequestScope;
import org.receptive.kernel.scope.RoutedInput;
import org.receptive.kernel.scope.RoutedPrintStream;
import org.receptive.kernel.scope.StreamName;
import org.receptive.kernel.transport.Sockets;
import org.receptive.widgets.WidgetTargets;

/**
 * A Java kernel on its five sockets.
 *
 * <p>Each request becomes a task with a {@link RequestScope} of its own: busy is published before
 * it, idle after it and all its output. Kernel info is answered at once, while Java warms up on the
 * thread of the cells.
 */
public final class Kernel implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Kernel.class.getName());

  private final ConnectionInfo addresses;
  private final Session session = new Session("kernel");
  private final Workers workers = Workers.start();
  private final QuietMoments quiet = new QuietMoments(workers.clock());
  private final HeapWatch heap = new HeapWatch(workers.behind());
  private final CountDownLatch shutdown = new CountDownLatch(1);
  private final HistoryLog history = new HistoryLog();
  private final Comms comms;
  private final Sockets sockets;
  private final Connection connection;
  private final UserPrompt prompt;
  private final CellHandler cells;
  private final PrintStream outsideOut = System.out;
  private final PrintStream outsideErr = System.err;
  private final InputStream outsideIn = System.in;

  /**
   * Binds the sockets, starts to answer, and warms up behind.
   *
   * @param addresses where the sockets are
   * @param options how the kernel is set up
   * @throws IllegalStateException if a port is taken
   */
  public Kernel(ConnectionInfo addresses, KernelOptions options) {
    this.addresses = addresses;
    this.comms = new Comms(this::publishComm);
    CountDownLatch ready = new CountDownLatch(1);
    WireCodec codec = WireCodec.of(addresses);
    this.sockets =
        new Sockets(
            addresses,
            codec,
            (channel, message) -> received(ready, channel, message),
            topic ->
                session.message(MessageType.IOPUB_WELCOME, subscription(topic)).underTopic(topic));
    this.prompt = new UserPrompt(sockets, session);
    JavaHost host = new JavaHost(options, comms, prompt, workers.clock());
    this.connection = new Connection(sockets, session, workers.clock(), host);
    this.cells = new CellHandler(host, history);
    WidgetTargets.register(host);
    routeStandardStreams(host);
    ready.countDown();
    workers
        .cells()
        .execute(
            () ->
                host.warmUp(
                    systemScope(),
                    step -> quiet.run(workers.cells(), step),
                    step -> quiet.run(workers.behind(), step)));
    workers.behind().execute(() -> Rehearsal.slider(codec, workers.clock(), host));
    workers.behind().execute(() -> Rehearsal.printing(codec, workers.clock(), host));
    workers.behind().execute(() -> Rehearsal.sockets(codec));
    systemScope().publish(MessageType.STATUS, Publications.Status.STARTING);
  }

  /** Waits until a client has asked the kernel to shut down. */
  public void awaitShutdown() throws InterruptedException {
    shutdown.await();
  }

  /** Stops the running cell, as a signal from a terminal does. */
  public void interrupt() {
    cells.interrupt();
  }

  /** Ends the running cell, sends what is queued and closes the sockets. */
  @Override
  public void close() {
    cells.interrupt();
    workers.stop();
    sockets.close();
    System.setOut(outsideOut);
    System.setErr(outsideErr);
    System.setIn(outsideIn);
    CurrentScope.latestIs(Optional::empty);
    shutdown.countDown();
  }

  private void routeStandardStreams(JavaHost host) {
    System.setOut(
        new RoutedPrintStream(StreamName.STDOUT, outsideOut, cells::runningScope, host::placeOf));
    System.setErr(
        new RoutedPrintStream(StreamName.STDERR, outsideErr, cells::runningScope, host::placeOf));
    System.setIn(new RoutedInput());
    CurrentScope.latestIs(cells::latestScope);
  }

  private static JsonObject subscription(String topic) {
    JsonObject content = new JsonObject();
    content.addProperty("subscription", topic);
    return content;
  }

  private RequestScope systemScope() {
    Message none = session.message(MessageType.STATUS, Publications.Status.STARTING);
    Message parentless =
        new Message(
            none.identities(),
            new JsonObject(),
            none.parentHeader(),
            none.metadata(),
            none.content(),
            none.buffers());
    return new RequestScope(connection, parentless, false, false);
  }

  private <T> void publishComm(
      MessageType<T> type, T content, JsonObject metadata, List<byte[]> buffers) {
    CurrentScope.get().orElseGet(this::systemScope).publish(type, content, metadata, buffers);
  }

  /** Runs on the thread of the sockets: hands the message on and returns. */
  private void received(CountDownLatch ready, Channel channel, Message message) {
    try {
      ready.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    quiet.requestCame();
    if (channel == Channel.STDIN) {
      if (message.is(MessageType.INPUT_REPLY)) {
        answerInput(message);
      }
      return;
    }
    switch (message.type()) {
      case "execute_request" -> execute(channel, message);
      case "complete_request", "inspect_request", "is_complete_request" ->
          workers.cells().execute(() -> handle(message, s -> cells.introspect(channel, s)));
      case "comm_open", "comm_msg", "comm_close" ->
          workers.comms().execute(() -> handle(message, s -> comm(message)));
      default -> workers.urgent().execute(() -> handle(message, s -> urgent(channel, s)));
    }
  }

  private void answerInput(Message message) {
    try {
      prompt.answered(MessageType.INPUT_REPLY.read(message).value());
    } catch (MalformedMessageException e) {
      LOG.log(Level.WARNING, "dropped an input_reply: " + e.getMessage());
    }
  }

  private void execute(Channel channel, Message message) {
    try {
      Requests.Execute request = MessageType.EXECUTE_REQUEST.read(message);
      RequestScope scope =
          new RequestScope(connection, message, request.silent(), request.allowStdin());
      long ticket = cells.ticket();
      workers
          .cells()
          .execute(
              () -> {
                handle(scope, message, s -> cells.execute(channel, s, request, ticket));
                heap.afterCell();
              });
    } catch (MalformedMessageException e) {
      LOG.log(Level.WARNING, "dropped an execute_request: " + e.getMessage());
    }
  }

  /** What is done with a request in its scope. */
  private interface Work {
    void in(RequestScope scope) throws Exception;
  }

  private void handle(Message message, Work work) {
    handle(new RequestScope(connection, message, false, false), message, work);
  }

  private void handle(RequestScope scope, Message message, Work work) {
    quiet.begin();
    scope.begin();
    try {
      CurrentScope.callIn(
          scope,
          () -> {
            work.in(scope);
            return true;
          });
    } catch (MalformedMessageException e) {
      LOG.log(Level.WARNING, "dropped a " + message.type() + ": " + e.getMessage());
    } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
      LOG.log(Level.ERROR, "handling a " + message.type() + " failed", e);
    } finally {
      scope.end();
      quiet.end();
    }
  }

  /** A callback's exception is told where its output goes; the comm lives on. */
  private void comm(Message message) throws MalformedMessageException {
    try {
      comms.received(message);
    } catch (MalformedMessageException e) {
      throw e;
    } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
      cells.reportCallback(e);
    }
  }

  private void urgent(Channel channel, RequestScope scope) throws MalformedMessageException {
    Message message = scope.request();
    switch (message.type()) {
      case "kernel_info_request" ->
          scope.reply(channel, MessageType.KERNEL_INFO_REPLY, KernelDescription.reply());
      case "interrupt_request" -> {
        cells.interrupt();
        scope.reply(channel, MessageType.INTERRUPT_REPLY, new Replies.Ok());
      }
      case "shutdown_request" -> shutDown(channel, scope);
      case "history_request" ->
          scope.reply(
              channel,
              MessageType.HISTORY_REPLY,
              new Replies.HistoryFound(history.find(MessageType.HISTORY_REQUEST.read(message))));
      case "comm_info_request" -> {
        JsonObject content = Replies.status();
        content.add(
            "comms", comms.describe(MessageType.COMM_INFO_REQUEST.read(message).targetName()));
        scope.reply(channel, MessageType.COMM_INFO_REPLY, content);
      }
      case "connect_request" ->
          scope.reply(channel, MessageType.CONNECT_REPLY, KernelDescription.ports(addresses));
      default -> LOG.log(Level.WARNING, "dropped a message of unknown type " + message.type());
    }
  }

  private void shutDown(Channel channel, RequestScope scope) throws MalformedMessageException {
    boolean restart = MessageType.SHUTDOWN_REQUEST.read(scope.request()).restart();
    Replies.ShutDown reply = new Replies.ShutDown(restart);
    cells.interrupt();
    scope.publish(MessageType.SHUTDOWN_REPLY, reply);
    scope.reply(channel, MessageType.SHUTDOWN_REPLY, reply);
    workers.urgent().execute(shutdown::countDown); // After the reply, which leaves with idle.
  }
}
