package org.receptive.engine.io;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/** Stored numbers of a TensorFlow graph in the order of this engine, and what follows from them. */
final class GraphNumbers {
  private GraphNumbers() {}

  /** As whole numbers. */
  static int[] whole(Tensor numbers) {
    int[] whole = new int[numbers.size()];
    for (int i = 0; i < whole.length; i++) {
      whole[i] = Math.round(numbers.data()[i]);
    }
    return whole;
  }

  /** Numbers that meet the last axes of {@code N x H x W x C}, for {@code N x C x H x W}. */
  static Tensor onMaps(GraphNode node, Tensor numbers) {
    Shape shape = numbers.shape();
    int channels = shape.dim(shape.rank() - 1);
    if (numbers.size() == 1) {
      return numbers.reshape(1);
    } else if (channels == numbers.size()) {
      return numbers.reshape(channels, 1, 1);
    }
    throw node.problem(
        "joins maps with stored numbers of %s, which is not covered.".formatted(shape));
  }

  /** A part of a row of numbers, as graphs take it from a shape. */
  static GraphValue slice(GraphNode node, Tensor row, Tensor begin, Tensor end) {
    if (row.shape().rank() != 1 || begin.size() != 1) {
      throw node.problem("cuts more than a row of numbers, which is not covered.");
    }
    int from = node.integer("begin_mask", 0) == 1 ? 0 : whole(begin)[0];
    boolean one = node.integer("shrink_axis_mask", 0) == 1;
    int to = node.integer("end_mask", 0) == 1 ? row.size() : whole(end)[0];
    int start = from < 0 ? from + row.size() : from;
    int stop = one ? start + 1 : to < 0 ? to + row.size() : Math.min(to, row.size());
    if (start < 0 || stop > row.size() || start >= stop) {
      throw node.problem(
          String.format(Locale.ROOT, "cuts %d to %d out of %d numbers.", from, to, row.size()));
    }
    float[] part = Arrays.copyOfRange(row.data(), start, stop);
    return new GraphValue.Known(Tensor.of(Shape.of(part.length), part));
  }

  /** Single numbers in a row. */
  static GraphValue pack(GraphNode node, List<Tensor> singles) {
    float[] row = new float[singles.size()];
    for (int i = 0; i < row.length; i++) {
      if (singles.get(i).size() != 1) {
        throw node.problem("packs more than single numbers, which is not covered.");
      }
      row[i] = singles.get(i).data()[0];
    }
    return new GraphValue.Known(Tensor.of(Shape.of(row.length), row));
  }
}
