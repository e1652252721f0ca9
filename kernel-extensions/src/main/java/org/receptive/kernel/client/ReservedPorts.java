package org.receptive.kernel.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Ports of this machine that are kept for a kernel until it listens on them. A JVM takes a second
 * or two to come so far; a port that was only looked up is meanwhile free to be given to another
 * kernel or to a connection of a browser's, and the kernel that comes second dies.
 *
 * <p>On Linux a socket that is bound and does not listen keeps a port: the system gives it to
 * nobody who asks for any port, while a program that asks for this very one may listen on it.
 * Elsewhere such a socket would keep the kernel out as well, and the ports are free again at once.
 */
final class ReservedPorts implements AutoCloseable {
  private static final boolean KEPT =
      System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux");

  private final List<Socket> sockets = new ArrayList<>();
  private final List<Integer> numbers = new ArrayList<>();

  private ReservedPorts() {}

  /** Reserves as many ports of the loopback address as are asked for; no two are the same. */
  static ReservedPorts take(int count) throws IOException {
    ReservedPorts ports = new ReservedPorts();
    try {
      for (int i = 0; i < count; i++) {
        ports.add();
      }
    } catch (IOException e) {
      ports.close();
      throw e;
    }
    if (!KEPT) {
      ports.close();
    }
    return ports;
  }

  private void add() throws IOException {
    Socket socket = new Socket();
    sockets.add(socket);
    socket.setReuseAddress(true);
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    numbers.add(socket.getLocalPort());
  }

  /** Returns the ports. */
  List<Integer> numbers() {
    return List.copyOf(numbers);
  }

  /** Lets the ports go. */
  @Override
  public void close() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
