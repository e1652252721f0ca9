package org.receptive.lab.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.receptive.lab.PackagedLab;
import org.receptive.lab.bench.BenchmarkTable;

/**
 * {@code lab bench live}: what a student feels of sliders and of the server, in a real browser. Not
 * a test: it runs when it is asked for by name, for the browser's driver is no part of the product.
 */
final class LiveBenchmark {
  /** The file to write to; nothing is measured without it. */
  private static final String OUTPUT = "receptive.bench.output";

  private static final String JSON = "receptive.bench.json";
  private static final String US = "receptive";
  private static final String OUTPUT_SIZE =
      """
      interact(slider("input", 12, 64, 32), slider("kernel", 1, 11, 5), slider("stride", 1, 4), slider("padding", 0, 5),
               (n, f, s, p) -> outputSize(n, f).stride(s).padding(p));
      """;
  private static final String FEATURE_MAP =
      """
      Tensor photo = Photos.chelsea().image(224);
      interact(slider("kernel", 1, 11, 3), slider("stride", 1, 4), (k, s) ->
          Network.builder("photo", Shape.of(1, 3, 224, 224))
              .conv("conv1", 1, k, conv -> conv.stride(s)).build().run(photo).featureMaps("conv1"));
      """;
  private static final int DRAGS = 100;
  private static final int STARTS = 3;
  private static final int PER_SECOND = 60;
  private static final int SECONDS = 5;
  private static final int STREAMS = 3;

  /** A hand needs its time to reach for the slider. */
  private static final double REACH_MILLIS = 1000;

  private static final double TRAINING_MILLIS = 240_000;
  private static final double LOOK_MILLIS = 200;
  private static final double BYTES_PER_MIB = 1 << 20;
  private static final double KIB_PER_MIB = 1024;

  private final BenchmarkTable table = new BenchmarkTable(List.of(US));
  private final Random random = new Random(224);

  @Test
  void measure(@TempDir Path temporary) throws IOException {
    String output = System.getProperty(OUTPUT);
    if (output == null) {
      return;
    }
    awaitStartUpCache(Files.createDirectories(temporary.resolve("training")));
    size();
    for (int i = 0; i < STARTS; i++) {
      // A student's first page: the browser knows nothing yet.
      try (Chromium chromium = Chromium.launch()) {
        start(chromium, Files.createDirectories(temporary.resolve("start-" + i)));
      }
    }
    try (Chromium chromium = Chromium.launch()) {
      sliders(chromium, Files.createDirectories(temporary.resolve("sliders")));
    }
    String said =
        Boolean.getBoolean(JSON) ? String.join("\n", table.jsonLines()) + "\n" : table.toText();
    Files.writeString(Path.of(output), said);
  }

  /**
   * The server trains the kernel's start-up cache once after each build; it would be in the way.
   */
  private static void awaitStartUpCache(Path temporary) throws IOException {
    Path cache = PackagedLab.ofThisBuild().startUpCache();
    if (Files.exists(cache)) {
      return;
    }
    long begin = System.nanoTime();
    try (JavaLab _ = JavaLab.startAsTheScriptDoes(temporary)) {
      while (!Files.exists(cache)) {
        if (millisSince(begin) > TRAINING_MILLIS) {
          throw new IOException("no start-up cache after " + TRAINING_MILLIS + " ms: " + cache);
        }
        pause(LOOK_MILLIS);
      }
    }
  }

  private void add(String name, String unit, double value) {
    table.add(name, 0, unit, US, value);
  }

  private void size() throws IOException {
    try (var zip = resource("/org/receptive/server/front-end.zip")) {
      add("front end, packed", "MiB", zip.readAllBytes().length / BYTES_PER_MIB);
    }
  }

  private static java.io.InputStream resource(String name) {
    return Objects.requireNonNull(LiveBenchmark.class.getResourceAsStream(name), name);
  }

