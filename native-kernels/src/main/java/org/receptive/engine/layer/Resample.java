package org.receptive.engine.layer;

import java.util.List;
import java.util.Locale;
import org.receptive.engine.tensor.Shape;

/**
 * Height and width changed by any of the interpolations that ONNX knows: {@code N x C x H x W} to
 * {@code N x C x height x width}. {@link Resize} has the common ones.
 *
 * @param height rows of the output
 * @param width columns of the output
 * @param rowScale output rows for each input row; decides where rows lie
 * @param columnScale output columns for each input column
 * @param method how values between pixels are found
 * @param coordinates where an output pixel lies in the input
 * @param rounding which pixel {@link Method#NEAREST} takes
 * @param cubicA the parameter of {@link Method#CUBIC}: -0.5 or -0.75
 * @param excludeOutside whether {@link Method#CUBIC} ignores pixels outside, else edges repeat
 */
public record Resample(
    int height,
    int width,
    double rowScale,
    double columnScale,
    Method method,
    Coordinates coordinates,
    Rounding rounding,
    float cubicA,
    boolean excludeOutside)
    implements Layer {

  /** How values between pixels are found. */
  public enum Method {
    /** The nearest pixel. */
    NEAREST,
    /** Between two pixels on each axis. */
    LINEAR,
    /** Between four pixels on each axis (Keys, 1981). */
    CUBIC
  }

  /** Where output pixel {@code o} lies in the input. */
  public enum Coordinates {
    /** {@code (o + 0.5) / scale - 0.5}. */
    HALF_PIXEL,
    /** As {@link #HALF_PIXEL}, but 0 where the output has one pixel only. */
    HALF_PIXEL_UNLESS_SINGLE,
    /** {@code o * (in - 1) / (in * scale - 1)}. */
    ALIGN_CORNERS,
    /** {@code o / scale}. */
    ASYMMETRIC,
    /** {@code (o + 0.5) / scale}. */
    PIXEL_CENTRE
  }

  /** Which pixel is the nearest. */
  public enum Rounding {
    /** Halves go down. */
    HALF_DOWN,
    /** Halves go up. */
    HALF_UP,
    /** The one before. */
    FLOOR,
    /** The one behind. */
    CEIL
  }

  /** Checks that something is left. */
  public Resample {
    if (height < 1 || width < 1 || !(rowScale > 0) || !(columnScale > 0)) {
      throw new ShapeException(
          String.format(
              Locale.ROOT,
              "an image cannot be resampled to %d x %d by the factors %s and %s; all must be"
                  + " positive.",
              height,
              width,
              rowScale,
              columnScale));
    }
  }

  /** Nearest neighbour by pixel centres to the given size; the factors are still to be said. */
  public static Resample of(int height, int width) {
    return new Resample(
        height,
        width,
        1,
        1,
        Method.NEAREST,
        Coordinates.HALF_PIXEL,
        Rounding.HALF_DOWN,
        -0.75f,
        false);
  }

  /** The same with other factors. */
  public Resample scales(double rows, double columns) {
    return new Resample(
        height, width, rows, columns, method, coordinates, rounding, cubicA, excludeOutside);
  }

  /** The same by another method. */
  public Resample method(Method other) {
    return new Resample(
        height, width, rowScale, columnScale, other, coordinates, rounding, cubicA, excludeOutside);
  }

  /** The same with other coordinates. */
  public Resample coordinates(Coordinates other) {
    return new Resample(
        height, width, rowScale, columnScale, method, other, rounding, cubicA, excludeOutside);
  }

  /** The same with another rounding. */
  public Resample rounding(Rounding other) {
    return new Resample(
        height, width, rowScale, columnScale, method, coordinates, other, cubicA, excludeOutside);
  }

  /** The same with another cubic curve. */
  public Resample cubic(float a, boolean excluding) {
    return new Resample(
        height, width, rowScale, columnScale, method, coordinates, rounding, a, excluding);
  }

  /** Where an output row lies in an input of the given height, in rows; may lie outside. */
  public double row(int row, int inputHeight) {
    return position(row, inputHeight, height, rowScale);
  }

  /** Where an output column lies in an input of the given width, in columns; may lie outside. */
  public double column(int column, int inputWidth) {
    return position(column, inputWidth, width, columnScale);
  }

  /**
   * Where the size is what was asked for, the factor is the quotient of two whole numbers, and is
   * not rounded before its use: a pixel half-way between two others lies there exactly. ONNX
   * Runtime agrees; the evaluator in the onnx package rounds the factor first, so that pixel 10 of
   * 20 -> 14 lands beyond 14.5.
   */
  private double position(int o, int in, int out, double scale) {
    boolean sized = scale == (double) out / in;
    if (!sized && scale == (float) scale && coordinates != Coordinates.ALIGN_CORNERS) {
      return rounded(o, out, (float) scale);
    }
    return switch (coordinates) {
      case HALF_PIXEL -> centre(o, in, out, scale, sized) - 0.5;
      case HALF_PIXEL_UNLESS_SINGLE -> out > 1 ? centre(o, in, out, scale, sized) - 0.5 : 0;
      // The output's length before rounding, as ONNX has it; out itself where sizes are given.
      case ALIGN_CORNERS -> out == 1 ? 0 : o * (in - 1.0) / ((sized ? out : in * scale) - 1.0);
      case ASYMMETRIC -> sized ? (double) o * in / out : o / scale;
      case PIXEL_CENTRE -> centre(o, in, out, scale, sized);
    };
  }

  /**
   * With a factor that is a float, as files store it, every step is rounded to a float: what was
   * half-way between two pixels before the factor was rounded, is so again, as in ONNX Runtime and
   * PyTorch.
   */
  private float rounded(int o, int out, float scale) {
    return switch (coordinates) {
      case HALF_PIXEL -> (o + 0.5f) / scale - 0.5f;
      case HALF_PIXEL_UNLESS_SINGLE -> out > 1 ? (o + 0.5f) / scale - 0.5f : 0;
      case PIXEL_CENTRE -> (o + 0.5f) / scale;
      default -> o / scale;
    };
  }

  private static double centre(int o, int in, int out, double scale, boolean sized) {
    return sized ? (o + 0.5) * in / out : (o + 0.5) / scale;
  }

  @Override
  public Shape output(List<Shape> inputs) {
    Shape input = image(inputs);
    return Shape.of(input.batch(), input.channels(), height, width);
  }

  @Override
  public String describe() {
    return String.format(
        Locale.ROOT,
        "to %d x %d, %s, %s",
        height,
        width,
        method.name().toLowerCase(Locale.ROOT),
        coordinates.name().toLowerCase(Locale.ROOT).replace('_', ' '));
  }
}
