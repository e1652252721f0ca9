package org.receptive.server.kernels;

import com.google.gson.JsonObject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.receptive.kernel.client.KernelCommand;
import org.receptive.kernel.client.KernelFailure;
import org.receptive.kernel.client.KernelProcess;
import org.receptive.kernel.protocol.Channel;
import org.receptive.kernel.protocol.MessageType;
import org.receptive.kernel.protocol.Publications;
import org.receptive.kernel.protocol.Requests;
import org.receptive.kernel.protocol.Session;

/**
 * A kernel under its id. Processes come and go below it: it is restarted when a user asks for it,
 * and by itself when its process dies, unless that happens again and again.
 */
public final class RunningKernel {
  private static final Logger LOG = System.getLogger(RunningKernel.class.getName());
  private static final Duration FAREWELL = Duration.ofSeconds(3);
  private static final Duration START = Duration.ofSeconds(60);
  private static final long LOOK_MILLIS = 200;
  private static final int MOST_DEATHS = 4;
  private static final long DEATHS_WITHIN_NANOS = Duration.ofMinutes(1).toNanos();

  /** One process of the kernel, and when it was first heard. */
  private record Incarnation(
      KernelProcess process, KernelLink link, CountDownLatch heard, AtomicBoolean retired) {}

  private final String id = UUID.randomUUID().toString();
  private final String name;
  private final Supplier<KernelCommand> command;
  private final Path workingFolder;
  private final Session session = new Session("server");
  private final Audience audience = new Audience();
  private final ArrayDeque<Long> deaths = new ArrayDeque<>();
  private KernelState state = KernelState.STARTING;

  /** The requests that the kernel works on: some are answered while a cell runs. */
  private final Set<String> busyWith = new HashSet<>();

  private Instant lastActivity = Instant.now();
  private Incarnation current;

  /** What pages have asked while one process was gone and the next not there yet. */
  private final List<WireMessage> held = new ArrayList<>();

  /** Guards starts and ends. They take a while, in which the kernel's messages still pass. */
  private final ReentrantLock lifeAndDeath = new ReentrantLock();

  private boolean ended;

  /**
   * Starts a kernel.
   *
   * @param name the name of its kernelspec
   * @param command how a process of it is started, asked each time
   * @param workingFolder where its relative paths begin
   * @throws KernelFailure if it cannot be started
   */
  RunningKernel(String name, Supplier<KernelCommand> command, Path workingFolder) {
    this.name = name;
    this.command = command;
    this.workingFolder = workingFolder;
    current = incarnate();
  }

  private Incarnation incarnate() {
    KernelProcess process = KernelProcess.start(command.get(), workingFolder);
    CountDownLatch heard = new CountDownLatch(1);
    AtomicBoolean retired = new AtomicBoolean();
    KernelLink link =
        new KernelLink(
            process.connection(),
            message -> {
              heard.countDown();
              received(retired, message);
            });
    Incarnation born = new Incarnation(process, link, heard, retired);
    var _ = process.handle().onExit().thenRun(() -> Thread.ofVirtual().start(() -> died(born)));
    return born;
  }

  /** The id under which pages know the kernel. */
  public String id() {
    return id;
  }

  /** The process that runs now. */
  public synchronized ProcessHandle process() {
    return current.process().handle();
  }

  /** The kernel in the words of Jupyter's interface. */
  public synchronized JsonObject model() {
    JsonObject model = new JsonObject();
    model.addProperty("id", id);
    model.addProperty("name", name);
    model.addProperty("last_activity", lastActivity.toString());
    model.addProperty("execution_state", state.word());
    model.addProperty("connections", audience.size());
    return model;
  }

  /** When a page or the kernel said something last. */
  public synchronized Instant lastActivity() {
    return lastActivity;
  }

  synchronized int connections() {
    return audience.size();
  }

  synchronized void enter(String client, Consumer<WireMessage> listener) {
    lastActivity = Instant.now();
    audience.enter(client, listener);
    if (state == KernelState.DEAD) {
      listener.accept(status(state));
    }
  }

  synchronized void leave(String client, Consumer<WireMessage> listener, boolean forGood) {
    lastActivity = Instant.now();
    audience.leave(client, listener, forGood);
  }

  /** Sends what a page says to the kernel. */
  synchronized void send(String client, WireMessage message) {
    if (message.channel() == Channel.IOPUB) {
      throw new IllegalArgumentException("pages do not publish");
    }
    lastActivity = Instant.now();
    audience.asks(client, message);
    if (state == KernelState.RESTARTING) {
      held.add(message);
    } else {
      current.link().send(message);
    }
  }

