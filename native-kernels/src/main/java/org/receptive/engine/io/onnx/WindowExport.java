package org.receptive.engine.io.onnx;

import static org.receptive.engine.io.onnx.GraphWriter.integer;
import static org.receptive.engine.io.onnx.GraphWriter.list;

import ai.onnx.proto.OnnxMl.AttributeProto;
import java.util.ArrayList;
import java.util.List;
import org.receptive.engine.layer.AdaptiveAvgPool2d;
import org.receptive.engine.layer.AdaptiveMaxPool2d;
import org.receptive.engine.layer.AvgPool2d;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.ConvTranspose2d;
import org.receptive.engine.layer.MaxPool2d;
import org.receptive.engine.layer.Padding;
import org.receptive.engine.layer.Window;
import org.receptive.engine.layer.WindowAxis;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/** Layers whose window slides over height and width, as ONNX's operators. */
final class WindowExport {
  private WindowExport() {}

  static void write(Conv2d conv, WrittenNode to) {
    Sides sides = Sides.of(conv.window(), to.shape());
    to.graph()
        .node(
            "Conv",
            to.name(),
            to.inputsAndParameters(),
            kernel(conv.window()),
            strides(conv.window()),
            dilations(conv.window()),
            sides.pads(),
            integer("group", conv.groups()));
  }

  static void write(ConvTranspose2d conv, WrittenNode to) {
    Padding.Explicit padding = (Padding.Explicit) conv.window().padding();
    to.graph()
        .node(
            "ConvTranspose",
            to.name(),
            to.inputsAndParameters(),
            kernel(conv.window()),
            strides(conv.window()),
            dilations(conv.window()),
            list("pads", padding.top(), padding.left(), padding.bottom(), padding.right()),
            list("output_padding", conv.outputPaddingHeight(), conv.outputPaddingWidth()),
            integer("group", conv.groups()));
  }

  static void write(MaxPool2d pool, WrittenNode to) {
    Sides sides = Sides.of(pool.window(), to.shape());
    boolean ceil = sides.hangsOver() && sides.ceilModeAgrees();
    to.graph()
        .node(
            "MaxPool",
            to.name(),
            to.inputs(),
            kernel(pool.window()),
            strides(pool.window()),
            dilations(pool.window()),
            // What hangs over is minus infinity, as padding is.
            ceil ? sides.pads() : sides.padsWithOverhang(),
            integer("ceil_mode", ceil ? 1 : 0));
  }

  static void write(AvgPool2d pool, WrittenNode to) {
    Sides sides = Sides.of(pool.window(), to.shape());
    // Runtimes disagree on whether what hangs over counts where padding does: so zeros are added
    // first, and what then still hangs over is padding that does not count.
    boolean zerosFirst = pool.countIncludePad() && sides.hangsOver();
    boolean ceil = sides.hangsOver() && sides.ceilModeAgrees();
    String input = to.input();
    Sides rest = sides;
    if (zerosFirst && sides.any()) {
      input = zeros(to, sides);
      rest = sides.alreadyPadded();
    }
    to.graph()
        .node(
            "AveragePool",
            to.name(),
            List.of(input),
            kernel(pool.window()),
            strides(pool.window()),
            ceil ? rest.pads() : rest.padsWithOverhang(),
            integer("ceil_mode", ceil ? 1 : 0),
            integer("count_include_pad", pool.countIncludePad() && !zerosFirst ? 1 : 0));
  }

  private static String zeros(WrittenNode to, Sides sides) {
    WindowAxis rows = sides.rows();
    WindowAxis columns = sides.columns();
    String pads =
        to.integers(
            "pads",
            0,
            0,
            rows.padBefore(),
            columns.padBefore(),
            0,
            0,
            rows.padAfter(),
            columns.padAfter());
    return to.graph().node("Pad", to.step("pad"), List.of(to.input(), pads));
  }

  /**
   * Bins of one size are a window; others are two products with matrices, whose rows take the mean
   * of one bin.
   */
  static void write(AdaptiveAvgPool2d pool, WrittenNode to) {
    Shape shape = to.shape();
    if (pool.height() == 1 && pool.width() == 1) {
      to.graph().node("GlobalAveragePool", to.name(), to.inputs());
    } else if (shape.height() % pool.height() == 0 && shape.width() % pool.width() == 0) {
      bins("AveragePool", to, pool.height(), pool.width());
    } else {
      String rows =
          to.graph().floats(to.name() + ".rows", means(pool.height(), shape.height(), false));
      String columns =
          to.graph().floats(to.name() + ".columns", means(pool.width(), shape.width(), true));
      String tall = to.graph().node("MatMul", to.step("rows"), List.of(rows, to.input()));
      to.graph().node("MatMul", to.name(), List.of(tall, columns));
    }
  }

