package org.receptive.viz.summary;

import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.receptive.engine.network.LayerStatistics;
import org.receptive.engine.network.ReceptiveField.Axis;
import org.receptive.engine.tensor.Memory;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.columns.Column;

/**
 * The columns of a summary, in order. A new column is one more constant: its heading, its cells,
 * its total, and its values to compute with.
 */
public enum SummaryColumn {
  /** The node's name. */
  LAYER("layer", true) {
    @Override
    String cell(LayerStatistics layer, Summary summary) {
      return layer.node().name();
    }

    @Override
    String total(Summary summary) {
      return "total";
    }
  },
  /** What the layer is. */
  KIND("kind", true) {
    @Override
    String cell(LayerStatistics layer, Summary summary) {
      return layer.node().layer().describe();
    }
  },
  /** The shape of one image's output, C x H x W. */
  OUTPUT("output", true) {
    @Override
    String cell(LayerStatistics layer, Summary summary) {
      return layer.output().perImage();
    }
  },
  /** Trainable parameters; shared ones count where they belong. */
  PARAMETERS("parameters", false) {
    @Override
    String cell(LayerStatistics layer, Summary summary) {
      return layer.node().sharesWeights()
          ? "= " + layer.node().weightsOf()
          : count(layer.parameters());
    }

    @Override
    String total(Summary summary) {
      return grouped(summary.parameters());
    }

    @Override
    Column<?> values(Summary summary) {
      return longs(summary, LayerStatistics::parameters);
    }
  },
  /** The layer's part of all parameters, in percent. */
  SHARE("share", false) {
    @Override
    String cell(LayerStatistics layer, Summary summary) {
      return layer.parameters() == 0 ? "" : percent(share(layer, summary));
    }

    @Override
    String total(Summary summary) {
      return summary.parameters() == 0 ? "" : percent(100);
    }

    @Override
    Column<?> values(Summary summary) {
      DoubleColumn column = DoubleColumn.create("parameter share (%)");
      summary.layers().forEach(layer -> column.append(share(layer, summary)));
      return column;
    }

    private static double share(LayerStatistics layer, Summary summary) {
      return 100.0 * layer.parameters() / Math.max(1, summary.parameters());
    }

    private static String percent(double share) {
      return String.format(Locale.ROOT, "%.1f%%", share);
    }
  },
  /** Work, in the unit of the summary. */
  WORK("MACs", false) {
    @Override
    String heading(Summary summary) {
      return summary.work().unit();
    }

    @Override
    String cell(LayerStatistics layer, Summary summary) {
      return count(summary.operations(layer));
    }

    @Override
    String total(Summary summary) {
      return grouped(summary.operations());
    }

    @Override
    Column<?> values(Summary summary) {
      return longs(summary, summary::operations);
    }
  },
  /** Memory of the output as float32. */
  MEMORY("memory", false) {
    @Override
    String cell(LayerStatistics layer, Summary summary) {
      return Memory.binary(layer.activationBytes());
    }

    @Override
    String total(Summary summary) {
      return Memory.binary(summary.activationBytes());
    }

    @Override
    Column<?> values(Summary summary) {
      LongColumn column = LongColumn.create("activation bytes");
      summary.layers().forEach(layer -> column.append(layer.activationBytes()));
      return column;
    }
  },
  /** The size of the receptive field, in pixels of the input. */
  RECEPTIVE_FIELD("sees", false) {
    @Override
    String cell(LayerStatistics layer, Summary summary) {
      String height =
          pixels(seen(layer.receptiveField().height(), summary.network().inputShape().height()));
      String width =
          pixels(seen(layer.receptiveField().width(), summary.network().inputShape().width()));
      return height.equals(width) ? width : height + " x " + width;
    }

    @Override
    Column<?> values(Summary summary) {
      DoubleColumn column = DoubleColumn.create("receptive field width");
      int input = summary.network().inputShape().width();
      summary.layers().forEach(layer -> column.append(seen(layer.receptiveField().width(), input)));
      return column;
    }

    /** Once every output sees the same, padding around the input no longer counts. */
    private static double seen(Axis axis, int input) {
      return axis.jump() == 0 ? Math.min(axis.size(), input) : axis.size();
    }

    private static String pixels(double pixels) {
      String size = String.format(Locale.ROOT, "%.1f", pixels);
      return size.endsWith(".0") ? size.substring(0, size.length() - 2) : size;
    }
  };

  private final String heading;
  private final boolean words;

  SummaryColumn(String heading, boolean words) {
    this.heading = heading;
    this.words = words;
  }

  /** Whether the column holds words and is set from the left. */
  boolean words() {
    return words;
  }

  /** What stands over the column. */
  String heading(Summary summary) {
    return heading;
  }

  /** The cell of one layer. */
  abstract String cell(LayerStatistics layer, Summary summary);

  /** The cell in the row of totals; empty where a total means nothing. */
  String total(Summary summary) {
    return "";
  }

  /** The column to compute with: numbers where there are numbers. */
  Column<?> values(Summary summary) {
    List<String> cells = summary.layers().stream().map(layer -> cell(layer, summary)).toList();
    return StringColumn.create(heading(summary), cells);
  }

  final LongColumn longs(Summary summary, ToLongFunction<LayerStatistics> value) {
    LongColumn column = LongColumn.create(heading(summary));
    summary.layers().forEach(layer -> column.append(value.applyAsLong(layer)));
    return column;
  }

  private static String count(long value) {
    return value == 0 ? "" : grouped(value);
  }

  private static String grouped(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
