package org.receptive.kernel.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.receptive.kernel.protocol.ConnectionInfo;

/**
 * A kernel's process with its connection file, both of which it takes away at the end. The process
 * is told who has started it ({@link ParentWatch}), so that it ends even if this program is killed.
 */
public final class KernelProcess implements AutoCloseable {
  private static final int SOCKETS = 5;
  private static final int LAST_CHARACTERS = 4000;

  private final Process process;
  private final ConnectionInfo connection;
  private final Path folder;
  private final Path log;
  private final ReservedPorts ports;

  /** A kernel takes Ctrl-C for an interrupt of its cell: who started it must end it. */
  private final Thread farewell = Thread.ofPlatform().unstarted(this::end);

  private KernelProcess(
      Process process, ConnectionInfo connection, Path folder, Path log, ReservedPorts ports) {
    this.process = process;
    this.connection = connection;
    this.folder = folder;
    this.log = log;
    this.ports = ports;
  }

  /**
   * Starts a kernel.
   *
   * @param workingFolder where its relative paths begin
   * @throws KernelFailure if there is no such program or no such folder
   */
  public static KernelProcess start(KernelCommand command, Path workingFolder) {
    try {
      ReservedPorts ports = ReservedPorts.take(SOCKETS);
      try {
        return start(command, workingFolder, ports);
      } catch (IOException e) {
        ports.close();
        throw e;
      }
    } catch (IOException e) {
      throw new KernelFailure(
          "the kernel could not be started with \""
              + command.words().getFirst()
              + "\": "
              + e.getMessage(),
          e);
    }
  }

  private static KernelProcess start(KernelCommand command, Path workingFolder, ReservedPorts ports)
      throws IOException {
    // The folder is readable by its owner only, and so is the key in the connection file.
    Path folder = Files.createTempDirectory("receptive-kernel-");
    Path file = folder.resolve("connection.json");
    Path log = folder.resolve("kernel.log");
    ConnectionInfo connection = connectionOn(ports.numbers());
    connection.write(file);
    ProcessBuilder builder =
        new ProcessBuilder(command.with(file))
            .directory(workingFolder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put(ParentWatch.PARENT, Long.toString(ProcessHandle.current().pid()));
    Process process = builder.start();
    process.getOutputStream().close();
    KernelProcess kernel = new KernelProcess(process, connection, folder, log, ports);
    Runtime.getRuntime().addShutdownHook(kernel.farewell);
    return kernel;
  }

  private static ConnectionInfo connectionOn(List<Integer> ports) {
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    return new ConnectionInfo(
        "tcp",
        "127.0.0.1",
        ports.get(0),
        ports.get(1),
        ports.get(2),
        ports.get(3),
        ports.get(4),
        "hmac-sha256",
        HexFormat.of().formatHex(key));
  }

  /** Where the kernel's sockets are. */
  public ConnectionInfo connection() {
    return connection;
  }

  /** The process itself. */
  public ProcessHandle handle() {
    return process.toHandle();
  }

  /** Whether the process still runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** How the process ended and what it said last; for messages. */
  public String lastWords() {
    String words;
    try {
      words = Files.readString(log).strip();
    } catch (IOException e) {
      words = "";
    }
    String tail = words.substring(Math.max(0, words.length() - LAST_CHARACTERS));
    String end = process.isAlive() ? "" : " (exit status " + process.exitValue() + ")";
    return end + (tail.isEmpty() ? "; it printed nothing" : "; it printed last:\n" + tail);
  }

  /** Waits for the process to end by itself. */
  public boolean awaitEnd(Duration patience) {
    try {
      return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Ends the process, if it still runs, and removes its connection file. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(farewell);
    } catch (IllegalStateException e) {
      // This program is ending: the hook does the work.
      return;
    }
    end();
  }

  private void end() {
    process.destroyForcibly();
    awaitEnd(Duration.ofSeconds(10));
    try {
      ports.close();
      removeFolder();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void removeFolder() throws IOException {
    if (Files.exists(folder)) {
      try (var files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.deleteIfExists(file);
        }
      }
      Files.deleteIfExists(folder);
    }
  }
}
