package org.receptive.engine.kernels.contract;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.receptive.engine.layer.Layer;
import org.receptive.engine.layer.Pad;
import org.receptive.engine.layer.Parameters;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/** Where values of one tensor stand in another, said index by index. */
final class OddShapes {
  private OddShapes() {}

  /** The value at an index. */
  interface ValueAt {
    float at(int... index);
  }

  /** A tensor, value by value. */
  static Tensor tensor(Shape shape, ValueAt value) {
    Tensor tensor = Tensor.zeros(shape);
    for (int flat = 0; flat < tensor.size(); flat++) {
      int[] index = new int[shape.rank()];
      int rest = flat;
      for (int axis = shape.rank() - 1; axis >= 0; axis--) {
        index[axis] = rest % shape.dim(axis);
        rest /= shape.dim(axis);
      }
      tensor.data()[flat] = value.at(index);
    }
    return tensor;
  }

  /** A shape that stretches to another: axes dropped in front, others of length 1. */
  static Shape stretching(Shape shape, Random random) {
    int dropped = random.nextInt(shape.rank());
    int[] dims = new int[shape.rank() - dropped];
    for (int axis = 0; axis < dims.length; axis++) {
      dims[axis] = random.nextBoolean() ? 1 : shape.dim(axis + dropped);
    }
    return Shape.of(dims);
  }

  /** The index into a stretched shape that meets an index of the full one. */
  static int[] stretched(Shape shape, int... full) {
    int dropped = full.length - shape.rank();
    int[] index = new int[shape.rank()];
    for (int axis = 0; axis < index.length; axis++) {
      index[axis] = shape.dim(axis) == 1 ? 0 : full[axis + dropped];
    }
    return index;
  }

  /** What a padded tensor holds. */
  static float padded(
      Tensor input, List<Integer> before, Pad.Mode mode, float value, int... index) {
    int[] from = index.clone();
    for (int axis = 0; axis < from.length; axis++) {
      int length = input.shape().dim(axis);
      int at = index[axis] - before.get(axis);
      from[axis] = Math.clamp(at, 0, length - 1);
      if (mode == Pad.Mode.CONSTANT && at != from[axis]) {
        return value;
      } else if (mode == Pad.Mode.REFLECT) {
        from[axis] = at < 0 ? -at : at >= length ? 2 * (length - 1) - at : at;
      }
    }
    return input.at(from);
  }

  /** The one parameter of a layer. */
  static Parameters storing(Layer layer, Tensor values) {
    return Parameters.of(layer, Map.of(layer.parameters().getFirst().name(), values));
  }
}