  private static Tensor means(int bins, int length, boolean transposed) {
    float[] values = new float[bins * length];
    for (int bin = 0; bin < bins; bin++) {
      int start = start(bin, bins, length);
      int end = end(bin, bins, length);
      for (int i = start; i < end; i++) {
        values[transposed ? i * bins + bin : bin * length + i] = 1f / (end - start);
      }
    }
    return Tensor.of(transposed ? Shape.of(length, bins) : Shape.of(bins, length), values);
  }

  private static int start(int bin, int bins, int length) {
    return (int) ((long) bin * length / bins);
  }

  private static int end(int bin, int bins, int length) {
    return (int) (((bin + 1L) * length + bins - 1) / bins);
  }

  /** Bins of one size are a window; others are cut out, first rows, then columns. */
  static void write(AdaptiveMaxPool2d pool, WrittenNode to) {
    Shape shape = to.shape();
    if (pool.height() == 1 && pool.width() == 1) {
      to.graph().node("GlobalMaxPool", to.name(), to.inputs());
    } else if (shape.height() % pool.height() == 0 && shape.width() % pool.width() == 0) {
      bins("MaxPool", to, pool.height(), pool.width());
    } else {
      List<String> rows = maxima(to, to.input(), 2, pool.height(), shape.height());
      String tall =
          rows.size() == 1
              ? rows.getFirst()
              : to.graph().node("Concat", to.step("rows"), rows, integer("axis", 2));
      List<String> columns = maxima(to, tall, 3, pool.width(), shape.width());
      if (columns.size() == 1) {
        to.graph().node("Identity", to.name(), columns);
      } else {
        to.graph().node("Concat", to.name(), columns, integer("axis", 3));
      }
    }
  }

  private static List<String> maxima(WrittenNode to, String input, int axis, int bins, int length) {
    List<String> maxima = new ArrayList<>();
    for (int bin = 0; bin < bins; bin++) {
      int start = start(bin, bins, length);
      int end = end(bin, bins, length);
      String part = to.slice(input, axis, start, end);
      AttributeProto kernel =
          axis == 2 ? list("kernel_shape", end - start, 1) : list("kernel_shape", 1, end - start);
      maxima.add(
          to.graph()
              .node("MaxPool", to.step("bin%d_%d".formatted(axis, bin)), List.of(part), kernel));
    }
    return maxima;
  }

  private static void bins(String operator, WrittenNode to, int height, int width) {
    int rows = to.shape().height() / height;
    int columns = to.shape().width() / width;
    to.graph()
        .node(
            operator,
            to.name(),
            to.inputs(),
            list("kernel_shape", rows, columns),
            list("strides", rows, columns));
  }

  private static AttributeProto kernel(Window window) {
    return list("kernel_shape", window.kernelHeight(), window.kernelWidth());
  }

  private static AttributeProto strides(Window window) {
    return list("strides", window.strideHeight(), window.strideWidth());
  }

  private static AttributeProto dilations(Window window) {
    return list("dilations", window.dilationHeight(), window.dilationWidth());
  }

  /** A window on an input whose size is known: every padding is a number. */
  private record Sides(WindowAxis rows, WindowAxis columns) {
    static Sides of(Window window, Shape input) {
      return new Sides(window.alongHeight(input.height()), window.alongWidth(input.width()));
    }

    /** How far the last window reaches over the padded input. */
    private static int overhang(WindowAxis axis) {
      int end = (axis.output() - 1) * axis.stride() + axis.extent();
      return Math.max(0, end - axis.paddedInput());
    }

    boolean hangsOver() {
      return overhang(rows) > 0 || overhang(columns) > 0;
    }

    boolean any() {
      return rows.padBefore() + rows.padAfter() + columns.padBefore() + columns.padAfter() > 0;
    }

    /** Whether a plain rounding up of both axes gives the output, no window being dropped. */
    boolean ceilModeAgrees() {
      return roundedUp(rows) == rows.output() && roundedUp(columns) == columns.output();
    }

    private static int roundedUp(WindowAxis axis) {
      return Math.ceilDiv(axis.paddedInput() - axis.extent(), axis.stride()) + 1;
    }

    AttributeProto pads() {
      return list(
          "pads", rows.padBefore(), columns.padBefore(), rows.padAfter(), columns.padAfter());
    }

    AttributeProto padsWithOverhang() {
      return list(
          "pads",
          rows.padBefore(),
          columns.padBefore(),
          rows.padAfter() + overhang(rows),
          columns.padAfter() + overhang(columns));
    }

    Sides alreadyPadded() {
      return new Sides(padded(rows), padded(columns));
    }

    private static WindowAxis padded(WindowAxis axis) {
      return new WindowAxis(
          axis.paddedInput(), axis.kernel(), axis.stride(), 0, 0, axis.dilation(), axis.ceilMode());
    }
  }
}
