package org.receptive.viz.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.receptive.engine.network.LayerStatistics;
import org.receptive.engine.network.Network;
import org.receptive.viz.chart.Axis;
import org.receptive.viz.chart.BarSeries;
import org.receptive.viz.chart.Chart;
import org.receptive.viz.chart.NumberText;
import org.receptive.viz.chart.Positions;
import org.receptive.viz.chart.Series;
import org.receptive.viz.figure.Palette;

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
    List<String> names = layers.stream().map(layer -> layer.node().name()).toList();
    List<Double> values = layers.stream().map(value::applyAsDouble).toList();
    double total = layers.stream().mapToDouble(value).sum();
    String title = "%s of %s: %s in all".formatted(what, network.name(), NumberText.of(total));
    Series bars = new BarSeries(what, new Positions.Categories(names), values, Palette.series(0));
    return Plot.of(Chart.of(title, Axis.linear(""), Axis.linear(axis), List.of(bars)).lyingDown());
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
    List<Series> bars = new ArrayList<>();
    Positions positions = new Positions.Categories(labels);
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
      List<Double> values = Arrays.stream(one.values()).boxed().toList();
      bars.add(new BarSeries(one.name(), positions, values, Palette.series(bars.size())));
    }
    return Plot.of(Chart.of(title, Axis.linear(""), Axis.linear(axis), bars));
  }
}
