package org.receptive.engine.io.onnx;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.receptive.engine.layer.AdaptiveAvgPool2d;
import org.receptive.engine.layer.AdaptiveMaxPool2d;
import org.receptive.engine.layer.Arithmetic;
import org.receptive.engine.layer.AvgPool2d;
import org.receptive.engine.layer.Layer;
import org.receptive.engine.layer.MaxPool2d;
import org.receptive.engine.layer.Pad;
import org.receptive.engine.layer.Padding;
import org.receptive.engine.layer.Slice;
import org.receptive.engine.layer.Window;
import org.receptive.engine.layer.WindowAxis;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/**
 * Pooling. This engine's windows see at most half their size of padding, as PyTorch's; ONNX's may
 * see more. Then what is padded becomes a layer of its own.
 */
final class PoolingOperators {
  /** The opset in which AveragePool was given dilations. */
  static final int DILATED_MEANS = 19;

  private PoolingOperators() {}

  static void register(Map<String, Operator> operators) {
    operators.put("MaxPool", PoolingOperators::maxPool);
    operators.put("AveragePool", PoolingOperators::averagePool);
    operators.put("GlobalAveragePool", (n, w) -> global(n, w, AdaptiveAvgPool2d.global()));
    operators.put("GlobalMaxPool", (n, w) -> global(n, w, AdaptiveMaxPool2d.global()));
  }

  private static void global(OnnxNode node, Wiring wiring, Layer layer) {
    wiring.finish(node, layer, wiring.computed(node, 0));
  }

  private static void maxPool(OnnxNode node, Wiring wiring) {
    wiring.onlyFirstOutput(node);
    Window window = window(node, wiring);
    String input = wiring.computed(node, 0);
    if (!exceedsHalf(window)) {
      wiring.finish(node, new MaxPool2d(window), input);
      return;
    }
    String padded = padded(node, wiring, window, Float.NEGATIVE_INFINITY);
    Layer pool = new MaxPool2d(window.padding(Padding.VALID));
    finishCut(node, wiring, window, pool, padded);
  }

  private static void averagePool(OnnxNode node, Wiring wiring) {
    boolean counts = node.integer("count_include_pad", 0) != 0;
    Window window = window(node, wiring);
    if (window.isDilated() && node.opset() < DILATED_MEANS) {
      throw node.problem(
          String.format(
              Locale.ROOT,
              "has dilations, which a mean has since opset %d; the file's is %d.",
              DILATED_MEANS,
              node.opset()));
    }
    String input = wiring.computed(node, 0);
    if (!exceedsHalf(window)) {
      wiring.finish(node, new AvgPool2d(window, counts), input);
      return;
    }
    String padded = padded(node, wiring, window, 0);
    Layer pool = new AvgPool2d(window.padding(Padding.VALID), true);
    if (counts) {
      finishCut(node, wiring, window, pool, padded);
      return;
    }
    Shape wanted = window.output(wiring.shape(input), wiring.shape(input).channels());
    String mean = cut(node.name() + "_mean", wiring, wanted, pool, padded);
    Tensor factors = factors(window, wiring.shape(input));
    Layer times = Arithmetic.with(Arithmetic.Operation.MULTIPLY, factors.shape());
    wiring.finish(node, times, Map.of("operand", factors), List.of(mean));
  }

  private static String padded(OnnxNode node, Wiring wiring, Window window, float filling) {
    var padding = (Padding.Explicit) window.padding();
    Layer pad =
        Pad.image(padding.top(), padding.bottom(), padding.left(), padding.right()).with(filling);
    return wiring.add(node.name() + "_pad", pad, Map.of(), List.of(wiring.computed(node, 0)));
  }

  private static void finishCut(
      OnnxNode node, Wiring wiring, Window window, Layer pool, String padded) {
    Shape input = wiring.shape(node, 0);
    Shape wanted = window.output(input, input.channels());
    if (pool.output(List.of(wiring.shape(padded))).equals(wanted)) {
      wiring.finish(node, pool, padded);
      return;
    }
    String windows = wiring.add(node.name() + "_windows", pool, Map.of(), List.of(padded));
    wiring.finish(node, corner(wanted), windows);
  }

  private static String cut(String name, Wiring wiring, Shape wanted, Layer pool, String padded) {
    String windows = wiring.add(name, pool, Map.of(), List.of(padded));
    return wiring.shape(windows).equals(wanted)
        ? windows
        : wiring.add(name + "_cut", corner(wanted), Map.of(), List.of(windows));
  }

  /**
   * Without the windows that start in the padding behind: they are dropped, but what is padded
   * already cannot tell.
   */
  private static Slice corner(Shape wanted) {
    return new Slice(
        List.of(new Slice.Cut(2, 0, wanted.height(), 1), new Slice.Cut(3, 0, wanted.width(), 1)));
  }

  /**
   * What turns means over everything that a window sees into means over its real pixels: the one
   * count by the other; 0 where it sees none.
   */
  private static Tensor factors(Window window, Shape input) {
    WindowAxis rows = window.alongHeight(input.height());
    WindowAxis columns = window.alongWidth(input.width());
    float[] values = new float[rows.output() * columns.output()];
    for (int row = 0; row < rows.output(); row++) {
      for (int column = 0; column < columns.output(); column++) {
        double real = (double) rows.real(row) * columns.real(column);
        double seen = (double) rows.realOrPadding(row) * columns.realOrPadding(column);
        values[row * columns.output() + column] = real == 0 ? 0 : (float) (seen / real);
      }
    }
    return Tensor.of(Shape.of(1, 1, rows.output(), columns.output()), values);
  }

  private static Window window(OnnxNode node, Wiring wiring) {
    Optional<List<Long>> kernel = node.integers("kernel_shape");
    if (kernel.isEmpty()) {
      throw node.problem("has no kernel_shape.");
    }
    if (kernel.get().size() != 2) {
      throw new NotCovered(
          String.format(
              Locale.ROOT,
              "pooling over %d axes; this engine pools over height and width",
              kernel.get().size()));
    }
    int[] size = node.exactly("kernel_shape", 2, 1, 1);
    return WindowOperators.window(node, wiring, size[0], size[1])
        .ceilMode(node.integer("ceil_mode", 0) != 0);
  }

  /** Whether a window may see more padding than this engine's pooling allows. */
  private static boolean exceedsHalf(Window window) {
    if (!(window.padding() instanceof Padding.Explicit padding)) {
      return false;
    }
    int height = window.dilationHeight() * (window.kernelHeight() - 1) + 1;
    int width = window.dilationWidth() * (window.kernelWidth() - 1) + 1;
    return Math.max(padding.top(), padding.bottom()) > height / 2
        || Math.max(padding.left(), padding.right()) > width / 2;
  }
}