  /** From the start of the process to the overview, and to a notebook whose cells can be edited. */
  private void start(Chromium chromium, Path temporary) throws IOException {
    long begin = System.nanoTime();
    try (JavaLab server = JavaLab.startAsTheScriptDoes(temporary);
        Visit visit = chromium.visit()) {
      visit.page().navigate(server.address(""));
      visit.page().locator("a[href*='.ipynb']").first().waitFor();
      add("start to the overview", "ms", millisSince(begin));
      visit.page().navigate(server.address("lab"));
      visit.page().locator(".jp-DirListing-item[data-file-type='notebook']").first().waitFor();
      add("start to JupyterLab", "ms", millisSince(begin));
      add("memory of the server, no kernel", "MiB", residentMemory(server.pid()));
    }
  }

  private static double residentMemory(long pid) throws IOException {
    try (var lines = Files.lines(Path.of("/proc", "" + pid, "status"))) {
      return lines
              .filter(line -> line.startsWith("VmRSS:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
              .sum()
          / KIB_PER_MIB;
    }
  }

  private static double millisSince(long begin) {
    return (System.nanoTime() - begin) / (double) TimeUnit.MILLISECONDS.toNanos(1);
  }

  private void sliders(Chromium chromium, Path temporary) throws IOException {
    try (JavaLab server = JavaLab.startAsTheScriptDoes(temporary)) {
      Files.writeString(server.folder().resolve("size.ipynb"), SmallNotebook.of(OUTPUT_SIZE));
      Files.writeString(server.folder().resolve("photo.ipynb"), SmallNotebook.of(FEATURE_MAP));
      try (Visit visit = chromium.visit()) {
        LabPage lab = open(visit, server, "size.ipynb");
        dragOneByOne(visit.page(), lab, "input", "outputSize");
        stream(lab);
      }
      try (Visit visit = chromium.visit()) {
        LabPage lab = open(visit, server, "photo.ipynb");
        dragOneByOne(visit.page(), lab, "kernel", "feature map, 224x224 photo");
      }
    }
  }

  private static LabPage open(Visit visit, JavaLab server, String name) throws IOException {
    LabPage lab = new LabPage(visit.page());
    lab.open(server.address("lab/workspaces/" + name.length() + "/tree/" + name), 1);
    lab.probe();
    lab.runCell(0);
    lab.await("() => probe.pictures > 0");
    pause(REACH_MILLIS);
    return lab;
  }

  /** Single moves of the mouse, each after the picture of the one before was painted. */
  private void dragOneByOne(Page page, LabPage lab, String slider, String name) {
    var control = lab.slider(0, slider);
    double before = -1;
    for (int i = 0; i < DRAGS; i++) {
      double to = random.nextInt(11) / 10.0;
      while (to == before) {
        to = random.nextInt(11) / 10.0;
      }
      before = to;
      page.evaluate("() => probe.clear()");
      BoundingBox handle = control.locator(".noUi-handle").boundingBox();
      BoundingBox track = control.locator(".noUi-base").boundingBox();
      double y = handle.y + handle.height / 2;
      page.mouse().move(handle.x + handle.width / 2, y);
      page.mouse().down();
      page.mouse().move(track.x + track.width * to, y);
      page.evaluate("() => probe.until(() => probe.painted.length > 0)");
      page.mouse().up();
      add(name + ": to the decoded picture", "ms", lab.number("probe.decoded[0]"));
      add(name + ": to the painted frame", "ms", lab.number("probe.painted[0]"));
    }
  }

  /**
   * Sixty moves a second for five seconds. They come from within the page, for a mouse that is
   * moved from outside, one call after the other, moves a dozen times a second. The front end sends
   * what it can: a value waits while the one before is on its way, and newer ones take its place.
   */
  private void stream(LabPage lab) {
    for (int i = 0; i < STREAMS; i++) {
      SliderStream stream = lab.stream(0, "input", PER_SECOND * SECONDS, PER_SECOND, "input 64,");
      String name = PER_SECOND + " moves a second: ";
      add(name + "moves made", "Hz", stream.moves());
      add(name + "values sent", "Hz", stream.messages());
      add(name + "pictures painted", "Hz", stream.pictures());
      add(name + "values unanswered at once, at most", "values", stream.most());
      add(name + "values unanswered at the end", "values", stream.unanswered());
      add(name + "from the last move to its picture", "ms", stream.lag());
    }
  }

  private static void pause(double millis) {
    try {
      Thread.sleep(Math.max(0, (long) millis));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
