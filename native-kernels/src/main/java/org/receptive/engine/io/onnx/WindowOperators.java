package org.receptive.engine.io.onnx;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.ConvTranspose2d;
import org.receptive.engine.layer.Layer;
import org.receptive.engine.layer.Padding;
import org.receptive.engine.layer.Window;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/** Operators whose filters slide over height and width. */
final class WindowOperators {
  private WindowOperators() {}

  static void register(Map<String, Operator> operators) {
    operators.put("Conv", WindowOperators::conv);
    operators.put("ConvTranspose", WindowOperators::convTranspose);
  }

  private static void conv(OnnxNode node, Wiring wiring) {
    Tensor weight = weight(node, wiring);
    int groups = node.small("group", 1);
    Map<String, Tensor> parameters = new LinkedHashMap<>(Map.of("weight", weight));
    Shape filters = weight.shape();
    int channels = Math.multiplyExact(filters.channels(), groups);
    bias(node, wiring, filters.batch(), parameters);
    String input = wiring.computed(node, 0);
    Window window = window(node, wiring, filters.height(), filters.width());
    boolean bias = parameters.containsKey("bias");
    Layer layer = new Conv2d(channels, filters.batch(), window, groups, bias);
    wiring.finish(node, layer, parameters, List.of(input));
  }

  /** The filters, of which there must be four axes. */
  private static Tensor weight(OnnxNode node, Wiring wiring) {
    Constant stored =
        wiring.stored(node, 1, "weight").orElseThrow(() -> node.problem("has no weight."));
    if (stored.dims().size() != 4) {
      if (stored.dims().size() < 3) {
        throw node.problem("has a weight of %s, which is no filter.".formatted(stored.text()));
      }
      throw new NotCovered(
          String.format(
              Locale.ROOT,
              "a convolution over %d axes; this engine's slide over height and width",
              stored.dims().size() - 2));
    }
    Tensor weight = stored.tensor();
    int[] kernel = node.exactly("kernel_shape", 2, 1, 1);
    if (node.has("kernel_shape")
        && (kernel[0] != weight.shape().height() || kernel[1] != weight.shape().width())) {
      throw node.problem(
          String.format(
              Locale.ROOT,
              "has the kernel_shape %d x %d, but a weight of %s.",
              kernel[0],
              kernel[1],
              weight.shape()));
    }
    return weight;
  }

  private static void bias(
      OnnxNode node, Wiring wiring, int channels, Map<String, Tensor> parameters) {
    wiring
        .stored(node, 2, "bias")
        .ifPresent(
            bias -> {
              if (bias.size() != channels) {
                throw node.problem(
                    String.format(
                        Locale.ROOT, "has %d channels, but a bias of %s.", channels, bias.text()));
              }
              parameters.put("bias", bias.tensor().reshape(channels));
            });
  }

  /** The window of a node: its strides, dilations, and padding as it is given or asked for. */
  static Window window(OnnxNode node, Wiring wiring, int kernelHeight, int kernelWidth) {
    int[] stride = node.exactly("strides", 2, 1, 1);
    int[] dilation = node.exactly("dilations", 2, 1, 1);
    Window window =
        Window.of(kernelHeight, kernelWidth)
            .stride(stride[0], stride[1])
            .dilation(dilation[0], dilation[1]);
    String auto = node.text("auto_pad", "NOTSET");
    return switch (auto) {
      case "VALID" -> window;
      case "SAME_UPPER" -> window.padding(Padding.SAME);
      case "SAME_LOWER" -> window.padding(sameLower(window, wiring.shape(node, 0)));
      case "NOTSET", "" -> {
        // top, left, bottom, right
        int[] pads = node.exactly("pads", 4, 0, 0);
        yield window.padding(Padding.of(pads[0], pads[2], pads[1], pads[3]));
      }
      default -> throw node.problem("has the auto_pad '%s', which is not known.".formatted(auto));
    };
  }

  /** As {@link Padding#SAME}, but an odd element goes to the top and left. */
  private static Padding sameLower(Window window, Shape input) {
    var height = window.padding(Padding.SAME).alongHeight(input.height());
    var width = window.padding(Padding.SAME).alongWidth(input.width());
    return Padding.of(height.padAfter(), height.padBefore(), width.padAfter(), width.padBefore());
  }

  private static void convTranspose(OnnxNode node, Wiring wiring) {
    Tensor weight = weight(node, wiring);
    Shape filters = weight.shape();
    int groups = node.small("group", 1);
    int channels = Math.multiplyExact(filters.channels(), groups);
    Map<String, Tensor> parameters = new LinkedHashMap<>(Map.of("weight", weight));
    bias(node, wiring, channels, parameters);
    Window window = window(node, wiring, filters.height(), filters.width());
    int[] extra = node.exactly("output_padding", 2, 0, 0);
    Shape input = wiring.shape(node, 0);
    if (node.has("output_shape") || node.text("auto_pad", "NOTSET").startsWith("SAME")) {
      window = window.padding(cutTo(node, window, extra, input));
    }
    Layer layer =
        new ConvTranspose2d(
            filters.batch(),
            channels,
            window,
            extra[0],
            extra[1],
            groups,
            parameters.containsKey("bias"));
    wiring.finish(node, layer, parameters, List.of(wiring.computed(node, 0)));
  }

  /** The padding that cuts the output to a given size; SAME asks for input times stride. */
  private static Padding cutTo(OnnxNode node, Window window, int[] extra, Shape input) {
    int[] same = {
      Math.multiplyExact(input.height(), window.strideHeight()),
      Math.multiplyExact(input.width(), window.strideWidth())
    };
    int[] wanted = node.has("output_shape") ? node.exactly("output_shape", 2, 1, 1) : same;
    int height =
        (input.height() - 1) * window.strideHeight()
            + extra[0]
            + window.dilationHeight() * (window.kernelHeight() - 1)
            + 1;
    int width =
        (input.width() - 1) * window.strideWidth()
            + extra[1]
            + window.dilationWidth() * (window.kernelWidth() - 1)
            + 1;
    int rows = height - wanted[0];
    int columns = width - wanted[1];
    // What no kernel reaches lies behind.
    extra[0] += Math.max(0, -rows);
    extra[1] += Math.max(0, -columns);
    rows = Math.max(0, rows);
    columns = Math.max(0, columns);
    if (extra[0] >= Math.max(window.strideHeight(), window.dilationHeight())
        || extra[1] >= Math.max(window.strideWidth(), window.dilationWidth())) {
      throw new NotCovered("an output larger than its kernels reach");
    }
    boolean upper = node.text("auto_pad", "NOTSET").equals("SAME_UPPER");
    int top = upper ? rows / 2 : rows - rows / 2;
    int left = upper ? columns / 2 : columns - columns / 2;
    return Padding.of(top, rows - top, left, columns - left);
  }
}
