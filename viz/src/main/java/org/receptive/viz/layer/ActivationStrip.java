package org.receptive.viz.layer;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.receptive.engine.layer.Activation;
import org.receptive.engine.layer.BatchNorm2d;
import org.receptive.engine.layer.Dropout;
import org.receptive.engine.layer.Flatten;
import org.receptive.engine.layer.Layer;
import org.receptive.engine.layer.LocalResponseNorm;
import org.receptive.engine.layer.PRelu;
import org.receptive.engine.layer.Softmax;
import org.receptive.engine.network.Network;
import org.receptive.engine.network.Node;
import org.receptive.engine.network.Trace;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;
import org.receptive.viz.figure.Bounds;
import org.receptive.viz.figure.Figure;
import org.receptive.viz.figure.Palette;
import org.receptive.viz.figure.Picture;
import org.receptive.viz.figure.Scene;
import org.receptive.viz.figure.SceneBuilder;
import org.receptive.viz.figure.Style;
import org.receptive.viz.figure.TextMetrics;
import org.receptive.viz.figure.TextStyle;

/**
 * A whole run at a glance: the input, then a column of feature maps for each layer, as far as the
 * output. An activation or normalisation joins the layer before it; its values are shown. Every
 * column has its own colour scale.
 */
public final class ActivationStrip implements Picture {
  private static final double MARGIN = 14;
  private static final double TILE = 56;
  private static final double COLUMN_GAP = 22;
  private static final double TILE_GAP = 6;
  private static final double LABELS = 46;
  private static final double LINE_GAP = 26;
  private static final int MAX_COLUMNS = 27;
  private static final double BIN = 12;

  private final Trace trace;
  private final int mapsPerLayer;

  private ActivationStrip(Trace trace, int mapsPerLayer) {
    this.trace = trace;
    this.mapsPerLayer = mapsPerLayer;
  }

  /** The run, with up to four maps a layer. */
  public static ActivationStrip of(Trace trace) {
    return new ActivationStrip(trace, 4);
  }

