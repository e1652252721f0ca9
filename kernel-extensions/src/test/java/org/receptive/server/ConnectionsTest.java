package org.receptive.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thousand connections at once, silent or half a request long. */
final class ConnectionsTest {
  private static final int CONNECTIONS = 1_000;
  private static final long MOST_MILLIS = 10_000;

  @Test
  void whoKnowsTheTokenIsServedBesideAThousandWhoDoNot(@TempDir Path temporary) throws IOException {
    List<Socket> sockets = new ArrayList<>();
    try (ServerFixture lab = new ServerFixture(temporary)) {
      lab.object("/api/status");
      for (int i = 0; i < CONNECTIONS; i++) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), lab.server.port());
        sockets.add(socket);
        if (i % 2 == 0) {
          socket
              .getOutputStream()
              .write("GET /lab HTTP/1.1\r\nHost: loc".getBytes(StandardCharsets.US_ASCII));
        }
      }
      long start = System.nanoTime();
      for (int i = 0; i < 20; i++) {
        assertEquals(200, lab.get("/lab").statusCode());
      }
      long millis = (System.nanoTime() - start) / 1_000_000;
      assertTrue(millis < MOST_MILLIS, millis + " ms for 20 pages");
      // Those who go on are answered, and get nothing.
      Socket last = sockets.get(CONNECTIONS - 2);
      last.setSoTimeout(10_000);
      last.getOutputStream().write("alhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertEquals(
          "HTTP/1.1 403",
          new String(last.getInputStream().readNBytes(12), StandardCharsets.US_ASCII));
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }
}
