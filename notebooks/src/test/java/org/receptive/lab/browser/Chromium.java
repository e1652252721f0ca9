package org.receptive.lab.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.receptive.lab.Counterpart;

/** The Chromium of this machine without a window, driven by Playwright. */
final class Chromium implements AutoCloseable {
  private static final List<Path> PLACES =
      List.of(
          Path.of("/usr/bin/chromium"),
          Path.of("/usr/bin/chromium-browser"),
          Path.of("/usr/bin/google-chrome"));

  /** Quiet ones: a browser that calls home would be found guilty in the page's place. */
  private static final List<String> FLAGS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--disable-dev-shm-usage",
          "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost");

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Path program) {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(program)
                    .setArgs(FLAGS)
                    .setHeadless(true));
  }

  /** Starts the browser, or lets the calling test stand aside where there is none. */
  static Chromium launch() {
    Optional<Path> program = PLACES.stream().filter(Files::isExecutable).findFirst();
    Counterpart.needed(program.isPresent(), "no browser; install chromium");
    return new Chromium(program.get());
  }

  /** Opens a new window with no memory of earlier ones. */
  Visit visit() {
    return new Visit(
        browser.newContext(new Browser.NewContextOptions().setViewportSize(1280, 900)));
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
