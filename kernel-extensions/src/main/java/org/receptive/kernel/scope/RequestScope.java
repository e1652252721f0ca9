package org.receptive.kernel.scope;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.UnaryOperator;
import org.receptive.kernel.protocol.Channel;
import org.receptive.kernel.protocol.Message;
import org.receptive.kernel.protocol.MessageType;
import org.receptive.kernel.protocol.Outbox;
import org.receptive.kernel.protocol.Publications;

/**
 * The context of one request: everything published through it carries the request's header as its
 * parent, also when a background thread publishes long after the reply. Safe to share between
 * threads.
 */
public final class RequestScope {
  private final Connection connection;
  private final Message request;
  private final boolean silent;
  private final boolean stdinAllowed;
  private final StreamBuffer streams;
  private final List<JsonObject> payload = new ArrayList<>();
  private Optional<Object> lastShown = Optional.empty();
  private int holds;
  private boolean endDue;
  private Optional<Outbox.Outgoing> reply = Optional.empty();

  /**
   * Opens the scope of a request.
   *
   * @param connection the kernel's way out
   * @param request the request
   * @param silent whether streams and displays are dropped
   * @param stdinAllowed whether the client answers questions
   */
  public RequestScope(
      Connection connection, Message request, boolean silent, boolean stdinAllowed) {
    this.connection = connection;
    this.request = request;
    this.silent = silent;
    this.stdinAllowed = stdinAllowed;
    this.streams =
        new StreamBuffer(
            connection.clock(),
            () ->
                new OutputLimit(
                    (name, text) ->
                        post(MessageType.STREAM, new Publications.Stream(name.wireName(), text)),
                    () -> host().extension(OutputFiles.class, OutputFiles::new)));
  }

  /** Returns the request. */
  public Message request() {
    return request;
  }

  /** Returns what this kernel offers to the code in it. */
  public NotebookHost host() {
    return connection.host();
  }

  /** Returns whether the client answers questions to the user. */
  public boolean stdinAllowed() {
    return stdinAllowed;
  }

  /** Appends text and an ending to a stream, as {@link #write(StreamName, byte[], int, int)}. */
  public void write(StreamName name, String text, String ending) {
    if (!silent) {
      streams.write(name, text, ending);
    }
  }

  /** Appends text to a stream; it is published shortly after, joined with its neighbours. */
  public void write(StreamName name, byte[] bytes, int offset, int length) {
    if (!silent) {
      streams.write(name, bytes, offset, length);
    }
  }

  /** Publishes the text that waits. */
  public void flush() {
    streams.flush();
  }

  /** Publishes the text that waits, and the last lines of a flood that was cut. */
  public void finishText() {
    streams.finish();
  }

  /**
   * Publishes after the text that was written before; dropped in a silent scope. A result and an
   * error also come after the last lines of a flood.
   */
  public <T> void publish(MessageType<T> type, T content) {
    if (silent) {
      return;
    }
    if (type == MessageType.EXECUTE_RESULT || type == MessageType.ERROR) {
      finishText();
    } else if (type == MessageType.CLEAR_OUTPUT) {
      streams.cleared();
    } else {
      flush();
    }
    post(type, content);
  }

  /** Publishes that the request is being handled; also in a silent scope. */
  public void begin() {
    post(MessageType.STATUS, Publications.Status.BUSY);
  }

  /**
   * Sends idle and the reply in one go, after all that was written; also in a silent scope. Idle
   * leaves first, so that whoever has the reply finds every publication on its way.
   */
  public void end() {
    synchronized (this) {
      if (holds > 0) {
        endDue = true;
        return;
      }
    }
    finishText();
    List<Outbox.Outgoing> last = new ArrayList<>();
    last.add(
        new Outbox.Outgoing(
            Channel.IOPUB, published(MessageType.STATUS, Publications.Status.IDLE)));
    synchronized (this) {
      reply.ifPresent(last::add);
      reply = Optional.empty();
    }
    connection.outbox().send(last);
  }

  /**
   * Puts the end off until the returned hold is released: for work on other threads that belongs to
   * the request, such as the picture that a moved slider asks for. Front ends send the next value
   * when this request is idle, so they never run ahead of the pictures.
   */
  public Hold hold() {
    synchronized (this) {
      holds++;
    }
    return new Hold();
  }

  /** Keeps a request from ending. */
  public final class Hold {
    private boolean released;

    private Hold() {}

    /** Lets the request end; releasing again does nothing. */
    public void release() {
      synchronized (RequestScope.this) {
        if (released) {
          return;
        }
        released = true;
        holds--;
        if (holds > 0 || !endDue) {
          return;
        }
        endDue = false;
      }
      end();
    }
  }

  /** Returns a scope of the same request whose messages leave through another outbox. */
  public RequestScope through(UnaryOperator<Outbox> other) {
    Connection diverted =
        new Connection(
            other.apply(connection.outbox()),
            connection.session(),
            connection.clock(),
            connection.host());
    return new RequestScope(diverted, request, false, false);
  }

  /** Returns what calls for attention in time. */
  public ScheduledExecutorService clock() {
    return connection.clock();
  }

  /** Publishes a comm message with metadata and buffers, also in a silent scope. */
  public <T> void publish(
      MessageType<T> type, T content, JsonObject metadata, List<byte[]> buffers) {
    flush();
    connection.publish(published(type, content).withMetadata(metadata).withBuffers(buffers));
  }

  /** Answers the request on the channel it came from, when its scope ends. */
  public synchronized <T> void reply(Channel channel, MessageType<T> type, T content) {
    reply =
        Optional.of(
            new Outbox.Outgoing(channel, connection.session().reply(request, type, content)));
  }

  /**
   * Remembers what was shown last and is not worth showing again as the cell's value: the id that
   * {@code display} returned, or something that has shown itself.
   */
  public synchronized void displayed(Object shown) {
    lastShown = Optional.of(shown);
  }

  /** Returns whether a value is the very object that {@link #displayed} was told of last. */
  public synchronized boolean hasDisplayed(Object value) {
    return lastShown.filter(shown -> shown == value).isPresent();
  }

  /** Asks the front end to do something when the cell is done: show a page, fill the next cell. */
  public synchronized void addPayload(JsonObject instruction) {
    payload.add(instruction);
  }

  /** Returns the instructions to the front end. */
  public synchronized List<JsonObject> payload() {
    return List.copyOf(payload);
  }

  private <T> void post(MessageType<T> type, T content) {
    connection.publish(published(type, content));
  }

  private <T> Message published(MessageType<T> type, T content) {
    return connection
        .session()
        .message(type, content, request.header())
        .underTopic("kernel." + connection.session().id() + "." + type.name());
  }
}
