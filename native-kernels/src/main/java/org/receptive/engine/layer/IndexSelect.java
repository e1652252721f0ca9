package org.receptive.engine.layer;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.receptive.engine.tensor.Shape;

/**
 * The given indices of one axis, in the given order; one may come several times. ONNX calls it
 * Gather, PyTorch index_select.
 *
 * @param axis the axis; negative from the end
 * @param indices which indices are taken; negative from the end
 */
public record IndexSelect(int axis, List<Integer> indices) implements Arrangement {
  private static final int MOST_WORDS = 6;

  /** Checks that something is taken. */
  public IndexSelect {
    indices = List.copyOf(indices);
    if (indices.isEmpty()) {
      throw new ShapeException("a selection takes one index or more, but was given none.");
    }
  }

  /** The index on an axis of the given length that the output's index is. */
  public int source(int index, int length) {
    int wanted = indices.get(index);
    return wanted < 0 ? wanted + length : wanted;
  }

  @Override
  public Shape output(List<Shape> inputs) {
    Shape input = single(inputs);
    int along = Axes.normalized(kind(), axis, input);
    int length = input.dim(along);
    for (int index : indices) {
      if (index < -length || index >= length) {
        throw new ShapeException(
            String.format(
                Locale.ROOT,
                "IndexSelect takes index %d of axis %d, but the input %s has only 0 to %d there.",
                index,
                along,
                input,
                length - 1));
      }
    }
    int[] dims = input.dims();
    dims[along] = indices.size();
    return Shape.of(dims);
  }

  @Override
  public String describe() {
    String shown =
        indices.stream().limit(MOST_WORDS).map(String::valueOf).collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT, "axis %d: %s%s", axis, shown, indices.size() > MOST_WORDS ? ", ..." : "");
  }
}
