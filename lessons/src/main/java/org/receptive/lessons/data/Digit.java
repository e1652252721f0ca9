package org.receptive.lessons.data;

import java.util.Locale;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/**
 * A handwritten digit with its label.
 *
 * @param index its place in the data set
 * @param label which digit it is, 0 to 9
 * @param pixels {@code 1 x 1 x 28 x 28} as stored, 0 for paper to 1 for ink
 */
public record Digit(int index, int label, Tensor pixels) {

  /**
   * The digit in the middle of a field of 32 x 32, as LeNet-5 sees it: {@code 1 x 1 x 32 x 32}. The
   * border lets strokes at the edge reach the middle of a 5x5 window (LeCun et al., 1998).
   */
  public Tensor image() {
    return image(32);
  }

  /**
   * The digit in the middle of a larger field of paper, {@code 1 x 1 x width x width}; with 28 as
   * it is stored.
   *
   * @param width at least 28
   */
  public Tensor image(int width) {
    int stored = pixels.shape().width();
    if (width < stored) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "A digit is %d pixels wide and does not fit a field of %d.",
              stored,
              width));
    }
    return placed((width - stored) / 2, (width - stored) / 2, width);
  }

  /**
   * The stored image moved over the paper, {@code 1 x 1 x 28 x 28}; what leaves the field is lost.
   *
   * @param right columns to the right; negative to the left
   * @param down rows down; negative up
   */
  public Tensor moved(int right, int down) {
    return placed(right, down, pixels.shape().width());
  }

  private Tensor placed(int right, int down, int width) {
    int stored = pixels.shape().width();
    Tensor field = Tensor.zeros(Shape.of(1, 1, width, width));
    for (int y = 0; y < stored; y++) {
      for (int x = 0; x < stored; x++) {
        int row = y + down;
        int column = x + right;
        if (row >= 0 && row < width && column >= 0 && column < width) {
          field.data()[row * width + column] = pixels.data()[y * stored + x];
        }
      }
    }
    return field;
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "test digit %d, a %d", index, label);
  }
}
