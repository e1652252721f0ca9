package org.receptive.viz.steps;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.WindowAxis;

/**
 * A convolution as the loops that a student would write in Java. It is the code of this very layer:
 * stride, padding, dilation and groups stand in it only where the layer has them.
 *
 * @param lines from top to bottom
 */
record LoopCode(List<Line> lines) {
  private static final String INDENT = "  ";

  /** What happens in a line. */
  enum Role {
    /** A loop, or a bracket. */
    FRAME,
    /** The loop over the input channels. */
    CHANNELS,
    /** The innermost loop: one row of the kernel. */
    KERNEL_ROW,
    /** The sum begins. */
    START,
    /** What lies outside the input is left out. */
    SKIP,
    /** A product is added. */
    PRODUCT,
    /** The output is written. */
    STORE
  }

  /**
   * A line.
   *
   * @param indent how deep it is nested
   * @param text without its indentation
   * @param role what happens in it
   */
  record Line(int indent, String text, Role role) {}

  /** The loops of a convolution. */
  static LoopCode of(ConvolutionRun run) {
    Conv2d layer = run.layer();
    WindowAxis rows = run.rows();
    WindowAxis columns = run.columns();
    List<Line> lines = new ArrayList<>();
    lines.add(loop(0, "k", layer.outChannels(), "", Role.FRAME));
    lines.add(loop(1, "i", rows.output(), "", Role.FRAME));
    lines.add(loop(2, "j", columns.output(), " {", Role.FRAME));
    lines.add(new Line(3, "double sum = %s;".formatted(layer.bias() ? "b[k]" : "0"), Role.START));
    lines.add(loop(3, "c", run.channelsPerGroup(), "", Role.CHANNELS));
    lines.add(loop(4, "u", rows.kernel(), "", Role.FRAME));
    boolean padded = leavesInput(rows) || leavesInput(columns);
    lines.add(loop(5, "v", columns.kernel(), padded ? " {" : "", Role.KERNEL_ROW));
    String row = place(rows, "i", "u");
    String column = place(columns, "j", "v");
    if (padded) {
      lines.add(new Line(6, "int p = %s, q = %s;".formatted(row, column), Role.FRAME));
      lines.add(new Line(6, outside(rows, columns), Role.SKIP));
      row = "p";
      column = "q";
    }
    String product = "sum += w[k][c][u][v] * x[%s][%s][%s];".formatted(channel(run), row, column);
    lines.add(new Line(6, product, Role.PRODUCT));
    if (padded) {
      lines.add(new Line(5, "}", Role.FRAME));
    }
    lines.add(new Line(3, "y[k][i][j] = sum;", Role.STORE));
    lines.add(new Line(2, "}", Role.FRAME));
    return new LoopCode(List.copyOf(lines));
  }

  private static Line loop(int indent, String index, int count, String end, Role role) {
    String text =
        String.format(
            Locale.ROOT, "for (int %s = 0; %s < %d; %s++)%s", index, index, count, index, end);
    return new Line(indent, text, role);
  }

  /** Whether some window reaches outside the input. */
  private static boolean leavesInput(WindowAxis axis) {
    int last = axis.start(axis.output() - 1) + axis.extent() - 1;
    return axis.start(0) < 0 || last >= axis.input();
  }

  private static String place(WindowAxis axis, String output, String kernel) {
    String text = axis.stride() == 1 ? output : axis.stride() + " * " + output;
    text += " + " + (axis.dilation() == 1 ? kernel : axis.dilation() + " * " + kernel);
    return axis.padBefore() == 0 ? text : text + " - " + axis.padBefore();
  }

  private static String outside(WindowAxis rows, WindowAxis columns) {
    return String.format(
        Locale.ROOT,
        "if (p < 0 || p >= %d || q < 0 || q >= %d) continue;",
        rows.input(),
        columns.input());
  }

  /** The input channel that depth {@code c} of a filter means. */
  private static String channel(ConvolutionRun run) {
    Conv2d layer = run.layer();
    if (layer.groups() == 1) {
      return "c";
    }
    int filters = layer.outChannels() / layer.groups();
    String group = filters == 1 ? "k" : "k / " + filters;
    int channels = run.channelsPerGroup();
    return channels == 1
        ? group + " + c"
        : String.format(Locale.ROOT, "%s * %d + c", group, channels);
  }

  /** The first line of a role. */
  int line(Role role) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).role() == role) {
        return i;
      }
    }
    throw new IllegalArgumentException("these loops have no line that is a " + role);
  }

  /** The code as Java, which reads {@code x}, {@code w} and {@code b} and writes {@code y}. */
  String java() {
    return lines.stream()
        .map(line -> INDENT.repeat(line.indent()) + line.text())
        .collect(Collectors.joining("\n"));
  }
}
