package org.receptive.viz.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.receptive.engine.network.FeatureMaps;
import org.receptive.engine.tensor.Tensor;
import org.receptive.viz.figure.Figure;
import org.receptive.viz.figure.Picture;
import org.receptive.viz.figure.Scene;
import org.receptive.viz.figure.SceneBuilder;
import org.receptive.viz.figure.TextStyle;

/** The feature maps of a layer side by side, all on one stated colour scale. */
public final class FeatureMapGrid implements Picture {
  private static final double MARGIN = 14;
  private static final double HEAD = 30;
  private static final int DEFAULT_LIMIT = 64;

  private final String title;
  private final Tensor maps;
  private final int limit;
  private final boolean light;

  private FeatureMapGrid(String title, Tensor maps, int limit, boolean light) {
    this.title = title;
    this.maps = maps;
    this.limit = limit;
    this.light = light;
  }

  /** The maps of one layer, the first 64 of them. */
  public static FeatureMapGrid of(FeatureMaps maps) {
    return new FeatureMapGrid(
        "%s, %s".formatted(maps.network(), maps.layer()), maps.maps(), DEFAULT_LIMIT, false);
  }

  /** The channels of an image or activation, {@code 1 x C x H x W}. */
  public static FeatureMapGrid of(String title, Tensor maps) {
    FeatureMaps checked = new FeatureMaps("", title, maps);
    return new FeatureMapGrid(title, checked.maps(), DEFAULT_LIMIT, false);
  }

  /** The same with at most {@code count} maps. */
  public FeatureMapGrid first(int count) {
    if (count < 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "at least 1 map must be shown, but %d were asked for.", count));
    }
    return new FeatureMapGrid(title, maps, count, light);
  }

  /** The same with bright pixels for large values, as photos have; for images rather than maps. */
  public FeatureMapGrid asLight() {
    return new FeatureMapGrid(title, maps, limit, true);
  }

  @Override
  public Figure figure() {
    int count = maps.shape().channels();
    int shown = Math.min(limit, count);
    List<Tensor> planes = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    for (int c = 0; c < shown; c++) {
      planes.add(maps.plane(0, c));
      labels.add(Integer.toString(c));
    }
    ColorScale scale = scale();
    double room = Scene.NOTEBOOK_WIDTH - 2 * MARGIN;
    TileSheet sheet = new TileSheet(planes, labels, scale, tileSize(shown, room), room, shown);
    String head = "%s: %s".formatted(title, maps.shape().perImage());
    ColorBar bar = new ColorBar(scale, note(shown, count, sheet.reduction()));
    SceneBuilder scene = Scene.builder();
    scene.text(MARGIN, MARGIN + 12, head, TextStyle.of(13).semibold());
    sheet.draw(scene, MARGIN, MARGIN + HEAD);
    double barY = MARGIN + HEAD + sheet.height() + 10;
    bar.draw(scene, MARGIN, barY);
    double width =
        Math.max(
            Math.max(sheet.usedWidth(), bar.width()),
            org.receptive.viz.figure.TextMetrics.reservedWidth(head, TextStyle.of(13).semibold()));
    String words = words(shown, planes);
    return Figure.of(
        scene.build(width + 2 * MARGIN, barY + ColorBar.HEIGHT),
        "Feature maps of " + title,
        words,
        words + MapStatistics.lines(planes, labels.stream().map(i -> "map " + i).toList()));
  }

  private String words(int shown, List<Tensor> planes) {
    long dead = MapStatistics.dead(planes);
    String deadWords =
        dead == 0
            ? ""
            : String.format(
                Locale.ROOT, " %d of them %s 0 everywhere.", dead, dead == 1 ? "is" : "are");
    return String.format(
            Locale.ROOT,
            "%d feature map%s of %s, %d x %d values each, on one colour scale.",
            shown,
            shown == 1 ? "" : "s",
            title,
            maps.shape().height(),
            maps.shape().width())
        + deadWords;
  }

  private ColorScale scale() {
    return light
        ? new ColorScale(ColorScale.Kind.LIGHT, Math.min(0, maps.min()), Math.max(maps.max(), 1e-9))
        : ColorScale.fitting(maps);
  }

  private static String note(int shown, int count, int reduction) {
    String note = "one scale for all maps";
    if (shown < count) {
      note += String.format(Locale.ROOT, "; %d of %d shown", shown, count);
    }
    return reduction > 1
        ? note
            + String.format(
                Locale.ROOT, "; a pixel is the mean of %d x %d values", reduction, reduction)
        : note;
  }

  private static double tileSize(int count, double room) {
    if (count <= 6) {
      return Math.min(112, (room - 7 * 8) / count);
    }
    return count <= 16 ? 78 : count <= 36 ? 60 : 48;
  }
}
