package org.receptive.engine.kernels.indexing;

import java.util.Arrays;
import java.util.List;
import org.receptive.engine.kernels.parallel.Cancellation;
import org.receptive.engine.layer.Arrangement;
import org.receptive.engine.layer.Concat;
import org.receptive.engine.layer.IndexSelect;
import org.receptive.engine.layer.Pad;
import org.receptive.engine.layer.Reshape;
import org.receptive.engine.layer.Slice;
import org.receptive.engine.layer.Transpose;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/** Values put in another order, cut out, or surrounded by others. */
public final class Arranging {
  private Arranging() {}

  public static Tensor arrange(Arrangement layer, Tensor input) {
    Shape shape = layer.output(List.of(input.shape()));
    if (layer instanceof Reshape) {
      return input.reshape(shape.dims());
    }
    float otherwise = layer instanceof Pad pad ? pad.value() : 0;
    return moved(layer, input, shape, offsets(layer, input.shape()), otherwise);
  }

  /** Where every value of the output lies in the input. */
  public static Offsets offsets(Arrangement layer, Shape input) {
    return switch (layer) {
      case Reshape reshape -> Offsets.stretched(input, input);
      case Transpose transpose -> transposed(transpose, input);
      case Slice slice -> sliced(slice, input);
      case IndexSelect select -> selected(select, input);
      case Pad pad -> padded(pad, input, pad.output(List.of(input)));
    };
  }

  private static Tensor moved(
      Arrangement layer, Tensor input, Shape shape, Offsets offsets, float otherwise) {
    Tensor output = Tensor.zeros(shape);
    float[] from = input.data();
    float[] to = output.data();
    offsets.forEach(
        layer.kind(), (out, in) -> to[out] = in == Offsets.NOWHERE ? otherwise : from[in]);
    return output;
  }

  private static Offsets transposed(Transpose layer, Shape input) {
    int[] strides = Offsets.strides(input);
    int[][] axes = new int[input.rank()][];
    for (int axis = 0; axis < axes.length; axis++) {
      int source = layer.axes().get(axis);
      axes[axis] = new int[input.dim(source)];
      Arrays.setAll(axes[axis], i -> i * strides[source]);
    }
    return new Offsets(axes);
  }

  private static Offsets sliced(Slice layer, Shape input) {
    int[] strides = Offsets.strides(input);
    int[][] axes = new int[input.rank()][];
    for (int axis = 0; axis < axes.length; axis++) {
      int stride = strides[axis];
      axes[axis] = new int[input.dim(axis)];
      Arrays.setAll(axes[axis], i -> i * stride);
    }
    for (Slice.Cut cut : layer.cuts()) {
      int axis = cut.axis() < 0 ? cut.axis() + axes.length : cut.axis();
      int length = input.dim(axis);
      long first = cut.first(length);
      int stride = strides[axis];
      axes[axis] = new int[cut.count(length)];
      Arrays.setAll(axes[axis], i -> Math.toIntExact((first + i * cut.step()) * stride));
    }
    return new Offsets(axes);
  }

  private static Offsets selected(IndexSelect layer, Shape input) {
    int[] strides = Offsets.strides(input);
    int along = layer.axis() < 0 ? layer.axis() + input.rank() : layer.axis();
    int[][] axes = new int[input.rank()][];
    for (int axis = 0; axis < axes.length; axis++) {
      int stride = strides[axis];
      boolean chosen = axis == along;
      int length = input.dim(axis);
      axes[axis] = new int[chosen ? layer.indices().size() : length];
      Arrays.setAll(axes[axis], i -> (chosen ? layer.source(i, length) : i) * stride);
    }
    return new Offsets(axes);
  }

  private static Offsets padded(Pad layer, Shape input, Shape output) {
    int[] strides = Offsets.strides(input);
    int[][] axes = new int[input.rank()][];
    for (int axis = 0; axis < axes.length; axis++) {
      int before = layer.before().get(axis);
      int length = input.dim(axis);
      int stride = strides[axis];
      axes[axis] = new int[output.dim(axis)];
      Arrays.setAll(
          axes[axis],
          i -> {
            int source = source(layer.mode(), i - before, length);
            return source == Offsets.NOWHERE ? source : source * stride;
          });
    }
    return new Offsets(axes);
  }

  /** The index in the input of an index that may lie outside. */
  private static int source(Pad.Mode mode, int index, int length) {
    return switch (mode) {
      case CONSTANT -> index < 0 || index >= length ? Offsets.NOWHERE : index;
      case EDGE -> Math.clamp(index, 0, length - 1);
      case REFLECT -> index < 0 ? -index : index >= length ? 2 * (length - 1) - index : index;
    };
  }

  /** Copies runs of values: what lies inside the axis stays together. */
  public static Tensor concat(Concat layer, List<Tensor> inputs) {
    Shape shape = layer.output(inputs.stream().map(Tensor::shape).toList());
    Tensor output = Tensor.zeros(shape);
    int along = layer.axis() < 0 ? layer.axis() + shape.rank() : layer.axis();
    int outer = 1;
    for (int axis = 0; axis < along; axis++) {
      outer *= shape.dim(axis);
    }
    int at = 0;
    for (int n = 0; n < outer; n++) {
      Cancellation.check("concat");
      for (Tensor input : inputs) {
        int each = input.size() / outer;
        System.arraycopy(input.data(), n * each, output.data(), at, each);
        at += each;
      }
    }
    return output;
  }
}
