package org.receptive.lab;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** The user's browser. */
final class Browser {
  private static final long OPENER_SECONDS = 5;

  private Browser() {}

  /**
   * Shows an address or a file.
   *
   * @return whether there is a browser and a screen
   */
  static boolean show(String address) {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    if (system.contains("mac")) {
      return start(List.of("open", address));
    }
    if (system.contains("windows")) {
      return start(List.of("rundll32", "url.dll,FileProtocolHandler", address));
    }
    boolean screen = System.getenv("DISPLAY") != null || System.getenv("WAYLAND_DISPLAY") != null;
    return screen && start(List.of("xdg-open", address));
  }

  private static boolean start(List<String> command) {
    try {
      Process opener =
          new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      // Some openers stay for as long as the browser does: those have succeeded.
      return !opener.waitFor(OPENER_SECONDS, TimeUnit.SECONDS) || opener.exitValue() == 0;
    } catch (IOException e) {
      // There is no such program; the address has been printed.
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
