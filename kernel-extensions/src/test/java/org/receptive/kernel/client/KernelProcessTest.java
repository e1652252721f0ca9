package org.receptive.kernel.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.receptive.kernel.protocol.ConnectionInfo;

/** What a kernel is given before it runs: ports that nobody else gets, and the right flags. */
final class KernelProcessTest {
  @TempDir Path folder;

  private static List<Integer> ports(ConnectionInfo connection) {
    return List.of(
        connection.shellPort(),
        connection.iopubPort(),
        connection.stdinPort(),
        connection.controlPort(),
        connection.hbPort());
  }

  private static void listen(int port, boolean onThisVeryPort) throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(onThisVeryPort);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      assertEquals(port, socket.getLocalPort());
    }
  }

  /** While a JVM starts, its ports were free, and another kernel that started got one of them. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void thePortsOfAKernelThatIsStillStartingAreNobodyElses() throws IOException {
    // It never listens, like a kernel whose JVM has not come so far.
    KernelCommand slow = new KernelCommand(List.of("sleep", "60"));
    List<Integer> ports;
    try (KernelProcess kernel = KernelProcess.start(slow, folder)) {
      ports = ports(kernel.connection());
      assertEquals(5, ports.stream().distinct().count(), ports::toString);
      for (int port : ports) {
        assertThrows(BindException.class, () -> listen(port, false), () -> port + " is free");
        listen(port, true); // As the kernel does.
      }
    }
    for (int port : ports) {
      listen(port, false);
    }
  }

  /**
   * Wherever a notebook runs, it meets the same heap: in Jupyter, in the lab, by {@code lab run}.
   */
  @Test
  void everyKernelOfOursRunsWithTheFlagsOfAKernel() {
    List<String> words = KernelCommand.receptive().words();
    assertTrue(words.containsAll(KernelFlags.here()), words::toString);
    assertTrue(words.containsAll(KernelCommand.jvmFlags()), words::toString);
    assertEquals(words.size(), words.stream().distinct().count(), words::toString);
  }
}
