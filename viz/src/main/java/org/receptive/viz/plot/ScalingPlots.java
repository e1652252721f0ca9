package org.receptive.viz.plot;

import java.awt.Color;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.receptive.engine.measure.FirstResult;
import org.receptive.engine.measure.ScalingCurve;
import org.receptive.viz.chart.Axis;
import org.receptive.viz.chart.Chart;
import org.receptive.viz.chart.LineSeries;
import org.receptive.viz.chart.Positions;
import org.receptive.viz.figure.Palette;

/** How the time of networks grows, as lines. */
public final class ScalingPlots {
  private ScalingPlots() {}

  /**
   * Curves along one thing: milliseconds an image over the number of images at once, or
   * milliseconds over the side or the threads.
   *
   * @throws IllegalArgumentException if there is no curve, or they are along different things
   */
  public static Plot of(ScalingCurve... curves) {
    return of(List.of(curves));
  }

  private static Plot of(List<ScalingCurve> curves) {
    if (curves.isEmpty()) {
      throw new IllegalArgumentException("a plot needs at least one curve");
    }
    ScalingCurve.Along along = curves.getFirst().along();
    List<LineSeries> lines = new ArrayList<>();
    for (ScalingCurve curve : curves) {
      if (curve.along() != along) {
        throw new IllegalArgumentException(
            "one curve is by %s, another by %s; a plot has one horizontal axis."
                .formatted(along.words(), curve.along().words()));
      }
      lines.add(line(curve, Palette.series(lines.size())));
    }
    String what = along == ScalingCurve.Along.BATCH ? "Milliseconds an image" : "Milliseconds";
    String whose = curves.size() == 1 ? " of " + curves.getFirst().network() : "";
    return Plot.of(
        Chart.of(
            "%s%s, by %s".formatted(what, whose, along.words()),
            Axis.linear(along.words()),
            Axis.linear(what.toLowerCase(Locale.ROOT)).withZero(),
            lines));
  }

  private static LineSeries line(ScalingCurve curve, Color color) {
    List<Double> at = curve.points().stream().map(point -> (double) point.at()).toList();
    List<Double> millis = curve.points().stream().map(ScalingCurve.Point::millisPerImage).toList();
    return new LineSeries(curve.network(), new Positions.Numbers(at), millis, color, true);
  }

  /** Until the first result, and for each later one: bars in milliseconds. */
  public static Plot of(FirstResult result) {
    return LayerPlots.grouped(
        "From nothing to the first result of " + result.network(),
        "milliseconds",
        List.of("plan", "pack weights, first run", "every later run"),
        List.of(
            new GroupedSeries(
                "milliseconds",
                rounded(result.planMillis()),
                rounded(result.firstMillis()),
                rounded(result.laterMillis()))));
  }

  /** Three digits: more of a measured time are chance. */
  private static double rounded(double millis) {
    return new BigDecimal(millis).round(new MathContext(3)).doubleValue();
  }
}
