package org.receptive.server.kernels;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.server.ServerUpgradeResponse;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.receptive.server.http.Call;
import org.receptive.server.http.Refusal;

/** Turns requests for {@code /api/kernels/{id}/channels} into WebSockets. */
public final class ChannelSockets implements AutoCloseable {
  /** The largest message; a widget's picture or a pasted photo is far smaller. */
  private static final long MOST_MESSAGE_BYTES = 64L << 20;

  private static final Duration IDLE = Duration.ofMinutes(2);
  private static final Duration PING = Duration.ofSeconds(30);
  private static final int SESSION_LENGTH = 128;

  private final KernelPool kernels;
  private final ServerWebSocketContainer container;
  private final Thread pings;

  /** Sockets on a server that is not started yet. */
  public ChannelSockets(Server server, KernelPool kernels) {
    this.kernels = kernels;
    container = ServerWebSocketContainer.ensure(server);
    container.setMaxBinaryMessageSize(MOST_MESSAGE_BYTES);
    container.setMaxTextMessageSize(MOST_MESSAGE_BYTES);
    container.setMaxFrameSize(MOST_MESSAGE_BYTES);
    container.setIdleTimeout(IDLE);
    container.setAutoFragment(false);
    pings = Thread.ofPlatform().daemon().name("receptive-pings").start(this::ping);
  }

  /** What opens WebSockets, with these limits. */
  public ServerWebSocketContainer container() {
    return container;
  }

  /** Whether a call asks for a WebSocket to a kernel. */
  public static boolean concerns(Call call) {
    List<String> path = call.path();
    return path.size() == 4
        && path.subList(0, 2).equals(List.of("api", "kernels"))
        && path.getLast().equals("channels");
  }

  /**
   * Opens a WebSocket.
   *
   * @throws Refusal if there is no such kernel, or no WebSocket is asked for
   */
  public void open(Call call, Request request, Response response, Callback callback) {
    RunningKernel kernel = kernels.get(call.path().get(2));
    String session = call.query("session_id").orElse("");
    boolean named = !session.isEmpty() && session.length() <= SESSION_LENGTH;
    String client = named ? session : UUID.randomUUID().toString();
    boolean upgraded =
        container.upgrade(
            (asked, answer, _) -> new ChannelSocket(kernel, client, framing(asked, answer)),
            request,
            response,
            callback);
    if (!upgraded) {
      throw new Refusal(400, "a WebSocket is needed to talk to a kernel");
    }
  }

  private static Framing framing(ServerUpgradeRequest asked, ServerUpgradeResponse answer) {
    // Packing would cost more time than a loopback connection takes for the plain bytes.
    answer.setExtensions(List.of());
    if (asked.hasSubProtocol(BinaryFraming.NAME)) {
      answer.setAcceptedSubProtocol(BinaryFraming.NAME);
      return new BinaryFraming();
    }
    return new JsonFraming();
  }

  /**
   * Keeps connections open through whatever closes silent ones, and notices those that are lost.
   */
  private void ping() {
    try {
      while (true) {
        Thread.sleep(PING);
        container
            .getOpenSessions()
            .forEach(
                session ->
                    session.sendPing(
                        java.nio.ByteBuffer.allocate(0),
                        org.eclipse.jetty.websocket.api.Callback.NOOP));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the pings; the server closes the sockets. */
  @Override
  public void close() {
    pings.interrupt();
  }
}
