package org.receptive.kernel.transport;

import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;
import zmq.ZError;

/** Echoes every heartbeat, on its own thread, so that a busy kernel still looks alive. */
final class Heartbeat implements Runnable {
  private final ZMQ.Socket socket;

  Heartbeat(ZMQ.Context context, String address) {
    socket = context.socket(SocketType.REP);
    socket.setLinger(0);
    Sockets.bind(socket, "heartbeat", address);
  }

  @Override
  public void run() {
    try {
      while (true) {
        byte[] beat = socket.recv();
        if (beat != null) {
          socket.send(beat);
        }
      }
    } catch (ZMQException e) {
      if (e.getErrorCode() != ZError.ETERM) {
        throw e;
      }
    } finally {
      socket.close();
    }
  }
}
