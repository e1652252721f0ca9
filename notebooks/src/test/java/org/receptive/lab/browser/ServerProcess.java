package org.receptive.lab.browser;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server in a process of its own, which prints its address when it listens. */
final class ServerProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long LOOK_MILLIS = 20;
  private static final int GRACE_SECONDS = 20;

  private final Process process;
  private final Path log;
  private final String announced;

  /**
   * Starts a server and waits until it says where it is.
   *
   * @param announcement what it prints then; group 1 is kept
   * @param log a file for all that it prints
   */
  ServerProcess(ProcessBuilder builder, Pattern announcement, Path log) throws IOException {
    this.log = log;
    process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    process.getOutputStream().close();
    try {
      announced = awaitAnnouncement(announcement);
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private String awaitAnnouncement(Pattern announcement) throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      boolean ended = !process.isAlive();
      Matcher said = announcement.matcher(said());
      if (said.find()) {
        return said.group(1);
      }
      if (ended) {
        throw new IOException("the server ended with " + process.exitValue() + ":\n" + said());
      }
      sleep();
    }
    throw new IOException("the server says no address within " + PATIENCE + ":\n" + said());
  }

  private static void sleep() throws IOException {
    try {
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** All that it printed so far. */
  String said() throws IOException {
    return Files.readString(log, StandardCharsets.UTF_8);
  }

  /** The address that it printed. */
  String announced() {
    return announced;
  }

  /** The operating system's number for it. */
  long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    var kernels = process.descendants().toList();
    process.destroy();
    try {
      if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
    kernels.forEach(ProcessHandle::destroyForcibly);
  }
}
