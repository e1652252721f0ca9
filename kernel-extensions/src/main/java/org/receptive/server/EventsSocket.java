package org.receptive.server;

import java.util.List;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.receptive.server.http.Call;
import org.receptive.server.http.Refusal;

/**
 * {@code /api/events/subscribe}: pages wait here for news of other pages, and try for ever if they
 * may not. With one user there is none.
 */
final class EventsSocket {
  private static final List<String> PATH = List.of("api", "events", "subscribe");

  private EventsSocket() {}

  static boolean concerns(Call call) {
    return call.path().equals(PATH);
  }

  static void open(
      ServerWebSocketContainer container, Request request, Response response, Callback callback) {
    boolean upgraded =
        container.upgrade(
            (_, answer, _) -> {
              answer.setExtensions(List.of());
              return new Session.Listener.AutoDemanding() {};
            },
            request,
            response,
            callback);
    if (!upgraded) {
      throw new Refusal(400, "a WebSocket is needed to hear of events");
    }
  }
}
