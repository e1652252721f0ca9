package org.receptive.viz.layer;

import java.util.List;
import java.util.Locale;
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
 * A tensor by itself: numbers in cells where they fit, else pixels; three channels between 0 and 1
 * are a photo, other channels stand side by side.
 */
public final class TensorPicture implements Picture {
  private static final double MARGIN = 14;
  private static final double HEAD = 26;
  private static final int MAX_NUMBER_ROWS = 28;
  private static final double LARGEST_IMAGE = 320;
  private static final double ROOM = Scene.NOTEBOOK_WIDTH - 2 * MARGIN;

  private final String title;
  private final Tensor tensor;

  private TensorPicture(String title, Tensor tensor) {
    this.title = title;
    this.tensor = tensor;
  }

  /** A tensor of any shape; of a batch, the first image. */
  public static TensorPicture of(Tensor tensor) {
    return new TensorPicture("Tensor", tensor);
  }

  /** The same under another title. */
  public TensorPicture titled(String words) {
    return new TensorPicture(words, tensor);
  }

  @Override
  public Figure figure() {
    Shape shape = tensor.shape();
    if (shape.isImage()) {
      Tensor image = tensor.image(0);
      if (shape.channels() == 3 && image.min() >= 0 && image.max() <= 1) {
        return photo(image);
      }
      return shape.channels() == 1 ? matrix(image.plane(0, 0)) : grid(image);
    }
    int columns = shape.dim(-1);
    return matrix(tensor.reshape(tensor.size() / columns, columns));
  }

  private String head() {
    return "%s %s".formatted(title, tensor.shape());
  }

  private Figure grid(Tensor image) {
    return FeatureMapGrid.of(title, image).figure();
  }

  /** Numbers if all of them fit, else one pixel (or a mean) a value. */
  private Figure matrix(Tensor plane) {
    int rows = plane.shape().dim(0);
    int columns = plane.shape().dim(1);
    ValueFormat format = ValueFormat.of(plane);
    boolean small = rows <= MAX_NUMBER_ROWS && columns <= ROOM / CellGrid.NUMBER_HEIGHT;
    double cell = small ? CellGrid.widthFor(rows, columns, plane::at, format) : ROOM;
    return cell * columns <= ROOM ? numbers(plane, format, cell) : pixels(plane);
  }

  private Figure numbers(Tensor plane, ValueFormat format, double cell) {
    CellGrid grid =
        new CellGrid(
            MARGIN,
            MARGIN + HEAD,
            plane.shape().dim(0),
            plane.shape().dim(1),
            cell,
            CellGrid.NUMBER_HEIGHT);
    SceneBuilder scene = Scene.builder();
    grid.draw(scene, plane::at, format, ColorScale.fitting(plane));
    return finished(
        scene, grid.width(), grid.height(), "its values as numbers", values(plane, format));
  }

  private Figure pixels(Tensor plane) {
    ColorScale scale = ColorScale.fitting(plane);
    double tile = Math.clamp(plane.shape().dim(1) * 4.0, 120, LARGEST_IMAGE);
    TileSheet sheet = new TileSheet(List.of(plane), List.of(), scale, tile, ROOM, 1);
    SceneBuilder scene = Scene.builder();
    sheet.draw(scene, MARGIN, MARGIN + HEAD);
    String note =
        sheet.reduction() == 1
            ? "a pixel is a value"
            : String.format(
                Locale.ROOT,
                "a pixel is the mean of %d x %d values",
                sheet.reduction(),
                sheet.reduction());
    ColorBar bar = new ColorBar(scale, note);
    bar.draw(scene, MARGIN, MARGIN + HEAD + sheet.height() + 10);
    return finished(
        scene,
        Math.max(sheet.usedWidth(), bar.width()),
        sheet.height() + ColorBar.HEIGHT,
        "its values as pixels",
        "");
  }

  private Figure photo(Tensor image) {
    ColorScale scale = new ColorScale(ColorScale.Kind.LIGHT, 0, 1);
    int longest = Math.max(image.shape().height(), image.shape().width());
    int factor = Math.max(1, Math.ceilDiv(longest, 200));
    Tensor red = Pixels.reduced(image.plane(0, 0), factor);
    double zoom =
        longest < LARGEST_IMAGE / 2 ? Math.max(1, Math.floor(LARGEST_IMAGE / 2 / longest)) : factor;
    zoom = Math.min(zoom, ROOM / red.shape().dim(1));
    Bounds box =
        new Bounds(MARGIN, MARGIN + HEAD, red.shape().dim(1) * zoom, red.shape().dim(0) * zoom);
    SceneBuilder scene = Scene.builder();
    scene.image(
        box,
        Pixels.rgb(
            red,
            Pixels.reduced(image.plane(0, 1), factor),
            Pixels.reduced(image.plane(0, 2), factor),
            scale),
        factor > 1);
    scene.rect(box.x(), box.y(), box.width(), box.height(), Style.line(Palette.GREY, 0.8));
    return finished(scene, box.width(), box.height(), "its three channels as a photo", "");
  }

  private Figure finished(
      SceneBuilder scene, double width, double height, String how, String values) {
    TextStyle style = TextStyle.of(13).semibold();
    scene.text(MARGIN, MARGIN + 12, head(), style);
    double full = Math.max(width, TextMetrics.reservedWidth(head(), style)) + 2 * MARGIN;
    String words =
        String.format(
            Locale.ROOT,
            "A tensor of shape %s, %s: %s.",
            tensor.shape(),
            how,
            MapStatistics.range(tensor));
    return Figure.of(
        scene.build(full, MARGIN + HEAD + height + MARGIN), head(), words, words + values);
  }

  private static String values(Tensor plane, ValueFormat format) {
    StringBuilder text = new StringBuilder();
    for (int r = 0; r < plane.shape().dim(0); r++) {
      text.append('\n');
      for (int c = 0; c < plane.shape().dim(1); c++) {
        text.append(c == 0 ? "" : "  ").append(format.text(plane.at(r, c)));
      }
    }
    return text.toString();
  }
}
