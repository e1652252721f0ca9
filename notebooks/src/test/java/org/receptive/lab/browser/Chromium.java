package org.receptive.lab.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.receptive.lab.Counterpart;

/**
 * The Chromium of this machine without a window, driven by Playwright. Its profile lives as long as
 * it does: what a page has fetched and compiled is there for the next one, as in a user's browser.
 */
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
  private final BrowserContext browser;
  private final Path profile;

  private Chromium(Path program) throws IOException {
    profile = Files.createTempDirectory("browser");
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launchPersistentContext(
                profile,
                new BrowserType.LaunchPersistentContextOptions()
                    .setExecutablePath(program)
                    .setArgs(FLAGS)
                    .setViewportSize(1280, 900)
                    .setHeadless(true));
  }

  /** Starts the browser, or lets the calling test stand aside where there is none. */
  static Chromium launch() throws IOException {
    Optional<Path> program = PLACES.stream().filter(Files::isExecutable).findFirst();
    Counterpart.needed(program.isPresent(), "no browser; install chromium");
    return new Chromium(program.get());
  }

  /** Opens a new window. */
  Visit visit() {
    return new Visit(browser.newPage());
  }

  @Override
  public void close() throws IOException {
    browser.close();
    playwright.close();
    try (Stream<Path> files = Files.walk(profile)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
