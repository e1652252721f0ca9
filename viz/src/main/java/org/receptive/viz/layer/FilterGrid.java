package org.receptive.viz.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.receptive.engine.network.Filters;
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
 * The filters of a convolution: a line for each filter and a column for each input channel, white
 * at weight 0, blue below, red above. Filters that see one channel stand side by side; filters of a
 * first layer can be shown as the colours they see ({@link #rgb}).
 */
public final class FilterGrid implements Picture {
  private static final double MARGIN = 14;
  private static final double HEAD = 30;
  private static final double LINE_LABEL = 60;
  private static final int MAX_LINES = 16;
  private static final int MAX_TILES = 64;
  private static final double ROOM = Scene.NOTEBOOK_WIDTH - 2 * MARGIN;

  private final Filters filters;
  private final boolean rgb;

  private FilterGrid(Filters filters, boolean rgb) {
    this.filters = filters;
    this.rgb = rgb;
  }

  /** The filters of one layer. */
  public static FilterGrid of(Filters filters) {
    return new FilterGrid(filters, false);
  }

  /**
   * The same as colour images: red, green and blue weights together, middle grey at weight 0.
   *
   * @throws IllegalArgumentException if the filters do not see three channels
   */
  public FilterGrid rgb() {
    if (depth() != 3) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "only filters over 3 channels have colours; those of %s see %d.",
              filters.layer(),
              depth()));
    }
    return new FilterGrid(filters, true);
  }

  private int depth() {
    return filters.weight().shape().channels();
  }

  @Override
  public Figure figure() {
    ColorScale scale = ColorScale.diverging(filters.weight());
    SceneBuilder scene = Scene.builder();
    String head =
        String.format(
            Locale.ROOT,
            "%s, %s: %d filters of %d x %d x %d",
            filters.network(),
            filters.layer(),
            filters.count(),
            depth(),
            filters.weight().shape().height(),
            filters.weight().shape().width());
    scene.text(MARGIN, MARGIN + 12, head, TextStyle.of(13).semibold());
    Body body =
        rgb ? colours(scene, scale) : depth() == 1 ? tiles(scene, scale) : lines(scene, scale);
    double barY = MARGIN + HEAD + body.height() + 10;
    ColorBar bar = new ColorBar(scale, body.note());
    if (!rgb) {
      bar.draw(scene, MARGIN, barY);
    } else {
      scene.text(MARGIN, barY + 10, body.note(), TextStyle.small());
    }
    double width =
        Math.max(
            Math.max(body.width(), bar.width()),
            TextMetrics.reservedWidth(head, TextStyle.of(13).semibold()));
    return Figure.of(
        scene.build(width + 2 * MARGIN, barY + (rgb ? 22 : ColorBar.HEIGHT)),
        "Filters of " + filters.layer(),
        head + ", weights " + filters.weights() + ".",
        head + ", weights " + filters.weights() + "." + statistics());
  }

  /** What was drawn: its size in px and what to say beside the colours. */
  private record Body(double width, double height, String note) {}

  /** Filters of one channel, side by side. */
  private Body tiles(SceneBuilder scene, ColorScale scale) {
    int shown = Math.min(MAX_TILES, filters.count());
    List<Tensor> planes = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    for (int f = 0; f < shown; f++) {
      planes.add(filters.kernel(f, 0));
      labels.add(Integer.toString(f));
    }
    double tile = shown <= 8 ? 72 : shown <= 20 ? 56 : 40;
    TileSheet sheet = new TileSheet(planes, labels, scale, tile, ROOM, shown);
    sheet.draw(scene, MARGIN, MARGIN + HEAD);
    return new Body(sheet.usedWidth(), sheet.height(), note(shown, filters.count(), "filters"));
  }

  /** A line for each filter, its channels side by side. */
  private Body lines(SceneBuilder scene, ColorScale scale) {
    int shown = Math.min(MAX_LINES, filters.count());
    double tile = depth() <= 3 ? 40 : depth() <= 8 ? 34 : 26;
    int fitting = (int) ((ROOM - LINE_LABEL) / (tile + 16));
    int channels = Math.min(depth(), fitting);
    List<Tensor> planes = new ArrayList<>();
    for (int f = 0; f < shown; f++) {
      for (int c = 0; c < channels; c++) {
        planes.add(filters.kernel(f, c));
      }
    }
    double y = MARGIN + HEAD;
    TileSheet sheet = new TileSheet(planes, List.of(), scale, tile, ROOM - LINE_LABEL, channels);
    sheet.draw(scene, MARGIN + LINE_LABEL, y);
    for (int f = 0; f < shown; f++) {
      Bounds first = sheet.box(f * sheet.perLine(), MARGIN + LINE_LABEL, y);
      scene.text(MARGIN, first.centerY() + 4, "filter " + f, TextStyle.small());
    }
    String note = note(shown, filters.count(), "filters");
    if (channels < depth()) {
      note += String.format(Locale.ROOT, ", %d of %d channels", channels, depth());
    }
    return new Body(LINE_LABEL + sheet.usedWidth(), sheet.height(), note);
  }

  /** Filters over red, green and blue as small colour images. */
  private Body colours(SceneBuilder scene, ColorScale scale) {
    int shown = Math.min(96, filters.count());
    double tile = 44;
    int perLine = (int) (ROOM / (tile + 6));
    double zoom = tile / filters.weight().shape().width();
    double height = filters.weight().shape().height() * zoom;
    for (int f = 0; f < shown; f++) {
      double x = MARGIN + f % perLine * (tile + 6);
      double y = MARGIN + HEAD + f / perLine * (height + 6);
      Bounds box = new Bounds(x, y, tile, height);
      scene.image(
          box,
          Pixels.rgb(filters.kernel(f, 0), filters.kernel(f, 1), filters.kernel(f, 2), scale),
          false);
      scene.rect(x, y, tile, height, Style.line(Palette.GREY, 0.8));
    }
    double lines = Math.ceilDiv(shown, perLine);
    String note = note(shown, filters.count(), "filters") + "; middle grey is weight 0";
    return new Body(Math.min(shown, perLine) * (tile + 6) - 6, lines * (height + 6) - 6, note);
  }

  private String note(int shown, int count, String what) {
    String words = "weights " + filters.weights();
    return shown < count
        ? words + String.format(Locale.ROOT, "; %d of %d %s", shown, count, what)
        : words;
  }

  private String statistics() {
    List<Tensor> planes = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int f = 0; f < Math.min(filters.count(), MAX_LINES); f++) {
      for (int c = 0; c < Math.min(depth(), 3); c++) {
        planes.add(filters.kernel(f, c));
        names.add(String.format(Locale.ROOT, "filter %d, channel %d", f, c));
      }
    }
    return MapStatistics.lines(planes, names);
  }
}
