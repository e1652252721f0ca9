package org.receptive.engine.io;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.receptive.engine.layer.Layer;
import org.receptive.engine.layer.Pad;
import org.receptive.engine.layer.Slice;
import org.receptive.engine.layer.Transpose;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/** Keras's layers that move values, from its {@code N x H x W x C} to {@code N x C x H x W}. */
final class KerasShapes {
  /** For each of Keras's axes, ours. */
  private static final int[] OURS = {0, 2, 3, 1};

  /** For each of our axes, Keras's. */
  private static final int[] THEIRS = {0, 3, 1, 2};

  private KerasShapes() {}

  static Layer padding(KerasLayer layer) {
    int[] sides = layer.sides("padding");
    return Pad.image(sides[0], sides[1], sides[2], sides[3]);
  }

  static Layer cropping(KerasLayer layer, Shape input) {
    int[] sides = layer.sides("cropping");
    return new Slice(
        List.of(
            new Slice.Cut(2, sides[0], input.height() - sides[1], 1),
            new Slice.Cut(3, sides[2], input.width() - sides[3], 1)));
  }

  /** Keras counts the axes of one image from 1. */
  static Layer permutation(KerasLayer layer, Shape input) {
    List<Integer> axes = layer.integers("dims");
    if (axes.size() != input.rank() - 1
        || !axes.stream()
            .sorted()
            .toList()
            .equals(IntStream.range(1, input.rank()).boxed().toList())) {
      throw layer.problem(
          String.format(
              Locale.ROOT,
              "orders the axes %s, but must name each from 1 to %d once.",
              axes,
              input.rank() - 1));
    }
    if (!input.isImage()) {
      return new Transpose(
          IntStream.range(0, input.rank()).map(i -> i == 0 ? 0 : axes.get(i - 1)).boxed().toList());
    }
    return new Transpose(
        IntStream.range(0, 4)
            .map(axis -> axis == 0 ? 0 : OURS[axes.get(THEIRS[axis] - 1)])
            .boxed()
            .toList());
  }

  /** Slopes of every place, {@code H x W x C}, of which shared axes have length 1. */
  static Tensor slopes(Tensor stored, Shape input) {
    return input.isImage() && stored.shape().rank() == 3
        ? KerasWeights.transpose(stored, 2, 0, 1)
        : stored;
  }
}
