package org.receptive.kernel.session;

import com.google.gson.JsonObject;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.receptive.kernel.display.MimeBundle;
import org.receptive.kernel.evaluation.CellFailure;
import org.receptive.kernel.evaluation.ErrorReport;
import org.receptive.kernel.protocol.Channel;
import org.receptive.kernel.protocol.MalformedMessageException;
import org.receptive.kernel.protocol.Message;
import org.receptive.kernel.protocol.MessageType;
import org.receptive.kernel.protocol.Publications;
import org.receptive.kernel.protocol.Replies;
import org.receptive.kernel.protocol.Requests;
import org.receptive.kernel.scope.BesideCells;
import org.receptive.kernel.scope.RequestScope;
import org.receptive.viz.figure.Unanswered;

/** Runs cells and answers questions about code, on the thread of the cells. */
final class CellHandler {
  private final JavaHost host;
  private final HistoryLog history;
  private final AtomicLong tickets = new AtomicLong();
  private volatile Optional<RequestScope> running = Optional.empty();
  private volatile Optional<RequestScope> latest = Optional.empty();
  private volatile long abortedUpTo;
  private int count;

  CellHandler(JavaHost host, HistoryLog history) {
    this.host = host;
    this.history = history;
  }

  /** Returns the place in the queue of a cell that has just arrived. */
  long ticket() {
    return tickets.incrementAndGet();
  }

  Optional<RequestScope> runningScope() {
    return running;
  }

  /** Returns the scope of the cell that runs, or ran last. */
  Optional<RequestScope> latestScope() {
    return latest;
  }

  /** Stops the running cell; any thread may call this. */
  void interrupt() {
    if (running.isPresent()) {
      host.interrupt();
    }
    BesideCells.of(host).interrupt();
  }

  /** Tells the reader of a comm message's output what its callback threw. */
  void reportCallback(Throwable thrown) {
    host.reportCallback(thrown);
  }

  void execute(Channel channel, RequestScope scope, Requests.Execute request, long ticket) {
    if (ticket <= abortedUpTo) {
      scope.reply(channel, MessageType.EXECUTE_REPLY_ABORTED, new Replies.Aborted());
      return;
    }
    if (request.storeHistory()) {
      count++;
    }
    int number = count;
    scope.publish(MessageType.EXECUTE_INPUT, new Publications.ExecuteInput(request.code(), number));
    running = Optional.of(scope);
    latest = running;
    try {
      Optional<String> shown = run(scope, request, number);
      remember(request, number, shown);
      JsonObject expressions = evaluate(request);
      scope.reply(
          channel,
          MessageType.EXECUTE_REPLY,
          new Replies.Executed(number, scope.payload(), expressions));
    } catch (CellFailure failure) {
      remember(request, number, Optional.empty());
      failed(channel, scope, request, number, failure);
    } catch (RuntimeException | LinkageError | AssertionError | VirtualMachineError e) {
      // A failure of the compiler or of this kernel must not leave the front end without a reply.
      fail(channel, scope, request, number, host.internalError(e));
    } finally {
      running = Optional.empty();
    }
  }

  /**
   * Of a failure that is a picture, such as a wrong answer, the picture tells all and the error a
   * line. A question that waits for its answer is no failure to someone who can type one.
   */
  private void failed(
      Channel channel,
      RequestScope scope,
      Requests.Execute request,
      int number,
      CellFailure failure) {
    Optional<MimeBundle> picture = host.pictureOf(failure.getCause());
    if (picture.isEmpty()) {
      fail(channel, scope, request, number, failure.report());
    } else if (scope.stdinAllowed() && failure.getCause() instanceof Unanswered) {
      publishResult(scope, number, picture.get());
      scope.reply(
          channel,
          MessageType.EXECUTE_REPLY,
          new Replies.Executed(number, scope.payload(), evaluate(request)));
    } else {
      MimeBundle bundle = picture.get();
      scope.publish(
          MessageType.DISPLAY_DATA,
          new Publications.DisplayData(bundle.data(), bundle.metadata(), new JsonObject()));
      fail(channel, scope, request, number, failure.report().inOneLine());
    }
  }

  void introspect(Channel channel, RequestScope scope) throws MalformedMessageException {
    Message message = scope.request();
    switch (message.type()) {
      case "complete_request" ->
          scope.reply(
              channel,
              MessageType.COMPLETE_REPLY,
              host.complete(MessageType.COMPLETE_REQUEST.read(message)));
      case "inspect_request" ->
          scope.reply(
              channel,
              MessageType.INSPECT_REPLY,
              host.inspect(MessageType.INSPECT_REQUEST.read(message)));
      default ->
          scope.reply(
              channel,
              MessageType.IS_COMPLETE_REPLY,
              host.isComplete(MessageType.IS_COMPLETE_REQUEST.read(message)));
    }
  }

  private Optional<String> run(RequestScope scope, Requests.Execute request, int number)
      throws CellFailure {
    Optional<MimeBundle> result = host.run(request.code(), "Cell " + number, scope);
    result.ifPresent(bundle -> publishResult(scope, number, bundle));
    return result
        .filter(bundle -> bundle.data().has("text/plain"))
        .map(bundle -> bundle.data().get("text/plain").getAsString());
  }

  private static void publishResult(RequestScope scope, int number, MimeBundle bundle) {
    scope.publish(
        MessageType.EXECUTE_RESULT,
        new Publications.ExecuteResult(number, bundle.data(), bundle.metadata()));
  }

  private void remember(Requests.Execute request, int number, Optional<String> output) {
    if (request.storeHistory()) {
      history.add(number, request.code(), output);
    }
  }

  private JsonObject evaluate(Requests.Execute request) {
    JsonObject results = new JsonObject();
    request
        .userExpressions()
        .forEach((name, expression) -> results.add(name, host.evaluate(expression)));
    return results;
  }

  private void fail(
      Channel channel,
      RequestScope scope,
      Requests.Execute request,
      int number,
      ErrorReport report) {
    if (request.stopOnError()) {
      abortedUpTo = tickets.get();
    }
    scope.publish(
        MessageType.ERROR,
        new Publications.Error(report.ename(), report.evalue(), report.traceback()));
    scope.reply(
        channel,
        MessageType.EXECUTE_REPLY_ERROR,
        new Replies.Failed(number, report.ename(), report.evalue(), report.traceback()));
  }
}
