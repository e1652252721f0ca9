package org.receptive.lab.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** One window of the browser, and what went wrong in it: errors of the page, calls to the world. */
final class Visit implements AutoCloseable {
  /** Addresses that never leave the page itself. */
  private static final Set<String> OF_THE_PAGE = Set.of("data", "blob", "about");

  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

  private final Page page;
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final List<String> warnings = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  Visit(Page page) {
    this.page = page;
    page.onRequest(request -> note(request.url()));
    page.onPageError(error -> complaints.add("error of the page: " + error));
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("warning")) {
            warnings.add(message.text());
          }
        });
    page.onWebSocket(socket -> note(socket.url()));
    page.onCrash(crashed -> complaints.add("the page crashed: " + crashed.url()));
  }

  private void note(String address) {
    requests.add(address);
    if (!isLocal(address)) {
      complaints.add("request that leaves this machine: " + address);
    }
  }

  /** Whether an address stays in the page or on this machine. */
  static boolean isLocal(String address) {
    String scheme = address.substring(0, Math.max(0, address.indexOf(':')));
    if (OF_THE_PAGE.contains(scheme)) {
      return true;
    }
    String host = URI.create(address.replaceFirst("[?#].*", "")).getHost();
    return host != null && LOOPBACK.contains(host);
  }

  /** The window's page. */
  Page page() {
    return page;
  }

  /** All addresses that were asked for. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  /** What the page wrote to its console as warnings. */
  List<String> warnings() {
    return List.copyOf(warnings);
  }

  /** Fails if the page had an error or asked for anything beyond this machine. */
  void assertQuiet() {
    assertEquals(List.of(), List.copyOf(complaints));
  }

  @Override
  public void close() {
    page.close();
  }
}
