package org.receptive.engine.layer;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.receptive.engine.tensor.Shape;

/**
 * The same values in the same order under another shape, as ONNX's Reshape says it: {@code 0} keeps
 * the length that the input has at this place, {@code -1} takes what is left. {@code (0, 3, -1)}
 * turns {@code N x 12 x 19 x 19} into {@code N x 3 x 1444}.
 *
 * @param lengths the lengths of the output's axes; at most one -1
 */
public record Reshape(List<Integer> lengths) implements Arrangement {

  /** Checks that the lengths can be found. */
  public Reshape {
    lengths = List.copyOf(lengths);
    long open = lengths.stream().filter(length -> length == -1).count();
    if (lengths.isEmpty() || open > 1 || lengths.stream().anyMatch(length -> length < -1)) {
      throw new ShapeException(
          "a reshape takes lengths of 1 or more, 0 to keep one and at most one -1 for the rest, but was given %s."
              .formatted(lengths));
    }
  }

  /** A reshape to the given lengths. */
  public static Reshape to(Integer... lengths) {
    return new Reshape(List.of(lengths));
  }

  @Override
  public Shape output(List<Shape> inputs) {
    Shape input = single(inputs);
    int[] dims = new int[lengths.size()];
    long known = 1;
    int open = -1;
    for (int axis = 0; axis < dims.length; axis++) {
      int length = lengths.get(axis);
      if (length == 0 && axis >= input.rank()) {
        throw new ShapeException(
            String.format(
                Locale.ROOT,
                "Reshape keeps axis %d, but the input %s has only %d axes.",
                axis,
                input,
                input.rank()));
      }
      dims[axis] = length == 0 ? input.dim(axis) : length;
      open = length == -1 ? axis : open;
      known = length == -1 ? known : Math.multiplyExact(known, dims[axis]);
    }
    if (open >= 0 && input.size() % known == 0 && input.size() / known <= Integer.MAX_VALUE) {
      dims[open] = (int) (input.size() / known);
      known = input.size();
    }
    if (known != input.size()) {
      throw new ShapeException(
          String.format(
              Locale.ROOT,
              "Reshape to %s does not fit the input %s: it holds %,d values, which is %s %,d.",
              text(),
              input,
              input.size(),
              open >= 0 ? "no multiple of" : "not",
              known));
    }
    return Shape.of(dims);
  }

  private String text() {
    return lengths.stream().map(String::valueOf).collect(Collectors.joining(" x "));
  }

  @Override
  public String describe() {
    return "to "
        + lengths.stream()
            .map(length -> length == 0 ? "same" : length == -1 ? "rest" : length.toString())
            .collect(Collectors.joining(" x "));
  }
}
