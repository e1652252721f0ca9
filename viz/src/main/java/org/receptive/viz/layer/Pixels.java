package org.receptive.viz.layer;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.util.List;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/** Tensors as images: one pixel a value. */
final class Pixels {
  private static final int LEVELS = 255;
  private static final int NAN = LEVELS - 1;

  private Pixels() {}

  /**
   * An empty image in the colours of a scale, with white as colour {@value #LEVELS}. Where a plane
   * holds NaN, the colour before that is the grey of NaN.
   */
  static BufferedImage sheet(int width, int height, ColorScale scale, List<Tensor> planes) {
    boolean holes = planes.stream().anyMatch(Pixels::hasNan);
    byte[] red = new byte[LEVELS + 1];
    byte[] green = new byte[LEVELS + 1];
    byte[] blue = new byte[LEVELS + 1];
    for (int i = 0; i <= LEVELS; i++) {
      Color color =
          i == LEVELS
              ? Color.WHITE
              : holes && i == NAN
                  ? scale.color(Double.NaN)
                  : scale.color(scale.min() + (scale.max() - scale.min()) * i / (LEVELS - 1.0));
      red[i] = (byte) color.getRed();
      green[i] = (byte) color.getGreen();
      blue[i] = (byte) color.getBlue();
    }
    IndexColorModel colors = new IndexColorModel(8, LEVELS + 1, red, green, blue);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, colors);
    fill(image, 0, 0, width, height, LEVELS);
    return image;
  }

  private static boolean hasNan(Tensor plane) {
    for (float value : plane.data()) {
      if (Float.isNaN(value)) {
        return true;
      }
    }
    return false;
  }

  private static void fill(BufferedImage image, int x, int y, int w, int h, int level) {
    for (int r = y; r < y + h; r++) {
      for (int c = x; c < x + w; c++) {
        image.getRaster().setSample(c, r, 0, level);
      }
    }
  }

  /** Puts a plane ({@code H x W}) on a sheet with its corner at ({@code x}, {@code y}). */
  static void put(BufferedImage sheet, Tensor plane, int x, int y, ColorScale scale) {
    int height = plane.shape().dim(0);
    int width = plane.shape().dim(1);
    IndexColorModel colors = (IndexColorModel) sheet.getColorModel();
    boolean holes = colors.getRGB(NAN) == scale.color(Double.NaN).getRGB();
    int highest = holes ? NAN - 1 : NAN;
    for (int r = 0; r < height; r++) {
      for (int c = 0; c < width; c++) {
        double share = (plane.at(r, c) - scale.min()) / (scale.max() - scale.min());
        int level = Math.clamp(Math.round(share * (LEVELS - 1)), 0, highest);
        sheet.getRaster().setSample(x + c, y + r, 0, Double.isNaN(share) ? NAN : level);
      }
    }
  }

  /** The mean of each block of {@code factor x factor} values; 1 gives the plane itself. */
  static Tensor reduced(Tensor plane, int factor) {
    if (factor == 1) {
      return plane;
    }
    int height = Math.ceilDiv(plane.shape().dim(0), factor);
    int width = Math.ceilDiv(plane.shape().dim(1), factor);
    Tensor small = Tensor.zeros(Shape.of(height, width));
    for (int r = 0; r < height; r++) {
      for (int c = 0; c < width; c++) {
        small.data()[r * width + c] = (float) mean(plane, r * factor, c * factor, factor);
      }
    }
    return small;
  }

  private static double mean(Tensor plane, int top, int left, int size) {
    int bottom = Math.min(top + size, plane.shape().dim(0));
    int right = Math.min(left + size, plane.shape().dim(1));
    double sum = 0;
    for (int r = top; r < bottom; r++) {
      for (int c = left; c < right; c++) {
        sum += plane.at(r, c);
      }
    }
    return sum / ((double) (bottom - top) * (right - left));
  }

  /** Three planes as red, green and blue; {@code scale} tells black and full light. */
  static BufferedImage rgb(Tensor red, Tensor green, Tensor blue, ColorScale scale) {
    int height = red.shape().dim(0);
    int width = red.shape().dim(1);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int r = 0; r < height; r++) {
      for (int c = 0; c < width; c++) {
        int rgb =
            light(red.at(r, c), scale) << 16
                | light(green.at(r, c), scale) << 8
                | light(blue.at(r, c), scale);
        image.setRGB(c, r, rgb);
      }
    }
    return image;
  }

  private static int light(double value, ColorScale scale) {
    double share = (value - scale.min()) / (scale.max() - scale.min());
    return (int) Math.round(255 * Math.clamp(share, 0, 1));
  }
}
