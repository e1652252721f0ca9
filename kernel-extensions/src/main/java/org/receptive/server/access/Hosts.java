package org.receptive.server.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.util.HostPort;

/**
 * The names under which the server may be called. A foreign page can point a name of its own at
 * this machine (DNS rebinding); its requests then carry that name.
 *
 * @param names lower-case names and addresses
 * @param anyAddress whether every numeric address is right: those cannot be rebound
 */
public record Hosts(Set<String> names, boolean anyAddress) {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1");

  /** Keeps its own set. */
  public Hosts {
    names = Set.copyOf(names);
  }

  /** The names of a server that listens on a host. */
  public static Hosts of(String host) {
    Set<String> names = new HashSet<>(LOOPBACK);
    names.add(host.toLowerCase(Locale.ROOT));
    if (isLoopback(host)) {
      return new Hosts(names, false);
    }
    try {
      InetAddress self = InetAddress.getLocalHost();
      names.add(self.getHostName().toLowerCase(Locale.ROOT));
      names.add(self.getCanonicalHostName().toLowerCase(Locale.ROOT));
    } catch (UnknownHostException e) {
      // A machine without a name is called by its address.
      return new Hosts(names, true);
    }
    return new Hosts(names, true);
  }

  /** Whether only this machine reaches a server that listens on the host. */
  public static boolean isLoopback(String host) {
    return LOOPBACK.contains(host.toLowerCase(Locale.ROOT));
  }

  /** Whether the {@code Host} header of a request names this server. */
  public boolean allow(String header) {
    try {
      String host = new HostPort(header).getHost().toLowerCase(Locale.ROOT);
      String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
      return names.contains(bare) || (anyAddress && isAddress(bare));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isAddress(String host) {
    return host.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}")
        || (host.contains(":") && host.matches("[0-9a-f:.]+"));
  }
}
