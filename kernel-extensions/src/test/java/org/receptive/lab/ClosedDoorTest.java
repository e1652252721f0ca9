package org.receptive.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import org.junit.jupiter.api.Test;

/** Why the server cannot listen: each reason has words and a remedy of its own. */
final class ClosedDoorTest {
  private static final String HOSTS =
      "; --host takes a name or address of this machine, or 0.0.0.0 for all of them";

  private static IOException refusalOf(String host, int port) {
    return assertThrows(
        BindException.class,
        () -> {
          try (ServerSocketChannel channel = ServerSocketChannel.open()) {
            channel.bind(new InetSocketAddress(host, port));
          }
        });
  }

  private static String explained(String host, int port, IOException failure) {
    return new ClosedDoor(host, port).explain(failure).getMessage();
  }

  @Test
  void aHostThatNobodyKnows() {
    assertEquals(
        "there is no host \"no.such.host.invalid\" that this machine knows" + HOSTS,
        explained("no.such.host.invalid", 0, new UnknownHostException("no.such.host.invalid")));
  }

  @Test
  void anAddressOfAnotherMachine() {
    assertEquals(
        "\"192.0.2.1\" is not this machine" + HOSTS,
        explained("192.0.2.1", 0, refusalOf("192.0.2.1", 0)));
  }

  @Test
  void aPortThatIsTaken() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = other.getLocalPort();
      assertEquals(
          "port " + port + " of 127.0.0.1 is taken; choose another --port",
          explained("127.0.0.1", port, refusalOf("127.0.0.1", port)));
      assertEquals(
          "port " + port + " of 0.0.0.0 is taken; choose another --port",
          explained("0.0.0.0", port, refusalOf("0.0.0.0", port)));
    }
  }

  @Test
  void aPortThatOnlyRootMayOpen() {
    assertEquals(
        "port 80 of 127.0.0.1 is not permitted; choose a --port of 1024 or more",
        explained("127.0.0.1", 80, new BindException("Permission denied")));
  }
}
