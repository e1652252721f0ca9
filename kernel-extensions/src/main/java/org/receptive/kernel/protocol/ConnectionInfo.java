package org.receptive.kernel.protocol;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a connection file says: where the five sockets are, and how messages are signed.
 *
 * @param transport {@code tcp} or {@code ipc}
 * @param ip address of the interface, or path prefix for {@code ipc}
 * @param shellPort port of the requests
 * @param controlPort port of the urgent requests
 * @param iopubPort port of the publications
 * @param stdinPort port of the questions to the user
 * @param hbPort port of the heartbeat
 * @param signatureScheme such as {@code hmac-sha256}
 * @param key shared secret; empty for unsigned messages
 */
public record ConnectionInfo(
    String transport,
    String ip,
    int shellPort,
    int controlPort,
    int iopubPort,
    int stdinPort,
    int hbPort,
    String signatureScheme,
    String key) {

  /** Fills in what a connection file may leave out. */
  public ConnectionInfo {
    transport = transport == null ? "tcp" : transport;
    ip = ip == null ? "127.0.0.1" : ip;
    signatureScheme = signatureScheme == null ? "hmac-sha256" : signatureScheme;
    key = key == null ? "" : key;
  }

  /**
   * Reads a connection file.
   *
   * @throws IOException if it cannot be read, or is not a JSON object with the keys of a connection
   */
  public static ConnectionInfo read(Path file) throws IOException {
    try {
      return Json.read(Json.parse(Files.readAllBytes(file)), ConnectionInfo.class);
    } catch (JsonParseException | IllegalStateException e) {
      throw new IOException("'" + file + "' is not a Jupyter connection file", e);
    }
  }

  /** Writes this connection file, readable by the owner's tools and this kernel alike. */
  public void write(Path file) throws IOException {
    JsonObject tree = Json.tree(this);
    Files.write(file, Json.bytes(tree));
  }

  /** Returns the address of the socket with the given port, as ZeroMQ spells it. */
  public String address(int port) {
    return transport + "://" + ip + (transport.equals("ipc") ? "-" : ":") + port;
  }
}
