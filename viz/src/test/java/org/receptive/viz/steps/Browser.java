package org.receptive.viz.steps;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A headless Chromium, where one is installed. */
public record Browser(Path program) {
  private static final List<String> PLACES =
      List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
  private static final int PATIENCE_SECONDS = 240;

  /** The browser of this machine, if there is one. */
  public static Optional<Browser> find() {
    return PLACES.stream().map(Path::of).filter(Files::isExecutable).findFirst().map(Browser::new);
  }

  /** The document as it stands after the page's scripts ran. */
  public String dom(Path page, Path folder) throws IOException, InterruptedException {
    return run(folder, "--dump-dom", page.toUri().toString());
  }

  /** Saves how the page looks. */
  public void screenshot(Path page, Path png, int width, int height, Path folder)
      throws IOException, InterruptedException {
    run(
        folder,
        "--screenshot=" + png,
        "--window-size=" + width + "," + height,
        page.toUri().toString());
  }

  private String run(Path folder, String... more) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.addAll(
        List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--hide-scrollbars",
            "--user-data-dir=" + folder.resolve("profile")));
    command.addAll(List.of(more));
    Path out = folder.resolve("dom.html");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(folder.resolve("chromium.log").toFile())
            .start();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("the browser did not finish in " + PATIENCE_SECONDS + " s");
    }
    return Files.readString(out, StandardCharsets.UTF_8);
  }
}
