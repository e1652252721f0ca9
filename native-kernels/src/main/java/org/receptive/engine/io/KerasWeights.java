package org.receptive.engine.io;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.receptive.engine.layer.ConvTranspose2d;
import org.receptive.engine.layer.Padding;
import org.receptive.engine.layer.Window;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/** The weights of a Keras model, turned into the orders that this engine's layers take. */
final class KerasWeights {
  private final Map<String, Tensor> tensors;

  KerasWeights(Map<String, Tensor> tensors) {
    this.tensors = tensors;
  }

  /**
   * One weight as it is stored.
   *
   * @throws DataFileException if the file has none of that name, or it has another rank
   */
  Tensor get(KerasLayer layer, String name, int rank) {
    Tensor tensor = any(layer, name);
    if (tensor.shape().rank() != rank) {
      throw layer.problem(
          String.format(
              Locale.ROOT,
              "has the weight '%s' of shape %s, but %d axes are expected.",
              name,
              tensor.shape(),
              rank));
    }
    return tensor;
  }

  /**
   * One weight as it is stored, of any rank.
   *
   * @throws DataFileException if the file has none of that name
   */
  Tensor any(KerasLayer layer, String name) {
    return find(layer, name)
        .orElseThrow(
            () ->
                layer.problem(
                    "needs the weight '%s/%s', which the file does not hold; it holds %s."
                        .formatted(layer.name(), name, tensors.keySet())));
  }

  /** {@code layer/name}, with or without more names between them or a {@code :0} behind. */
  private Optional<Tensor> find(KerasLayer layer, String name) {
    return tensors.entrySet().stream()
        .filter(
            entry -> {
              String key = entry.getKey().replaceFirst(":\\d+$", "");
              // Names of Keras 3 may begin with the model's.
              return ("/" + key).contains("/" + layer.name() + "/") && key.endsWith("/" + name);
            })
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /**
   * The same values with the axes in another order.
   *
   * @param axes for each axis of the result, which axis of the tensor it is
   */
  static Tensor transpose(Tensor tensor, int... axes) {
    int rank = axes.length;
    int[] dims = new int[rank];
    int[] strides = new int[rank];
    for (int i = 0; i < rank; i++) {
      dims[i] = tensor.shape().dim(axes[i]);
      strides[i] = 1;
      for (int inner = axes[i] + 1; inner < rank; inner++) {
        strides[i] *= tensor.shape().dim(inner);
      }
    }
    float[] values = new float[tensor.size()];
    int[] index = new int[rank];
    int from = 0;
    for (int to = 0; to < values.length; to++) {
      values[to] = tensor.data()[from];
      // Counts up like an odometer; "from" follows.
      for (int axis = rank - 1; axis >= 0; axis--) {
        from += strides[axis];
        if (++index[axis] < dims[axis]) {
          break;
        }
        from -= strides[axis] * dims[axis];
        index[axis] = 0;
      }
    }
    return Tensor.of(Shape.of(dims), values);
  }

  /** Filters {@code kH x kW x out x in} as {@code in x out x kH x kW}. */
  static Tensor transposedConvolution(Tensor filters) {
    return transpose(filters, 3, 2, 0, 1);
  }

  /**
   * Keras's transposed convolution: "valid" gives {@code (in - 1) * stride + max(kernel, stride)},
   * "same" gives {@code in * stride}.
   */
  static ConvTranspose2d transposedLayer(int in, int out, Window window, boolean bias) {
    int reachHeight = window.dilationHeight() * (window.kernelHeight() - 1) + 1;
    int reachWidth = window.dilationWidth() * (window.kernelWidth() - 1) + 1;
    int cutHeight = Math.max(reachHeight - window.strideHeight(), 0);
    int cutWidth = Math.max(reachWidth - window.strideWidth(), 0);
    boolean same = window.padding().equals(Padding.SAME);
    Padding padding =
        same
            ? Padding.of(
                cutHeight / 2, cutHeight - cutHeight / 2, cutWidth / 2, cutWidth - cutWidth / 2)
            : Padding.VALID;
    return new ConvTranspose2d(
        in,
        out,
        window.padding(padding),
        Math.max(window.strideHeight() - reachHeight, 0),
        Math.max(window.strideWidth() - reachWidth, 0),
        1,
        bias);
  }

  /** One value for each feature, in the given order. */
  static Tensor sorted(Tensor each, int[] order) {
    float[] values = new float[order.length];
    for (int i = 0; i < order.length; i++) {
      values[i] = each.data()[order[i]];
    }
    return Tensor.of(Shape.of(order.length), values);
  }

  /**
   * A matrix {@code in x out} as {@code out x in}, for inputs in the given order.
   *
   * @param order for each input feature of this engine, which feature of Keras it is
   */
  static Tensor dense(Tensor matrix, int[] order) {
    int in = matrix.shape().dim(0);
    int out = matrix.shape().dim(1);
    float[] values = new float[matrix.size()];
    for (int o = 0; o < out; o++) {
      for (int i = 0; i < in; i++) {
        values[o * in + i] = matrix.data()[order[i] * out + o];
      }
    }
    return Tensor.of(Shape.of(out, in), values);
  }
}
