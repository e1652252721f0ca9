package org.receptive.lab.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.ArrayList;
import java.util.List;

/** Requests of a page that do not reach the server until they are let in: a slow network. */
final class Latecomers {
  private final List<Route> waiting = new ArrayList<>();
  private boolean open;

  private Latecomers() {}

  /** Holds up all requests with a method whose address fits a pattern. */
  static Latecomers of(Page page, String method, String pattern) {
    Latecomers latecomers = new Latecomers();
    page.route(pattern, route -> latecomers.come(route, method));
    return latecomers;
  }

  private void come(Route route, String method) {
    if (open || !route.request().method().equals(method)) {
      route.resume();
    } else {
      waiting.add(route);
    }
  }

  /** Lets in those that wait, and all that come later. */
  void enter() {
    open = true;
    waiting.forEach(Route::resume);
    waiting.clear();
  }
}
