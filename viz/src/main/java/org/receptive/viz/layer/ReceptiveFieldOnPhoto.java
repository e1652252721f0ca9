package org.receptive.viz.layer;

import java.awt.image.BufferedImage;
import java.util.Locale;
import org.receptive.engine.network.LayerStatistics;
import org.receptive.engine.network.Network;
import org.receptive.engine.network.ReceptiveField.Axis;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;
import org.receptive.viz.figure.Figure;
import org.receptive.viz.figure.Picture;

/**
 * What one value of a layer's map sees of a photo: its theoretical receptive field, projected back
 * onto the image, with the part that lies in the padding. The values of all channels at one place
 * see the same pixels.
 *
 * <p>The theoretical field is every pixel that can have an influence; how much influence a pixel
 * has in a trained network is another question (Luo et al., "Understanding the Effective Receptive
 * Field in Deep Convolutional Neural Networks", 2016).
 */
public final class ReceptiveFieldOnPhoto implements Picture {
  private static final int MAX_PIXELS = 400;

  private final Network network;
  private final Tensor photo;
  private final LayerStatistics layer;
  private final int row;
  private final int column;

  private ReceptiveFieldOnPhoto(
      Network network, Tensor photo, LayerStatistics layer, int row, int column) {
    this.network = network;
    this.photo = photo;
    this.layer = layer;
    this.row = row;
    this.column = column;
  }

