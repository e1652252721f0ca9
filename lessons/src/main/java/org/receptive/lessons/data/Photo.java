package org.receptive.lessons.data;

import java.util.Locale;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/**
 * A colour photo.
 *
 * @param credit what it shows, who took it, and its licence
 * @param pixels {@code 1 x 3 x H x W}: red, green, blue in [0, 1]
 */
public record Photo(String credit, Tensor pixels) {

  /**
   * The square in the middle of the photo, scaled to {@code 1 x 3 x width x width} by bilinear
   * interpolation between the centres of pixels.
   *
   * @param width at least 1
   */
  public Tensor image(int width) {
    if (width < 1) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "An image %d pixels wide is none.", width));
    }
    int side = Math.min(pixels.shape().height(), pixels.shape().width());
    int top = (pixels.shape().height() - side) / 2;
    int left = (pixels.shape().width() - side) / 2;
    Tensor image = Tensor.zeros(Shape.of(1, 3, width, width));
    double scale = side / (double) width;
    for (int channel = 0; channel < 3; channel++) {
      for (int y = 0; y < width; y++) {
        for (int x = 0; x < width; x++) {
          image.data()[(channel * width + y) * width + x] =
              between(channel, top, left, side, (y + 0.5) * scale - 0.5, (x + 0.5) * scale - 0.5);
        }
      }
    }
    return image;
  }

  private float between(int channel, int top, int left, int side, double y, double x) {
    double row = Math.clamp(y, 0, side - 1);
    double column = Math.clamp(x, 0, side - 1);
    int above = (int) row;
    int before = (int) column;
    int below = Math.min(above + 1, side - 1);
    int behind = Math.min(before + 1, side - 1);
    double down = row - above;
    double along = column - before;
    double upper =
        pixel(channel, top + above, left + before) * (1 - along)
            + pixel(channel, top + above, left + behind) * along;
    double lower =
        pixel(channel, top + below, left + before) * (1 - along)
            + pixel(channel, top + below, left + behind) * along;
    return (float) (upper * (1 - down) + lower * down);
  }

  private double pixel(int channel, int row, int column) {
    return pixels.at(0, channel, row, column);
  }

  @Override
  public String toString() {
    return credit;
  }
}
