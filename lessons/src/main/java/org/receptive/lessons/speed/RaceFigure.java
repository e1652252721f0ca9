package org.receptive.lessons.speed;

import java.util.List;
import java.util.Locale;
import org.receptive.viz.figure.Figure;
import org.receptive.viz.figure.Palette;
import org.receptive.viz.figure.Scene;
import org.receptive.viz.figure.SceneBuilder;
import org.receptive.viz.figure.Style;
import org.receptive.viz.figure.TextMetrics;
import org.receptive.viz.figure.TextStyle;

/** Draws a race: a logarithmic bar for each way, its speed, and how close its result is. */
final class RaceFigure {
  private static final double MARGIN = 14;
  private static final double ROW = 34;
  private static final double BAR = 16;
  private static final double COLUMN_GAP = 16;
  private static final TextStyle TITLE = TextStyle.of(13).semibold();
  private static final TextStyle NAME = TextStyle.of(12.5);
  private static final TextStyle HEAD = TextStyle.of(11).color(Palette.MUTED_TEXT);
  private static final TextStyle VALUE = TextStyle.of(12).semibold();
  private static final TextStyle NUMBER = TextStyle.of(12);
  private static final double BARS = 190;
  private static final String NOTE =
      "error: the largest, from sums in double precision, as a share of the largest value";

  private RaceFigure() {}

  static Figure of(ConvolutionRace race) {
    List<ConvolutionRace.Result> results = race.results();
    if (results.isEmpty()) {
      throw new IllegalStateException("nothing has been run yet: race.direct(), race.loops(...)");
    }
    StringBuilder text = new StringBuilder(race.task());
    for (ConvolutionRace.Result result : results) {
      text.append(
          String.format(
              Locale.ROOT,
              "%n%s: %s ms, %.1f GFLOP/s, %s, largest relative error %s",
              result.name(),
              millis(result.millis()),
              gigaflops(race, result),
              times(results, result),
              error(result.difference())));
    }
    race.missing().forEach(line -> text.append('\n').append(line));
    text.append('\n').append(NOTE);
    ConvolutionRace.Result last = results.getLast();
    String description =
        String.format(
            Locale.ROOT,
            "%s, in %d ways: from %s ms (%s) to %s ms (%s).",
            race.task(),
            results.size(),
            millis(results.getFirst().millis()),
            results.getFirst().name(),
            millis(last.millis()),
            last.name());
    return Figure.of(
        scene(race), "The same convolution in several ways", description, text.toString());
  }

  private static double gigaflops(ConvolutionRace race, ConvolutionRace.Result result) {
    return 2 * race.macs() / (result.millis() * 1e6);
  }

  private static String millis(double millis) {
    return String.format(Locale.ROOT, millis < 10 ? "%.2f" : "%.0f", millis);
  }

  private static String times(List<ConvolutionRace.Result> results, ConvolutionRace.Result result) {
    double factor = results.getFirst().millis() / result.millis();
    return String.format(Locale.ROOT, factor < 9.95 ? "x %.1f" : "x %.0f", factor)
        .replace("x ", "\u00d7 ");
  }

  private static String error(double error) {
    return error == 0 ? "0" : String.format(Locale.ROOT, "%.0e", error).replace("e-0", "e-");
  }

  private static Scene scene(ConvolutionRace race) {
    List<ConvolutionRace.Result> results = race.results();
    SceneBuilder scene = Scene.builder();
    scene.text(MARGIN, MARGIN + 12, race.layer(), TITLE);
    // GFLOP/s are of these, also for Winograd's algorithm, which needs fewer.
    String work = race.work() + ", as the loops count them";
    scene.text(MARGIN, MARGIN + 29, work, HEAD);
    double names =
        results.stream()
            .mapToDouble(r -> TextMetrics.reservedWidth(r.name(), NAME))
            .max()
            .orElse(0);
    double left = MARGIN + names + 10;
    double speedX = left + BARS + 74 + COLUMN_GAP;
    double timesX = speedX + 66 + COLUMN_GAP;
    double errorX = timesX + 56 + COLUMN_GAP;
    double top = MARGIN + 58;
    scene.text(left, top, "milliseconds (logarithmic)", HEAD);
    scene.text(speedX + 66, top, "GFLOP/s", HEAD.endingHere());
    scene.text(timesX + 56, top, "faster", HEAD.endingHere());
    scene.text(errorX + 66, top, "error", HEAD.endingHere());
    double longest = results.stream().mapToDouble(ConvolutionRace.Result::millis).max().orElse(1);
    double shortest = results.stream().mapToDouble(ConvolutionRace.Result::millis).min().orElse(1);
    double y = top + 12;
    for (int i = 0; i < results.size(); i++) {
      ConvolutionRace.Result result = results.get(i);
      double share = Math.log(2 * result.millis() / shortest) / Math.log(2 * longest / shortest);
      double base = y + BAR - 3.5;
      scene.text(left - 10, base, result.name(), NAME.endingHere());
      scene.rect(left, y, BARS * share, BAR, Style.fill(i == 0 ? Palette.GREY : Palette.SKY_BLUE));
      scene.text(left + BARS * share + 7, base, millis(result.millis()) + " ms", VALUE);
      String speed = String.format(Locale.ROOT, "%.1f", gigaflops(race, result));
      scene.text(speedX + 66, base, speed, NUMBER.endingHere());
      scene.text(timesX + 56, base, times(results, result), NUMBER.endingHere());
      scene.text(errorX + 66, base, error(result.difference()), NUMBER.endingHere());
      y += ROW;
    }
    scene.text(MARGIN, y + 8, NOTE, HEAD);
    double words =
        Math.max(TextMetrics.reservedWidth(work, HEAD), TextMetrics.reservedWidth(NOTE, HEAD));
    double title = Math.max(TextMetrics.reservedWidth(race.layer(), TITLE), words);
    double right = Math.max(errorX + 66, MARGIN + title);
    return scene.build(Math.max(right + MARGIN, 520), y + 8 + MARGIN);
  }
}
