package org.receptive.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.receptive.kernel.client.KernelFailure;
import org.receptive.server.access.BrowserRules;
import org.receptive.server.access.Gate;
import org.receptive.server.http.Answer;
import org.receptive.server.http.AnswerWriter;
import org.receptive.server.http.Call;
import org.receptive.server.http.Refusal;
import org.receptive.server.http.Router;
import org.receptive.server.kernels.ChannelSockets;

/** Where every request arrives: it must pass the gate, then the router finds who answers it. */
final class FrontDesk extends Handler.Abstract {
  private static final Logger LOG = System.getLogger(FrontDesk.class.getName());

  /** A notebook with hundreds of pictures is saved in one body; larger files come in parts. */
  static final long MOST_BODY_BYTES = 64L << 20;

  private final Gate gate;
  private final Router router;
  private final ChannelSockets sockets;

  FrontDesk(Gate gate, Router router, ChannelSockets sockets) {
    this.gate = gate;
    this.router = router;
    this.sockets = sockets;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    BrowserRules.headers().forEach((name, value) -> response.getHeaders().put(name, value));
    Answer answer;
    try {
      Call call = Call.of(request, MOST_BODY_BYTES);
      Optional<Answer> instead = gate.inspect(call);
      if (instead.isEmpty() && ChannelSockets.concerns(call)) {
        sockets.open(call, request, response, callback);
        return true;
      }
      if (instead.isEmpty() && EventsSocket.concerns(call)) {
        EventsSocket.open(sockets.container(), request, response, callback);
        return true;
      }
      answer = instead.isPresent() ? instead.get() : router.answer(call);
    } catch (Refusal e) {
      answer = Answer.refusal(e.status(), e.getMessage());
    } catch (KernelFailure e) {
      answer = Answer.refusal(500, e.getMessage());
    } catch (EofException e) {
      callback.failed(e);
      return true;
    } catch (IOException | UncheckedIOException | OutOfMemoryError e) {
      answer = failed(e);
    }
    AnswerWriter.write(answer, response, callback);
    return true;
  }

  private static Answer failed(Throwable e) {
    LOG.log(Level.WARNING, "a request failed", e);
    return e instanceof OutOfMemoryError
        ? Answer.refusal(507, "this needs more memory than the server has")
        : Answer.refusal(500, "a file could not be read or written: " + e.getMessage());
  }
}
