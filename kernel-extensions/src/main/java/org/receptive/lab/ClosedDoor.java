package org.receptive.lab;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.util.Locale;

/**
 * Why nobody can listen where the command line says. The system's own messages are not shown: they
 * are written for programmers.
 */
record ClosedDoor(String host, int port) {
  private static final String HOSTS =
      "; --host takes a name or address of this machine, or 0.0.0.0 for all of them";

  /** The refusal for a failure to listen. */
  LabException explain(IOException failure) {
    return new LabException(reason(failure), failure);
  }

  private String reason(IOException failure) {
    InetAddress address;
    try {
      address = InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      return "there is no host \"" + host + "\" that this machine knows" + HOSTS;
    }
    if (!isOfThisMachine(address)) {
      return "\"" + host + "\" is not this machine" + HOSTS;
    }
    String words = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    return words.contains("permission")
        ? String.format(
            Locale.ROOT,
            "port %d of %s is not permitted; choose a --port of 1024 or more",
            port,
            host)
        : String.format(Locale.ROOT, "port %d of %s is taken; choose another --port", port, host);
  }

  private static boolean isOfThisMachine(InetAddress address) {
    try {
      return address.isAnyLocalAddress()
          || address.isLoopbackAddress()
          || NetworkInterface.getByInetAddress(address) != null;
    } catch (IOException e) {
      // Then the system does not tell its addresses, and the port may be to blame.
      return true;
    }
  }
}