  private synchronized void received(AtomicBoolean retired, WireMessage message) {
    if (retired.get()) {
      return;
    }
    lastActivity = Instant.now();
    boolean status = message.channel() == Channel.IOPUB && message.type().equals("status");
    if (status) {
      switch (message.content("execution_state")) {
        case "busy" -> busyWith.add(message.parentId());
        case "idle" -> busyWith.remove(message.parentId());
        default -> LOG.log(Level.DEBUG, "a kernel is {0}", message.content("execution_state"));
      }
      if (!message.content("execution_state").equals("starting")) {
        state = busyWith.isEmpty() ? KernelState.IDLE : KernelState.BUSY;
      }
    }
    audience.hear(message);
    if (status && message.content("execution_state").equals("idle") && !busyWith.isEmpty()) {
      // A page that comes while a cell runs asks who is there, and would take the end of the answer
      // for the end of the cell.
      audience.hear(status(state));
    }
  }

  /** Stops the running cell. */
  public void interrupt() {
    control(incarnation(), MessageType.INTERRUPT_REQUEST, new JsonObject());
  }

  private <T> void control(Incarnation kernel, MessageType<T> type, T content) {
    var message = session.message(type, content);
    kernel.link().send(WireMessage.of(Channel.CONTROL, message.header(), message.content()));
  }

  private synchronized Incarnation incarnation() {
    return current;
  }

  private synchronized void is(KernelState news) {
    state = news;
  }

  /**
   * Ends the process and starts another; returns when that is heard.
   *
   * @throws KernelFailure if it cannot be started
   */
  public void restart() {
    lifeAndDeath.lock();
    try {
      if (ended) {
        throw new KernelFailure("the kernel has been shut down");
      }
      is(KernelState.RESTARTING);
      end(incarnation(), true);
      deaths.clear();
      awaitFirstWord(succeed());
    } finally {
      lifeAndDeath.unlock();
    }
  }

  private Incarnation succeed() {
    Incarnation born = incarnate();
    synchronized (this) {
      current = born;
      busyWith.clear();
      state = KernelState.STARTING;
      held.forEach(born.link()::send);
      held.clear();
    }
    return born;
  }

  /** A process that ends before its first word is not waited for: it is started again. */
  private static void awaitFirstWord(Incarnation born) {
    long end = System.nanoTime() + START.toNanos();
    try {
      while (!born.heard().await(LOOK_MILLIS, TimeUnit.MILLISECONDS)
          && born.process().isAlive()
          && System.nanoTime() < end) {
        LOG.log(Level.TRACE, "a restarted kernel is silent yet");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the kernel for good. */
  public void shutDown() {
    lifeAndDeath.lock();
    try {
      if (!ended) {
        ended = true;
        end(incarnation(), false);
        announce(KernelState.DEAD);
      }
    } finally {
      lifeAndDeath.unlock();
    }
  }

  /** Asks politely, waits a moment, then insists. */
  private void end(Incarnation incarnation, boolean restart) {
    incarnation.retired().set(true);
    if (incarnation.process().isAlive() && incarnation.heard().getCount() == 0) {
      control(incarnation, MessageType.SHUTDOWN_REQUEST, new Requests.Shutdown(restart));
      incarnation.process().awaitEnd(FAREWELL);
    }
    incarnation.link().close();
    incarnation.process().close();
  }

  /**
   * The process has ended; if nobody has asked it to, another is started. If it ended before its
   * first word, no page has anything on it to lose: what they have asked waits for the next one,
   * and nobody is told.
   */
  private void died(Incarnation dead) {
    lifeAndDeath.lock();
    try {
      if (dead.retired().getAndSet(true)) {
        return;
      }
      is(KernelState.RESTARTING);
      boolean unheard = dead.heard().getCount() > 0;
      LOG.log(Level.WARNING, "a kernel died{0}", dead.process().lastWords());
      dead.link().close();
      if (unheard) {
        synchronized (this) {
          held.addAll(0, dead.link().takeUnsent());
        }
      }
      dead.process().close();
      long now = System.nanoTime();
      deaths.add(now);
      deaths.removeIf(time -> now - time > DEATHS_WITHIN_NANOS);
      if (deaths.size() > MOST_DEATHS) {
        announce(KernelState.DEAD);
      } else {
        if (!unheard) {
          announce(KernelState.RESTARTING);
        }
        succeed();
      }
    } catch (KernelFailure e) {
      LOG.log(Level.WARNING, "a kernel cannot be started again", e);
      announce(KernelState.DEAD);
    } finally {
      lifeAndDeath.unlock();
    }
  }

  private synchronized void announce(KernelState news) {
    state = news;
    audience.hear(status(news));
  }

  private WireMessage status(KernelState news) {
    var message = session.message(MessageType.STATUS, new Publications.Status(news.word()));
    return WireMessage.of(Channel.IOPUB, message.header(), message.content());
  }
}
