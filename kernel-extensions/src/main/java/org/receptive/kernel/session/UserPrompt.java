package org.receptive.kernel.session;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.receptive.kernel.protocol.Channel;
import org.receptive.kernel.protocol.MessageType;
import org.receptive.kernel.protocol.Outbox;
import org.receptive.kernel.protocol.Requests;
import org.receptive.kernel.protocol.Session;
import org.receptive.kernel.scope.CurrentScope;
import org.receptive.kernel.scope.NobodyAnswers;
import org.receptive.kernel.scope.RequestScope;

/** Asks the user for lines, one question at a time. */
final class UserPrompt {
  private final Outbox outbox;
  private final Session session;
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

  UserPrompt(Outbox outbox, Session session) {
    this.outbox = outbox;
    this.session = session;
  }

  void answered(String line) {
    answers.add(line);
  }

  synchronized String ask(String prompt, boolean password) throws IOException {
    RequestScope scope =
        CurrentScope.nearest()
            .orElseThrow(() -> new IOException("only a cell can ask the user for input"));
    if (!scope.stdinAllowed()) {
      throw new NobodyAnswers();
    }
    scope.finishText();
    answers.clear();
    outbox.send(
        Channel.STDIN,
        session.reply(
            scope.request(), MessageType.INPUT_REQUEST, new Requests.Input(prompt, password)));
    try {
      return answers.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException stopped = new InterruptedIOException("waiting for input was stopped");
      stopped.initCause(e);
      throw stopped;
    }
  }
}
