package org.receptive.engine.layer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.receptive.engine.tensor.Shape;

/**
 * Values added before and behind every axis.
 *
 * @param before how many are added before each axis
 * @param after how many are added behind each axis
 * @param mode where the new values come from
 * @param value the new value of {@link Mode#CONSTANT}
 */
public record Pad(List<Integer> before, List<Integer> after, Mode mode, float value)
    implements Arrangement {

  /** Where the new values come from. */
  public enum Mode {
    /** One value everywhere. */
    CONSTANT,
    /** The input mirrored at its first and last value, which are not repeated. */
    REFLECT,
    /** The first and the last value repeated. */
    EDGE
  }

  /** Checks that both sides have the same axes and nothing is cut. */
  public Pad {
    before = List.copyOf(before);
    after = List.copyOf(after);
    if (before.size() != after.size() || before.isEmpty()) {
      throw new ShapeException(
          "padding needs a number before and behind every axis, but was given %s and %s."
              .formatted(before, after));
    }
    if (Collections.min(before) < 0 || Collections.min(after) < 0) {
      throw new ShapeException(
          "padding is 0 or more, but was given %s before and %s behind; to cut, use a Slice."
              .formatted(before, after));
    }
  }

  /** Zeros around the height and width of an image. */
  public static Pad image(int top, int bottom, int left, int right) {
    return new Pad(List.of(0, 0, top, left), List.of(0, 0, bottom, right), Mode.CONSTANT, 0);
  }

  /** The same padding with another value. */
  public Pad with(float constant) {
    return new Pad(before, after, Mode.CONSTANT, constant);
  }

  @Override
  public Shape output(List<Shape> inputs) {
    Shape input = single(inputs);
    if (input.rank() != before.size()) {
      throw new ShapeException(
          String.format(
              Locale.ROOT,
              "Pad knows %d axes, but the input %s has %d.",
              before.size(),
              input,
              input.rank()));
    }
    int[] dims = new int[input.rank()];
    for (int axis = 0; axis < dims.length; axis++) {
      int length = input.dim(axis);
      int most = Math.max(before.get(axis), after.get(axis));
      if (mode == Mode.REFLECT && most >= length) {
        throw new ShapeException(
            String.format(
                Locale.ROOT,
                "Pad mirrors %d values of axis %d, but the input %s has only %d beside the edge: %d"
                    + " - 1.",
                most,
                axis,
                input,
                length - 1,
                length));
      }
      long padded = (long) before.get(axis) + length + after.get(axis);
      if (padded > Integer.MAX_VALUE) {
        throw new ShapeException(
            String.format(
                Locale.ROOT,
                "Pad makes axis %d too long: %d + %d + %d = %d.",
                axis,
                before.get(axis),
                length,
                after.get(axis),
                padded));
      }
      dims[axis] = (int) padded;
    }
    return Shape.of(dims);
  }

  @Override
  public String describe() {
    List<String> parts = new ArrayList<>();
    for (int axis = 0; axis < before.size(); axis++) {
      if (before.get(axis) != 0 || after.get(axis) != 0) {
        parts.add(
            String.format(
                Locale.ROOT, "axis %d: %d + %d", axis, before.get(axis), after.get(axis)));
      }
    }
    String what = mode == Mode.CONSTANT ? "with " + value : mode.name().toLowerCase(Locale.ROOT);
    return parts.isEmpty() ? "nothing" : String.join(", ", parts) + ", " + what;
  }
}
