package org.receptive.engine.io;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/**
 * Pictures as tensors and back. Colour is {@code 1 x 3 x H x W} in the order red, green, blue; grey
 * is {@code 1 x 1 x H x W}; 0 to 255 becomes [0, 1].
 */
public final class Images {
  private Images() {}

  /**
   * A PNG or JPEG file as {@code 1 x 3 x H x W}, upright as its EXIF orientation says; what is
   * transparent becomes white.
   *
   * @throws DataFileException if it is missing, empty, truncated, no picture, or too large
   */
  public static Tensor read(Path file) {
    return fromImage(decode(FileBytes.read(file), file.toString()));
  }

  /** A PNG or JPEG file as {@code 1 x 1 x H x W}; colours weigh 0.299, 0.587, 0.114 (BT.601). */
  public static Tensor readGrey(Path file) {
    return grey(read(file));
  }

  /**
   * An encoded picture as {@code 1 x 3 x H x W}.
   *
   * @param name what to call it in messages
   */
  public static Tensor read(byte[] encoded, String name) {
    return fromImage(decode(FileBytes.requireContent(name, encoded), name));
  }

  private static BufferedImage decode(byte[] bytes, String name) {
    BufferedImage image = PictureDecoder.decode(bytes, name);
    return ExifOrientation.of(bytes).apply(image);
  }

  /** A picture in memory as {@code 1 x 3 x H x W}; what is transparent becomes white. */
  public static Tensor fromImage(BufferedImage image) {
    int height = image.getHeight();
    int width = image.getWidth();
    Tensor tensor = Tensor.zeros(Shape.of(1, 3, height, width));
    int area = height * width;
    if (image.getColorModel().getNumColorComponents() == 1
        && !image.getColorModel().hasAlpha()
        && image.getRaster().getNumBands() == 1
        && !(image.getColorModel() instanceof java.awt.image.IndexColorModel)) {
      copyGrey(image, tensor.data(), area);
      return tensor;
    }
    BufferedImage rgb = flattened(image);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int pixel = rgb.getRGB(x, y);
        int at = y * width + x;
        tensor.data()[at] = ((pixel >> 16) & 0xFF) / 255f;
        tensor.data()[area + at] = ((pixel >> 8) & 0xFF) / 255f;
        tensor.data()[2 * area + at] = (pixel & 0xFF) / 255f;
      }
    }
    return tensor;
  }

  /**
   * Grey values straight from the raster: {@link BufferedImage#getRGB} takes them for linear light
   * and would brighten them.
   */
  private static void copyGrey(BufferedImage image, float[] data, int area) {
    Raster raster = image.getRaster();
    float largest = (1L << image.getColorModel().getComponentSize(0)) - 1;
    int at = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++, at++) {
        float value = raster.getSample(x, y, 0) / largest;
        data[at] = value;
        data[area + at] = value;
        data[2 * area + at] = value;
      }
    }
  }

  private static BufferedImage flattened(BufferedImage image) {
    if (!image.getColorModel().hasAlpha()) {
      return image;
    }
    BufferedImage opaque =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = opaque.createGraphics();
    graphics.drawImage(image, 0, 0, Color.WHITE, null);
    graphics.dispose();
    return opaque;
  }

  /** The brightness of each pixel of an {@code N x 3 x H x W} tensor, {@code N x 1 x H x W}. */
  public static Tensor grey(Tensor rgb) {
    Shape shape = rgb.shape();
    if (!shape.isImage() || shape.channels() != 3) {
      throw new IllegalArgumentException(
          "Only N x 3 x H x W has colours to turn grey; this is %s.".formatted(shape));
    }
    int area = shape.height() * shape.width();
    Tensor grey = Tensor.zeros(Shape.of(shape.batch(), 1, shape.height(), shape.width()));
    for (int i = 0; i < grey.size(); i++) {
      int red = i / area * 3 * area + i % area;
      float[] data = rgb.data();
      grey.data()[i] =
          (float) (0.299 * data[red] + 0.587 * data[red + area] + 0.114 * data[red + 2 * area]);
    }
    return grey;
  }

  /**
   * A tensor as a picture. Values in [0, 1] become 0 to 255; what lies outside is cut off.
   *
   * @param tensor {@code 1 x 3 x H x W}, {@code 1 x 1 x H x W} or {@code H x W}
   * @throws IllegalArgumentException if it has another shape or holds NaN
   */
  public static BufferedImage toImage(Tensor tensor) {
    Shape shape = tensor.shape();
    boolean plane = shape.rank() == 2;
    int channels = plane || shape.rank() == 1 ? 1 : shape.channels();
    boolean picture = plane || (shape.isImage() && shape.batch() == 1);
    if (!picture || (channels != 1 && channels != 3)) {
      throw new IllegalArgumentException(
          "A picture is 1 x 3 x H x W, 1 x 1 x H x W or H x W, but this tensor is %s."
              .formatted(shape));
    }
    int height = plane ? shape.dim(0) : shape.height();
    int width = plane ? shape.dim(1) : shape.width();
    requireNoNan(tensor, width);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    int area = height * width;
    for (int at = 0; at < area; at++) {
      int red = level(tensor.data()[at]);
      int green = channels == 1 ? red : level(tensor.data()[area + at]);
      int blue = channels == 1 ? red : level(tensor.data()[2 * area + at]);
      image.setRGB(at % width, at / width, (red << 16) | (green << 8) | blue);
    }
    return image;
  }

  private static int level(float value) {
    return Math.clamp(Math.round(value * 255.0), 0, 255);
  }

  private static void requireNoNan(Tensor tensor, int width) {
    for (int i = 0; i < tensor.size(); i++) {
      if (Float.isNaN(tensor.data()[i])) {
        int pixel = i % (tensor.shape().height() * width);
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "The picture %s has no colour at value %d (row %d, column %d): it is NaN.",
                tensor.shape(),
                i,
                pixel / width,
                pixel % width));
      }
    }
  }

  /**
   * Writes a tensor as a PNG or JPEG file, by the file's ending; see {@link #toImage}.
   *
   * @throws DataFileException if the ending is another, or the file cannot be written
   */
  public static void write(Tensor tensor, Path file) {
    String name = file.toString();
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    String format =
        switch (ending) {
          case "png" -> "png";
          case "jpg", "jpeg" -> "jpeg";
          default ->
              throw new DataFileException(
                  name, "pictures are written as .png, .jpg or .jpeg, not as ." + ending);
        };
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      throw new DataFileException(name, "the folder %s does not exist.".formatted(folder));
    }
    try {
      ImageIO.write(toImage(tensor), format, file.toFile());
    } catch (IOException problem) {
      throw new DataFileException(name, "cannot be written: " + problem.getMessage(), problem);
    }
  }
}