  /** The same with up to {@code count} maps a layer. */
  public ActivationStrip maps(int count) {
    if (count < 1) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "at least 1 map a layer, but %d were asked for.", count));
    }
    return new ActivationStrip(trace, count);
  }

  /** One column: a layer with what joined it. */
  private record Column(String name, String joined, Tensor values, boolean probabilities) {}

  @Override
  public Figure figure() {
    List<Column> columns = thinned(columns());
    SceneBuilder scene = Scene.builder();
    double room = Scene.NOTEBOOK_WIDTH - 2 * MARGIN;
    double x = MARGIN;
    double y = MARGIN;
    double lineHeight = LABELS + mapsPerLayer * (TILE + TILE_GAP) - TILE_GAP;
    double right = 0;
    for (int i = 0; i < columns.size(); i++) {
      double width = width(columns.get(i));
      if (x > MARGIN && x + width > MARGIN + room) {
        x = MARGIN;
        y += lineHeight + LINE_GAP;
      }
      draw(scene, columns.get(i), x, y, width, lineHeight);
      right = Math.max(right, x + width);
      boolean last = i == columns.size() - 1;
      if (!last && x + width + COLUMN_GAP + width(columns.get(i + 1)) <= MARGIN + room) {
        double middle = y + LABELS + (lineHeight - LABELS) / 2;
        scene.arrow(
            Style.line(Palette.GREY, 1.2),
            x + width + 4,
            middle,
            x + width + COLUMN_GAP - 4,
            middle);
      }
      x += width + COLUMN_GAP;
    }
    String note = "colours: white is 0, each layer on its own scale; values after the activation";
    if (columns.stream().anyMatch(this::hasMore)) {
      note += String.format(Locale.ROOT, "; the first %d maps of a layer", mapsPerLayer);
    }
    scene.text(MARGIN, y + lineHeight + 22, note, TextStyle.small());
    right = Math.max(right, MARGIN + TextMetrics.reservedWidth(note, TextStyle.small()));
    String words =
        "What %s makes of an input, layer by layer, from %s to %s."
            .formatted(trace.network().name(), trace.input().shape(), trace.output().shape());
    return Figure.of(
        scene.build(right + MARGIN, y + lineHeight + 22 + MARGIN),
        "Activations of " + trace.network().name(),
        words,
        words + text(columns));
  }

  private List<Column> columns() {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column(Network.INPUT, "", trace.input().image(0), false));
    String previous = Network.INPUT;
    for (Node node : trace.network().nodes()) {
      Tensor values = trace.activation(node.name());
      values = first(values);
      boolean follows = node.inputs().equals(List.of(previous));
      boolean silent = node.layer() instanceof Flatten || node.layer() instanceof Dropout;
      if (follows && columns.size() > 1 && joins(node.layer())) {
        Column before = columns.removeLast();
        String joined = silent ? before.joined() : "+ " + node.layer().kind();
        columns.add(new Column(before.name(), joined, silent ? before.values() : values, false));
      } else if (!silent) {
        columns.add(new Column(node.name(), "", values, node.layer() instanceof Softmax));
      }
      previous = node.name();
    }
    return columns;
  }

  /** The first image of a batch. */
  private static Tensor first(Tensor values) {
    int each = values.size() / values.shape().batch();
    return Tensor.of(values.shape().withBatch(1), java.util.Arrays.copyOf(values.data(), each));
  }

  private static boolean joins(Layer layer) {
    return switch (layer) {
      case Activation activation -> true;
      case BatchNorm2d norm -> true;
      case LocalResponseNorm norm -> true;
      case Dropout dropout -> true;
      case PRelu prelu -> true;
      case Flatten flatten -> true;
      default -> false;
    };
  }

  /** Of very deep networks, the last column of each size, and the ends. */
  private static List<Column> thinned(List<Column> all) {
    if (all.size() <= MAX_COLUMNS) {
      return all;
    }
    List<Column> kept = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      boolean end = i < 2 || i >= all.size() - 2;
      if (end || !all.get(i).values().shape().equals(all.get(i + 1).values().shape())) {
        kept.add(all.get(i));
      }
    }
    return kept.size() <= MAX_COLUMNS ? kept : kept.subList(0, MAX_COLUMNS);
  }

  private boolean hasMore(Column column) {
    Shape shape = column.values().shape();
    return shape.isImage() && !photo(column) && shape.channels() > mapsPerLayer;
  }

  private static boolean photo(Column column) {
    return column.name().equals(Network.INPUT) && column.values().shape().channels() == 3;
  }

  private double width(Column column) {
    double labels =
        Math.max(
            TextMetrics.reservedWidth(column.name(), TextStyle.of(12).semibold()),
            Math.max(
                TextMetrics.reservedWidth(column.joined(), TextStyle.small()),
                TextMetrics.reservedWidth(shape(column), TextStyle.small())));
    return Math.max(labels, column.values().shape().isImage() ? TILE : 2 * BIN);
  }

  private static String shape(Column column) {
    return column.values().shape().perImage().replace(" x ", "×");
  }

  private void draw(
      SceneBuilder scene, Column column, double x, double y, double width, double height) {
    double middle = x + width / 2;
    scene.text(middle, y + 12, column.name(), TextStyle.of(12).semibold().centered());
    scene.text(middle, y + 26, shape(column), TextStyle.small().centered());
    if (!column.joined().isEmpty()) {
      scene.text(middle, y + 39, column.joined(), TextStyle.small().centered());
    }
    double top = y + LABELS;
    if (column.values().shape().isImage()) {
      maps(scene, column, middle, top, height - LABELS);
    } else if (column.probabilities()) {
      bars(scene, column.values(), x, top, width, height - LABELS);
    } else {
      vector(scene, column.values(), middle, top, height - LABELS);
    }
  }

  private void maps(SceneBuilder scene, Column column, double middle, double top, double height) {
    Shape shape = column.values().shape();
    boolean photo = photo(column);
    int count = photo ? 1 : Math.min(mapsPerLayer, shape.channels());
    ColorScale scale = ColorScale.fitting(column.values());
    double used = count * (TILE + TILE_GAP) - TILE_GAP;
    double y = top + (height - used) / 2;
    for (int c = 0; c < count; c++) {
      TileSheet sheet =
          new TileSheet(List.of(column.values().plane(0, c)), List.of(), scale, TILE, TILE, 1);
      double fit = TILE / Math.max(shape.height(), shape.width());
      Bounds box =
          new Bounds(
              middle - shape.width() * fit / 2,
              y + (TILE - shape.height() * fit) / 2,
              shape.width() * fit,
              shape.height() * fit);
      int factor = sheet.reduction();
      if (photo) {
        scene.image(box, photo(column.values(), factor), true);
      } else {
        Tensor plane = Pixels.reduced(column.values().plane(0, c), factor);
        var image = Pixels.sheet(plane.shape().dim(1), plane.shape().dim(0), scale, List.of(plane));
        Pixels.put(image, plane, 0, 0, scale);
        scene.image(box, image, false);
      }
      scene.rect(box.x(), box.y(), box.width(), box.height(), Style.line(Palette.GREY, 0.8));
      y += TILE + TILE_GAP;
    }
  }

  private static BufferedImage photo(Tensor image, int factor) {
    ColorScale light =
        new ColorScale(
            ColorScale.Kind.LIGHT, Math.min(0, image.min()), Math.max(image.max(), 1e-9));
    return Pixels.rgb(
        Pixels.reduced(image.plane(0, 0), factor),
        Pixels.reduced(image.plane(0, 1), factor),
        Pixels.reduced(image.plane(0, 2), factor),
        light);
  }

  /** A vector as a column of cells, several values a cell where there are many. */
  private static void vector(
      SceneBuilder scene, Tensor values, double middle, double top, double height) {
    ColorScale scale = ColorScale.fitting(values);
    Tensor column = values.reshape(values.size(), 1);
    int cells = Math.min(values.size(), (int) height);
    Tensor sampled = Tensor.zeros(Shape.of(cells, 1));
    for (int i = 0; i < cells; i++) {
      sampled.data()[i] = column.at((int) ((long) i * values.size() / cells), 0);
    }
    var image = Pixels.sheet(1, cells, scale, List.of(sampled));
    Pixels.put(image, sampled, 0, 0, scale);
    double used = Math.min(height, cells * 10.0);
    Bounds box = new Bounds(middle - BIN / 2, top + (height - used) / 2, BIN, used);
    scene.image(box, image, false);
    scene.rect(box.x(), box.y(), box.width(), box.height(), Style.line(Palette.GREY, 0.8));
  }

  /** Probabilities as bars, the likeliest named. */
  private static void bars(
      SceneBuilder scene, Tensor values, double x, double top, double width, double height) {
    int count = Math.min(values.size(), (int) (height / 3));
    double step = Math.min(14, height / count);
    double y = top + (height - count * step) / 2;
    int best = values.argmax();
    for (int i = 0; i < count; i++) {
      double p = values.data()[i];
      boolean named = i == best && step >= 12;
      double room = width - 14;
      scene.rect(
          x + 14,
          y + i * step + 1,
          Math.max(0.5, p * room),
          step - 2,
          Style.fill(i == best ? Palette.BLUE : Palette.SKY_BLUE));
      if (named || (step >= 12 && count <= 12)) {
        TextStyle style = TextStyle.of(10).color(Palette.TEXT).endingHere();
        scene.text(
            x + 11,
            y + i * step + step / 2 + 3.6,
            Integer.toString(i),
            i == best ? style.semibold() : style.color(Palette.MUTED_TEXT));
      }
      if (named) {
        percent(scene, p, new Bounds(x + 14, y + i * step + 1, p * room, step - 2));
      }
    }
    scene.line(x + 14, y, x + 14, y + count * step, Style.line(Palette.OUTLINE, 0.8));
  }

  /** How likely the likeliest is: in its bar if there is room, else behind it. */
  private static void percent(SceneBuilder scene, double p, Bounds bar) {
    String words = String.format(Locale.ROOT, "%.0f%%", 100 * p);
    TextStyle style = TextStyle.of(10).semibold();
    if (TextMetrics.reservedWidth(words, style) + 4 <= bar.width()) {
      scene.textIn(bar, words, style.on(Palette.BLUE));
    } else {
      double base = bar.centerY() + TextMetrics.baselineBelowMiddle(style);
      scene.text(bar.right() + 4, base, words, style);
    }
  }

  private static String text(List<Column> columns) {
    StringBuilder text = new StringBuilder();
    for (Column column : columns) {
      text.append(
          String.format(
              Locale.ROOT,
              "\n%s%s: %s, %s",
              column.name(),
              column.joined().isEmpty() ? "" : " " + column.joined(),
              column.values().shape().perImage(),
              MapStatistics.range(column.values())));
    }
    return text.toString();
  }
}
