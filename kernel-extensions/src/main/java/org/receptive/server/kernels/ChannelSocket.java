package org.receptive.server.kernels;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;

/** The WebSocket of one page to one kernel. */
public final class ChannelSocket implements Session.Listener.AutoDemanding {
  /** A page that is this far behind its kernel is cut off; it connects again. */
  private static final long MOST_WAITING_BYTES = 96L << 20;

  private final RunningKernel kernel;
  private final String client;
  private final Framing framing;
  private final Consumer<WireMessage> listener = this::deliver;
  private final AtomicLong waiting = new AtomicLong();
  private volatile Session session;

  ChannelSocket(RunningKernel kernel, String client, Framing framing) {
    this.kernel = kernel;
    this.client = client;
    this.framing = framing;
  }

  @Override
  public void onWebSocketOpen(Session opened) {
    session = opened;
    kernel.enter(client, listener);
  }

  @Override
  public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
    try {
      kernel.send(client, framing.unpack(payload));
      callback.succeed();
    } catch (IllegalArgumentException e) {
      callback.succeed();
      refuse(e);
    }
  }

  @Override
  public void onWebSocketText(String message) {
    try {
      kernel.send(client, framing.unpack(message));
    } catch (IllegalArgumentException e) {
      refuse(e);
    }
  }

  private void refuse(IllegalArgumentException e) {
    session.close(StatusCode.BAD_PAYLOAD, shorten(e.getMessage()), Callback.NOOP);
  }

  /** A close frame holds 123 bytes of reason. */
  private static String shorten(String reason) {
    String ascii = reason.replaceAll("[^ -~]", "?");
    return ascii.substring(0, Math.min(120, ascii.length()));
  }

  @Override
  public void onWebSocketError(Throwable cause) {
    kernel.leave(client, listener, false);
  }

  @Override
  public void onWebSocketClose(int status, String reason, Callback callback) {
    kernel.leave(client, listener, status == StatusCode.SHUTDOWN);
    callback.succeed();
  }

  private void deliver(WireMessage message) {
    if (waiting.get() > MOST_WAITING_BYTES) {
      session.close(StatusCode.TRY_AGAIN_LATER, "the page does not keep up", Callback.NOOP);
      return;
    }
    long size = message.size();
    waiting.addAndGet(size);
    Callback sent = Callback.from(() -> waiting.addAndGet(-size), _ -> waiting.addAndGet(-size));
    switch (framing.pack(message)) {
      case Framing.Packed.Text text -> session.sendText(text.text(), sent);
      case Framing.Packed.Binary binary -> session.sendBinary(binary.bytes(), sent);
    }
  }
}
