package org.receptive.engine.io.onnx;

import static org.receptive.engine.io.onnx.GraphWriter.integer;
import static org.receptive.engine.io.onnx.GraphWriter.list;

import ai.onnx.proto.OnnxMl.AttributeProto;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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

/** Layers whose window slides over height and width, as ONNX's operators. */
final class WindowExport {
  private static final AttributeProto NO_PADS = list("pads", 0, 0, 0, 0);

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
    Sides fitted = sides.hangsOver() ? sides.trimmed() : sides;
    boolean padFirst = fitted.exceedKernel();
    String input = fitted.cut(to, sides);
    to.graph()
        .node(
            "MaxPool",
            to.name(),
            List.of(padFirst ? padded(to, input, fitted, Float.NEGATIVE_INFINITY) : input),
            kernel(pool.window()),
            strides(pool.window()),
            dilations(pool.window()),
            padFirst ? NO_PADS : fitted.pads(),
            integer("ceil_mode", sides.hangsOver() ? 1 : 0));
  }

  static void write(AvgPool2d pool, WrittenNode to) {
    Sides sides = Sides.of(pool.window(), to.shape());
    Sides fitted = sides.hangsOver() ? sides.trimmed() : sides;
    // Runtimes disagree on whether what hangs over counts where padding does: so zeros are added
    // first, and what then still hangs over is padding that does not count.
    boolean padFirst = pool.countIncludePad() && sides.hangsOver() && fitted.any();
    String input = fitted.cut(to, sides);
    boolean counts = pool.countIncludePad() && !sides.hangsOver();
    List<AttributeProto> settings =
        new ArrayList<>(
            List.of(
                kernel(pool.window()),
                strides(pool.window()),
                padFirst ? NO_PADS : fitted.pads(),
                integer("ceil_mode", sides.hangsOver() ? 1 : 0),
                integer("count_include_pad", counts ? 1 : 0)));
    if (pool.window().isDilated()) {
      settings.add(dilations(pool.window()));
    }
    to.graph()
        .node(
            "AveragePool",
            to.name(),
            List.of(padFirst ? padded(to, input, fitted, 0) : input),
            settings.toArray(AttributeProto[]::new));
  }

  private static String padded(WrittenNode to, String input, Sides sides, float value) {
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
    List<String> inputs = new ArrayList<>(List.of(input, pads));
    if (value != 0) {
      inputs.add(to.graph().scalar(to.name() + ".padding", value));
    }
    return to.graph().node("Pad", to.step("pad"), inputs);
  }

  static void write(AdaptiveAvgPool2d pool, WrittenNode to) {
    bins("AveragePool", "GlobalAveragePool", pool.height(), pool.width(), to);
  }

  static void write(AdaptiveMaxPool2d pool, WrittenNode to) {
    bins("MaxPool", "GlobalMaxPool", pool.height(), pool.width(), to);
  }

  /** Bins of one size are a window; others are cut out, first rows, then columns. */
  private static void bins(String operator, String global, int height, int width, WrittenNode to) {
    Shape shape = to.shape();
    if (height == 1 && width == 1) {
      to.graph().node(global, to.name(), to.inputs());
    } else if (shape.height() % height == 0 && shape.width() % width == 0) {
      bins(operator, to, height, width);
    } else {
      List<String> rows = parts(operator, to, to.input(), 2, height, shape.height());
      String tall =
          rows.size() == 1
              ? rows.getFirst()
              : to.graph().node("Concat", to.step("rows"), rows, integer("axis", 2));
      List<String> columns = parts(operator, to, tall, 3, width, shape.width());
      if (columns.size() == 1) {
        to.graph().node("Identity", to.name(), columns);
      } else {
        to.graph().node("Concat", to.name(), columns, integer("axis", 3));
      }
    }
  }

  private static int start(int bin, int bins, int length) {
    return (int) ((long) bin * length / bins);
  }

  private static int end(int bin, int bins, int length) {
    return (int) (((bin + 1L) * length + bins - 1) / bins);
  }

  private static List<String> parts(
      String operator, WrittenNode to, String input, int axis, int bins, int length) {
    List<String> parts = new ArrayList<>();
    for (int bin = 0; bin < bins; bin++) {
      int start = start(bin, bins, length);
      int end = end(bin, bins, length);
      String part = to.slice(input, axis, start, end);
      AttributeProto kernel =
          axis == 2 ? list("kernel_shape", end - start, 1) : list("kernel_shape", 1, end - start);
      parts.add(
          to.graph()
              .node(
                  operator,
                  to.step(String.format(Locale.ROOT, "bin%d_%d", axis, bin)),
                  List.of(part),
                  kernel));
    }
    return parts;
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

    /** Whether ONNX Runtime refuses this padding; only dilated windows may have as much here. */
    boolean exceedKernel() {
      return Math.max(rows.padBefore(), rows.padAfter()) >= rows.kernel()
          || Math.max(columns.padBefore(), columns.padAfter()) >= columns.kernel();
    }

    AttributeProto pads() {
      return list(
          "pads", rows.padBefore(), columns.padBefore(), rows.padAfter(), columns.padAfter());
    }

    /**
     * Without what no window sees on an axis whose last window was dropped: then rounding up alone
     * gives the output, also where nothing is dropped.
     */
    Sides trimmed() {
      return new Sides(trimmed(rows), trimmed(columns));
    }

    private static WindowAxis trimmed(WindowAxis axis) {
      int fewer = Math.min(axis.unused(), axis.padAfter());
      return new WindowAxis(
          axis.input() - (axis.unused() - fewer),
          axis.kernel(),
          axis.stride(),
          axis.padBefore(),
          axis.padAfter() - fewer,
          axis.dilation(),
          axis.ceilMode());
    }

    /** The layer's input without the rows and columns that these sides have less. */
    String cut(WrittenNode to, Sides whole) {
      String tall =
          rows.input() < whole.rows.input() ? to.slice(to.input(), 2, 0, rows.input()) : to.input();
      return columns.input() < whole.columns.input() ? to.slice(tall, 3, 0, columns.input()) : tall;
    }
  }
}
