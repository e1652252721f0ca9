package org.receptive.viz.plot;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.receptive.engine.measure.FirstResult;
import org.receptive.engine.measure.ScalingCurve;
import org.receptive.viz.figure.Palette;
import tech.tablesaw.plotly.components.Axis;
import tech.tablesaw.plotly.components.Figure;
import tech.tablesaw.plotly.components.Layout;
import tech.tablesaw.plotly.components.Line;
import tech.tablesaw.plotly.components.Marker;
import tech.tablesaw.plotly.traces.ScatterTrace;

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
    List<ScatterTrace> traces = new ArrayList<>();
    for (ScalingCurve curve : curves) {
      if (curve.along() != along) {
        throw new IllegalArgumentException(
            "one curve is by %s, another by %s; a plot has one horizontal axis."
                .formatted(along.words(), curve.along().words()));
      }
      traces.add(trace(curve, Palette.hex(Palette.series(traces.size()))));
    }
    double longest =
        curves.stream()
            .flatMap(curve -> curve.points().stream())
            .mapToDouble(ScalingCurve.Point::millisPerImage)
            .max()
            .orElse(1);
    String what = along == ScalingCurve.Along.BATCH ? "Milliseconds an image" : "Milliseconds";
    String whose = curves.size() == 1 ? " of " + curves.getFirst().network() : "";
    Layout layout =
        Layout.builder()
            .title("%s%s, by %s".formatted(what, whose, along.words()))
            .height(400)
            .width(720)
            .xAxis(Axis.builder().title(along.words()).build())
            .yAxis(
                Axis.builder()
                    .title(what.toLowerCase(Locale.ROOT))
                    .range(0, 1.05 * longest)
                    .build())
            .build();
    return Plot.of(new Figure(layout, traces.toArray(ScatterTrace[]::new)));
  }

  private static ScatterTrace trace(ScalingCurve curve, String color) {
    double[] x = curve.points().stream().mapToDouble(ScalingCurve.Point::at).toArray();
    double[] y = curve.points().stream().mapToDouble(ScalingCurve.Point::millisPerImage).toArray();
    return ScatterTrace.builder(x, y)
        .mode(ScatterTrace.Mode.LINE_AND_MARKERS)
        .name(curve.network())
        .line(Line.builder().color(color).build())
        .marker(Marker.builder().color(color).build())
        .build();
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
