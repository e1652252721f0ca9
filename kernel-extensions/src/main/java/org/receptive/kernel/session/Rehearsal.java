package org.receptive.kernel.session;

import com.google.gson.JsonObject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import org.receptive.kernel.comm.CommPublisher;
import org.receptive.kernel.comm.Comms;
import org.receptive.kernel.evaluation.CellFailure;
import org.receptive.kernel.evaluation.CellPart;
import org.receptive.kernel.evaluation.CellRunner;
import org.receptive.kernel.evaluation.JavaShell;
import org.receptive.kernel.protocol.CommContent;
import org.receptive.kernel.protocol.Message;
import org.receptive.kernel.protocol.MessageType;
import org.receptive.kernel.protocol.Outbox;
import org.receptive.kernel.protocol.Publications;
import org.receptive.kernel.protocol.Session;
import org.receptive.kernel.protocol.WireCodec;
import org.receptive.kernel.scope.Connection;
import org.receptive.kernel.scope.CurrentScope;
import org.receptive.kernel.scope.NotebookHost;
import org.receptive.kernel.scope.RequestScope;
import org.receptive.kernel.transport.Loopback;

/**
 * What a kernel plays through before the first request, with nobody listening: plain cells, loops
 * that print, and a slider being moved. A JVM runs code slowly that it has not run before; a
 * student's second cell and first slider shall not be that run.
 */
final class Rehearsal {
  private static final Logger LOG = System.getLogger(Rehearsal.class.getName());
  private static final String COMM = "rehearsal";
  private static final int MOVES = 150;
  private static final int FLOODS = 6;

  /** More than the calls after which a method is compiled. */
  private static final int ROUNDS = 300;

  /** None of them needs the compiler. */
  private static final List<String> CELLS =
      List.of(
          "int a = 1;\na + 1",
          "var b = new int[] {3, 1, 2};\nb.length",
          "String c = \"n\" + 1;\nc.length() > 1 && true",
          "double d = -1.5 * 2;\nMath.abs(d)",
          "for (int i = 0; i < 2; i++) String.valueOf(i);");

  private static final String FLOOD =
      "for (int i = 0; i < 100; i++) System.out.println(\"rehearsal \" + i);";

  private Rehearsal() {}

  private static final class NoCommands implements CellRunner.Commands {
    @Override
    public void run(CellPart.LineMagic magic) {
      throw new IllegalStateException("no magic is rehearsed: " + magic);
    }

    @Override
    public void run(CellPart.CellMagic magic) {
      throw new IllegalStateException("no magic is rehearsed: " + magic);
    }

    @Override
    public void answer(CellPart.Question question) {
      throw new IllegalStateException("no question is rehearsed: " + question);
    }
  }

  /** Runs plain cells in a shell of their own. */
  static void cells() {
    run(CELLS, Optional.empty());
  }

  /** Prints what nobody reads. */
  static void printing(WireCodec codec, ScheduledExecutorService clock, NotebookHost host) {
    Session session = new Session("rehearsal");
    Message request =
        session.message(MessageType.COMM_OPEN, new CommContent.Open(COMM, COMM, new JsonObject()));
    RequestScope scope =
        new RequestScope(nobody(codec, session, clock, host), request, false, false);
    CurrentScope.runIn(scope, () -> run(Collections.nCopies(FLOODS, FLOOD), Optional.of(scope)));
    scope.end();
  }

  private static void run(List<String> cells, Optional<RequestScope> scope) {
    if (!JavaShell.interpreting()) {
      return; // The compiler would be rehearsed, and has a warm-up of its own.
    }
    try (JavaShell shell = new JavaShell(List.of())) {
      CellRunner runner = new CellRunner(shell, new NoCommands());
      for (String cell : cells) {
        shell.prepare(scope);
        Optional<Object> _ = runner.run(cell, "Rehearsal", note -> {});
      }
    } catch (CellFailure e) {
      LOG.log(Level.WARNING, "a rehearsed cell failed", e);
    }
  }

  private static Connection nobody(
      WireCodec codec, Session session, ScheduledExecutorService clock, NotebookHost host) {
    Outbox outbox = messages -> messages.forEach(m -> codec.encode(m.message()));
    return new Connection(outbox, session, clock, host);
  }

  /** Moves a slider that nobody sees; stops early once the thread is interrupted. */
  static void slider(WireCodec codec, ScheduledExecutorService clock, NotebookHost host) {
    Session session = new Session("rehearsal");
    Connection connection = nobody(codec, session, clock, host);
    Comms comms =
        new Comms(
            new CommPublisher() {
              @Override
              public <T> void publish(
                  MessageType<T> type, T content, JsonObject metadata, List<byte[]> buffers) {
                CurrentScope.get()
                    .ifPresent(scope -> scope.publish(type, content, metadata, buffers));
              }
            });
    comms.register(COMM, (comm, first) -> comm.onMessage(m -> comm.send(m.data())));
    try {
      receive(
          session.message(
              MessageType.COMM_OPEN, new CommContent.Open(COMM, COMM, new JsonObject())),
          codec,
          connection,
          comms);
      for (int move = 0; move < MOVES && !Thread.interrupted(); move++) {
        JsonObject data = new JsonObject();
        data.addProperty("value", move);
        receive(
            session.message(MessageType.COMM_MSG, new CommContent.Data(COMM, data)),
            codec,
            connection,
            comms);
      }
    } catch (Exception e) {
      LOG.log(Level.WARNING, "a rehearsed slider failed", e);
    }
  }

  /** Has a message go round in sockets of its own, for those of the kernel are their clients'. */
  static void sockets(WireCodec codec) {
    Message message =
        new Session("rehearsal").message(MessageType.STATUS, Publications.Status.BUSY);
    int came = Loopback.run(codec.encode(message), ROUNDS);
    if (came < ROUNDS) {
      LOG.log(Level.DEBUG, "of {0} rehearsed rounds {1} came back", ROUNDS, came);
    }
  }

  private static void receive(Message message, WireCodec codec, Connection connection, Comms comms)
      throws Exception {
    Message received = codec.decode(codec.encode(message));
    RequestScope scope = new RequestScope(connection, received, false, false);
    scope.begin();
    CurrentScope.callIn(
        scope,
        () -> {
          comms.received(received);
          return true;
        });
    scope.end();
  }
}
