package org.receptive.viz.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.receptive.engine.network.LayerStatistics;
import org.receptive.engine.network.Network;
import org.receptive.viz.figure.Palette;
import tech.tablesaw.plotly.components.Axis;
import tech.tablesaw.plotly.components.Figure;
import tech.tablesaw.plotly.components.Layout;
import tech.tablesaw.plotly.components.Marker;
import tech.tablesaw.plotly.traces.BarTrace;

/** What the layers of a network cost, as bars. */
public final class LayerPlots {
  private LayerPlots() {}

  /**
   * Trainable parameters of each layer that has any, biases included.
   *
   * @throws org.receptive.engine.layer.ShapeException if the network's shapes do not fit
   */
  public static Plot parameters(Network network) {
    return bars(network, "Parameters", "parameters, biases included", LayerStatistics::parameters);
  }

  /** Multiply-accumulates of each layer that counts any, for one image. */
  public static Plot macs(Network network) {
    return bars(network, "Multiply-accumulates", "MACs for one image", LayerStatistics::macs);
  }

  /** Bytes of each layer's output for one image, as float32. */
  public static Plot memory(Network network) {
    return bars(
        network,
        "Activation memory",
        "bytes for one image, float32",
        LayerStatistics::activationBytes);
  }

  private static Plot bars(
      Network network, String what, String axis, ToDoubleFunction<LayerStatistics> value) {
    List<LayerStatistics> layers =
        network.statistics().stream().filter(layer -> value.applyAsDouble(layer) > 0).toList();
    String[] names = layers.stream().map(layer -> layer.node().name()).toArray(String[]::new);
    double[] values = layers.stream().mapToDouble(value).toArray();
    double total = layers.stream().mapToDouble(value).sum();
    String title = "%s of %s: %s in all".formatted(what, network.name(), Plot.number(total));
    BarTrace trace =
        BarTrace.builder(names, values)
            .orientation(BarTrace.Orientation.HORIZONTAL)
            .name(what)
            .marker(Marker.builder().color(Palette.hex(Palette.BLUE)).build())
            .build();
    Layout layout =
        Layout.builder()
            .title(title)
            .height(120 + 22 * names.length)
            .width(720)
            .xAxis(Axis.builder().title(axis).build())
            .yAxis(Axis.builder().autoRange(Axis.AutoRange.REVERSED).build())
            .build();
    return Plot.of(new Figure(layout, trace));
  }

  /**
   * Bars in groups: one group for each label, one bar in it for each series.
   *
   * @param title over the plot
   * @param axis what the values are
   * @param labels of the groups
   * @param series names and values, in order; NaN where a value is not known
   * @throws IllegalArgumentException if a series has more or fewer values than there are labels
   */
  public static Plot grouped(
      String title, String axis, List<String> labels, List<GroupedSeries> series) {
    List<BarTrace> traces = new ArrayList<>();
    for (GroupedSeries one : series) {
      if (one.values().length != labels.size()) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "the series '%s' has %d values for %d labels.",
                one.name(),
                one.values().length,
                labels.size()));
      }
      traces.add(
          BarTrace.builder(labels.toArray(String[]::new), one.values())
              .name(one.name())
              .marker(Marker.builder().color(Palette.hex(Palette.series(traces.size()))).build())
              .build());
    }
    Layout layout =
        Layout.builder()
            .title(title)
            .height(400)
            .width(720)
            .barMode(Layout.BarMode.GROUP)
            .yAxis(Axis.builder().title(axis).build())
            .build();
    return Plot.of(new Figure(layout, traces.toArray(BarTrace[]::new)));
  }
}
