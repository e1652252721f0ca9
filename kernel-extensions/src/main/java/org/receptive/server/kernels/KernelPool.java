package org.receptive.server.kernels;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.receptive.server.http.Refusal;

/** All kernels of a server. */
public final class KernelPool implements AutoCloseable {
  /** More would take a machine's memory before anyone noticed. */
  private static final int MOST_KERNELS = 24;

  private final KernelChoice choice;
  private final Map<String, RunningKernel> kernels = new ConcurrentHashMap<>();
  private boolean closed;

  /** A pool without kernels yet. */
  public KernelPool(KernelChoice choice) {
    this.choice = choice;
  }

  /** The kernel that can be started. */
  public KernelChoice choice() {
    return choice;
  }

  /**
   * Starts a kernel.
   *
   * @param workingFolder where its relative paths begin
   * @throws Refusal if there are too many already
   */
  public synchronized RunningKernel start(Path workingFolder) {
    if (closed) {
      throw new Refusal(503, "the server is ending");
    }
    if (kernels.size() >= MOST_KERNELS) {
      throw new Refusal(
          503,
          String.format(
              Locale.ROOT, "%d kernels are running; shut some of them down", MOST_KERNELS));
    }
    RunningKernel kernel = new RunningKernel(choice.name(), choice.command(), workingFolder);
    kernels.put(kernel.id(), kernel);
    return kernel;
  }

  /** The kernel with an id. */
  public Optional<RunningKernel> find(String id) {
    return Optional.ofNullable(kernels.get(id));
  }

  /**
   * The kernel with an id.
   *
   * @throws Refusal with status 404 if there is none
   */
  public RunningKernel get(String id) {
    return find(id).orElseThrow(() -> Refusal.notFound("there is no kernel " + id));
  }

  /** All kernels. */
  public Collection<RunningKernel> all() {
    return List.copyOf(kernels.values());
  }

  /** How many WebSockets are open to kernels. */
  public int connections() {
    return kernels.values().stream().mapToInt(RunningKernel::connections).sum();
  }

  /** Ends a kernel for good. */
  public void shutDown(String id) {
    RunningKernel kernel = get(id);
    kernel.shutDown();
    kernels.remove(id);
  }

  /** Ends all kernels, all at once. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    List<Thread> ends =
        all().stream().map(kernel -> Thread.ofPlatform().daemon().start(kernel::shutDown)).toList();
    try {
      for (Thread end : ends) {
        end.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    kernels.clear();
  }
}