  /**
   * The value in the middle of the last layer with a window.
   *
   * @param network the network
   * @param photo {@code 1 x C x H x W}, C being 1 or 3, as large as the network's input
   * @throws IllegalArgumentException if the photo has another size or a pixel that is no finite
   *     number, or if no layer has a window
   */
  public static ReceptiveFieldOnPhoto of(Network network, Tensor photo) {
    Shape input = network.inputShape();
    Shape given = photo.shape();
    if (!given.isImage()
        || given.batch() != 1
        || (given.channels() != 1 && given.channels() != 3)
        || given.height() != input.height()
        || given.width() != input.width()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s looks at images of %dx%d pixels; the photo is %s (expected 1x1x%dx%d or"
                  + " 1x3x%dx%d).",
              network.name(),
              input.height(),
              input.width(),
              given,
              input.height(),
              input.width(),
              input.height(),
              input.width()));
    }
    for (int i = 0; i < photo.size(); i++) {
      if (!Float.isFinite(photo.data()[i])) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "the photo has no colour at row %d, column %d: it is %s.",
                i / given.width() % given.height(),
                i % given.width(),
                photo.data()[i]));
      }
    }
    LayerStatistics last =
        network.knownStatistics().values().stream()
            .filter(known -> known.node().layer().asWindow().isPresent())
            .filter(known -> known.output().isImage())
            .reduce((first, second) -> second)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        network.name() + " has no layer with a window: no map to stand on."));
    return middle(network, photo, last);
  }

  private static ReceptiveFieldOnPhoto middle(
      Network network, Tensor photo, LayerStatistics layer) {
    return new ReceptiveFieldOnPhoto(
        network, photo, layer, rows(layer.output()) / 2, columns(layer.output()) / 2);
  }

  /**
   * The value in the middle of another layer's map.
   *
   * @throws IllegalArgumentException if there is no such layer, or if it gives a row of numbers
   *     that stand for different places
   */
  public ReceptiveFieldOnPhoto layer(String name) {
    LayerStatistics chosen = network.statistics(name);
    boolean everywhereTheSame =
        chosen.receptiveField().height().jump() == 0 && chosen.receptiveField().width().jump() == 0;
    if (!chosen.output().isImage() && !everywhereTheSame) {
      throw new IllegalArgumentException(
          "%s gives %s, a row of numbers and not a map with rows and columns; ask for a layer before it."
              .formatted(name, chosen.output()));
    }
    return middle(network, photo, chosen);
  }

  /**
   * Another value of the layer's map.
   *
   * @param mapRow from 0, top first
   * @param mapColumn from 0, left first
   * @throws IllegalArgumentException if the map ends before
   */
  public ReceptiveFieldOnPhoto at(int mapRow, int mapColumn) {
    int rows = rows();
    int columns = columns();
    if (mapRow < 0 || mapRow >= rows || mapColumn < 0 || mapColumn >= columns) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s has a map of %dx%d: rows 0 to %d, columns 0 to %d; there is no value at row %d,"
                  + " column %d.",
              layerName(),
              rows,
              columns,
              rows - 1,
              columns - 1,
              mapRow,
              mapColumn));
    }
    return new ReceptiveFieldOnPhoto(network, photo, layer, mapRow, mapColumn);
  }

  /**
   * The value of the layer's map that lies at {@code down} and {@code along}, shares of its height
   * and width from 0 (first) to 1 (last): for controls that do not know how large a map is.
   *
   * @throws IllegalArgumentException if a share is outside 0 to 1
   */
  public ReceptiveFieldOnPhoto atShare(double down, double along) {
    if (!(down >= 0 && down <= 1 && along >= 0 && along <= 1)) {
      throw new IllegalArgumentException(
          "Shares of a map go from 0 to 1; given were %s and %s.".formatted(down, along));
    }
    return at((int) Math.round(down * (rows() - 1)), (int) Math.round(along * (columns() - 1)));
  }

  /** The layer's name. */
  public String layerName() {
    return layer.node().name();
  }

  /** The row of the map, from 0. */
  public int row() {
    return row;
  }

  /** The column of the map, from 0. */
  public int column() {
    return column;
  }

  /** The rows of the layer's map. */
  public int rows() {
    return rows(layer.output());
  }

  /** The columns of the layer's map. */
  public int columns() {
    return columns(layer.output());
  }

  /** Size, jump and start along the height. */
  public Axis vertical() {
    return layer.receptiveField().height();
  }

  /** Size, jump and start along the width. */
  public Axis horizontal() {
    return layer.receptiveField().width();
  }

  /** The first pixel row that the value sees; negative in the padding. */
  public double top() {
    return vertical().first(row);
  }

  /** The last pixel row that the value sees; at or beyond the image's height in the padding. */
  public double bottom() {
    return vertical().last(row);
  }

  /** The first pixel column that the value sees; negative in the padding. */
  public double left() {
    return horizontal().first(column);
  }

  /** The last pixel column that the value sees; at or beyond the image's width in the padding. */
  public double right() {
    return horizontal().last(column);
  }

  /** The share of the field that lies outside the image, from 0 to 1. */
  public double paddingShare() {
    double inside = inside(top(), bottom(), imageHeight()) * inside(left(), right(), imageWidth());
    return 1 - inside / (vertical().size() * horizontal().size());
  }

  private static double inside(double first, double last, int size) {
    return Math.max(0, Math.min(last, size - 1.0) - Math.max(first, 0) + 1);
  }

  int imageHeight() {
    return photo.shape().height();
  }

  int imageWidth() {
    return photo.shape().width();
  }

  /** The network. */
  public Network network() {
    return network;
  }

  /** The photo as pixels; a very large one is reduced. */
  public BufferedImage image() {
    int channels = photo.shape().channels();
    int factor = reduction();
    ColorScale light =
        new ColorScale(
            ColorScale.Kind.LIGHT, Math.min(0, photo.min()), Math.max(photo.max(), 1e-9));
    return Pixels.rgb(
        Pixels.reduced(photo.plane(0, 0), factor),
        Pixels.reduced(photo.plane(0, channels == 1 ? 0 : 1), factor),
        Pixels.reduced(photo.plane(0, channels == 1 ? 0 : 2), factor),
        light);
  }

  /** How many pixels of the photo, in each direction, become one of {@link #image}. */
  int reduction() {
    return Math.ceilDiv(Math.max(imageHeight(), imageWidth()), MAX_PIXELS);
  }

  private static int rows(Shape shape) {
    return shape.isImage() ? shape.height() : 1;
  }

  private static int columns(Shape shape) {
    return shape.isImage() ? shape.width() : 1;
  }

  @Override
  public Figure figure() {
    return Figure.of(new ReceptiveFieldPainter(this).scene(), title(), description(), text());
  }

  String title() {
    return String.format(
        Locale.ROOT,
        "What %s of %s sees at row %d, column %d",
        layerName(),
        network.name(),
        row,
        column);
  }

  private String description() {
    return String.format(
            Locale.ROOT,
            "A photo of %dx%d pixels; framed are rows %s to %s and columns %s to %s, the %sx%s"
                + " pixels that",
            imageHeight(),
            imageWidth(),
            plain(top()),
            plain(bottom()),
            plain(left()),
            plain(right()),
            plain(vertical().size()),
            plain(horizontal().size()))
        + " the value sees; in the padding: %s.".formatted(paddingWords());
  }

  String paddingWords() {
    double share = paddingShare();
    return share == 0
        ? "none of the pixels"
        : String.format(Locale.ROOT, "%.1f%% of the pixels", 100 * share);
  }

  private String text() {
    return String.join(
        "\n",
        title(),
        String.format(Locale.ROOT, "map: %d rows x %d columns", rows(), columns()),
        String.format(
            Locale.ROOT,
            "rows %s to %s of %d, columns %s to %s of %d",
            plain(top()),
            plain(bottom()),
            imageHeight(),
            plain(left()),
            plain(right()),
            imageWidth()),
        "size: %s x %s pixels; in the padding: %s"
            .formatted(plain(vertical().size()), plain(horizontal().size()), paddingWords()),
        "jump: %s x %s pixels from one value to the next"
            .formatted(plain(vertical().jump()), plain(horizontal().jump())),
        "start: the field of the value at row 0, column 0 is centred on %s, %s"
            .formatted(plain(vertical().start()), plain(horizontal().start())),
        "Convention: pixels count from 0; negative ones, and those beyond the image, are padding.");
  }

  /** A number of pixels, with a decimal only where it has one. */
  static String plain(double value) {
    String text = String.format(Locale.ROOT, value == Math.rint(value) ? "%.0f" : "%.1f", value);
    return text.replace('-', '\u2212');
  }

  @Override
  public String toString() {
    return text();
  }
}
