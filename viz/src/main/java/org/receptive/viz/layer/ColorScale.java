package org.receptive.viz.layer;

import java.awt.Color;
import org.receptive.engine.tensor.Tensor;
import org.receptive.viz.figure.Palette;

/**
 * From values to colours: blue-white-red with white at 0 where values have a sign, white to black
 * (as ink) or black to white (as light) where they have none.
 *
 * @param kind which colours
 * @param min the value of the lower end
 * @param max the value of the upper end, above {@code min}
 */
public record ColorScale(Kind kind, double min, double max) {

  /** Which colours a scale runs through. */
  public enum Kind {
    /** Blue for {@code min}, white for 0, red for {@code max}; {@code min == -max}. */
    DIVERGING,
    /** White for {@code min}, dark for {@code max}: values as ink. */
    INK,
    /** Black for {@code min}, white for {@code max}: values as light, as photos are. */
    LIGHT
  }

  /** Checks that the ends differ. */
  public ColorScale {
    if (!(max > min)) {
      throw new IllegalArgumentException("a colour scale from " + min + " to " + max);
    }
  }

  /** White at 0 and the same reach on both sides: the largest absolute value. */
  public static ColorScale diverging(Tensor... tensors) {
    double reach = 0;
    for (Tensor tensor : tensors) {
      for (float value : tensor.data()) {
        reach = Float.isFinite(value) ? Math.max(reach, Math.abs(value)) : reach;
      }
    }
    reach = reach == 0 ? 1 : reach;
    return new ColorScale(Kind.DIVERGING, -reach, reach);
  }

  /** Ink from 0 (or the smallest value, if above) up, or diverging if any value is negative. */
  public static ColorScale fitting(Tensor... tensors) {
    double low = 0;
    double high = 0;
    for (Tensor tensor : tensors) {
      for (float value : tensor.data()) {
        if (Float.isFinite(value)) {
          low = Math.min(low, value);
          high = Math.max(high, value);
        }
      }
    }
    return low < 0 ? diverging(tensors) : new ColorScale(Kind.INK, 0, high > 0 ? high : 1);
  }

  /** The colour of one value; grey for NaN, the end colours beyond the ends. */
  public Color color(double value) {
    if (Double.isNaN(value)) {
      return Palette.GREY;
    }
    double share = Math.clamp((value - min) / (max - min), 0, 1);
    return switch (kind) {
      case DIVERGING -> Palette.diverging(2 * share - 1);
      case INK -> Palette.mix(Color.WHITE, INK_END, share);
      case LIGHT -> Palette.mix(Color.BLACK, Color.WHITE, share);
    };
  }

  private static final Color INK_END = new Color(0x20262c);

  /** The colour of one value, paler, so that numbers can stand on it. */
  public Color pale(double value) {
    return Palette.tint(color(value), 0.5);
  }
}
