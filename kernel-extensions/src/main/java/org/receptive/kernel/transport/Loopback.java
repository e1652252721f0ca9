package org.receptive.kernel.transport;

import java.util.ArrayList;
import java.util.List;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/**
 * Sends a message to and fro between two sockets of this process. Nobody else can tell: it is how a
 * JVM gets to know the code of its sockets before a slider needs it.
 */
public final class Loopback {
  private static final String HERE = "tcp://127.0.0.1:*";
  private static final int PATIENCE_MILLIS = 2_000;

  private Loopback() {}

  /**
   * Sends a message to and fro; ends early once one does not come back.
   *
   * @param frames the message
   * @param rounds how often
   * @return how often it came back
   */
  public static int run(List<byte[]> frames, int rounds) {
    ZMQ.Context context = ZMQ.context(1);
    try (ZMQ.Socket kernel = context.socket(SocketType.ROUTER);
        ZMQ.Socket client = context.socket(SocketType.DEALER)) {
      kernel.setLinger(0);
      client.setLinger(0);
      kernel.setReceiveTimeOut(PATIENCE_MILLIS);
      client.setReceiveTimeOut(PATIENCE_MILLIS);
      kernel.bind(HERE);
      client.connect(kernel.getLastEndpoint());
      int came = 0;
      while (came < rounds && comesBack(frames, client, kernel)) {
        came++;
      }
      return came;
    } finally {
      context.term();
    }
  }

  private static boolean comesBack(List<byte[]> frames, ZMQ.Socket client, ZMQ.Socket kernel) {
    send(client, frames);
    List<byte[]> request = receive(kernel);
    send(kernel, request);
    return receive(client).size() == frames.size();
  }

  private static void send(ZMQ.Socket socket, List<byte[]> frames) {
    int last = frames.size() - 1;
    for (int i = 0; i <= last; i++) {
      socket.send(frames.get(i), i < last ? ZMQ.SNDMORE : 0);
    }
  }

  private static List<byte[]> receive(ZMQ.Socket socket) {
    List<byte[]> frames = new ArrayList<>();
    byte[] first = socket.recv();
    if (first != null) {
      frames.add(first);
      while (socket.hasReceiveMore()) {
        frames.add(socket.recv());
      }
    }
    return frames;
  }
}
