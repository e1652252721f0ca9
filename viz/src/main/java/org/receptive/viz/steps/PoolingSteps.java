package org.receptive.viz.steps;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.receptive.engine.kernels.reference.MaxPooling;
import org.receptive.engine.kernels.selection.KernelSelection;
import org.receptive.engine.layer.AvgPool2d;
import org.receptive.engine.layer.MaxPool2d;
import org.receptive.engine.layer.ShapeException;
import org.receptive.engine.layer.Window;
import org.receptive.engine.layer.WindowAxis;
import org.receptive.engine.tensor.Tensor;
import org.receptive.viz.figure.Bounds;
import org.receptive.viz.figure.Figure;
import org.receptive.viz.figure.Palette;
import org.receptive.viz.figure.Picture;
import org.receptive.viz.figure.Scene;
import org.receptive.viz.figure.SceneBuilder;
import org.receptive.viz.figure.Style;
import org.receptive.viz.figure.TextStyle;
import org.receptive.viz.layer.CellGrid;
import org.receptive.viz.layer.ColorScale;
import org.receptive.viz.layer.ValueFormat;

/**
 * Pooling step by step: the window on every channel, the value that wins (ringed) or the mean, the
 * output. Padding is dashed, what no window sees is hatched, and what hangs over the padded input
 * in ceil mode is left out of the window.
 */
public final class PoolingSteps implements Picture {
  private static final double MARGIN = 14;
  private static final double HEADER = 26;
  private static final double LABEL = 18;
  private static final double ROW_GAP = 12;
  private static final double GAP = 70;
  private static final int MAX_CHANNELS = 3;
  private static final int MAX_OUTPUTS = 6;
  private static final TextStyle HEAD = TextStyle.of(12).semibold();

  private final String name;
  private final Window window;
  private final boolean max;
  private final boolean countIncludePad;
  private final Tensor input;
  private final Tensor output;
  private final int[] positions;

  private PoolingSteps(
      String name,
      Window window,
      boolean max,
      boolean countIncludePad,
      Tensor input,
      Tensor output,
      int[] positions) {
    this.name = name;
    this.window = window;
    this.max = max;
    this.countIncludePad = countIncludePad;
    this.input = input;
    this.output = output;
    this.positions = positions;
  }

  /**
   * Steps of max pooling.
   *
   * @param layer the pooling
   * @param input {@code 1 x C x H x W}; the first three channels are drawn
   * @throws ShapeException if the shapes do not fit
   */
  public static PoolingSteps of(MaxPool2d layer, Tensor input) {
    requireOne(input);
    MaxPooling pooling = MaxPooling.of(layer, input);
    return new PoolingSteps(
        "Max pooling", layer.window(), true, false, input, pooling.values(), pooling.positions());
  }

  /** Steps of average pooling. */
  public static PoolingSteps of(AvgPool2d layer, Tensor input) {
    requireOne(input);
    Tensor output = KernelSelection.active().avgPool2d(layer, input);
    return new PoolingSteps(
        "Average pooling",
        layer.window(),
        false,
        layer.countIncludePad(),
        input,
        output,
        new int[0]);
  }

  private static void requireOne(Tensor input) {
    if (!input.shape().isImage() || input.shape().batch() != 1) {
      throw new ShapeException(
          "a step view shows one image, 1 x C x H x W, but was given %s.".formatted(input.shape()));
    }
  }

  /** One step as a still figure, from 0. */
  public Figure step(int step) {
    return figure().step(step);
  }

  private WindowAxis rows() {
    return window.alongHeight(input.shape().height());
  }

  private WindowAxis columns() {
    return window.alongWidth(input.shape().width());
  }

  /** Positions and formats that all steps share. */
  private record Layout(
      List<GridMarks.Plane> inputs,
      List<CellGrid> outputs,
      ValueFormat format,
      ValueFormat outputFormat,
      OutputRegion rows,
      OutputRegion columns,
      double width,
      double height) {}

  private Layout layout() {
    OutputRegion rows = region(rows());
    OutputRegion columns = region(columns());
    ValueFormat format = ValueFormat.of(input);
    ValueFormat outputFormat =
        max
            ? format
            : new ValueFormat(Math.max(format.decimals(), ValueFormat.of(output).decimals()));
    double cell = cell(input, format);
    double outputCell = cell(output, outputFormat);
    double inputsWidth = columns.inputs() * cell;
    double x = MARGIN + (rows.whole() && columns.whole() ? 0 : 18);
    double indices = rows.whole() && columns.whole() ? 0 : 14;
    List<GridMarks.Plane> inputs = new ArrayList<>();
    List<CellGrid> outputs = new ArrayList<>();
    double y = MARGIN + HEADER;
    double height = CellGrid.NUMBER_HEIGHT;
    for (int c = 0; c < Math.min(MAX_CHANNELS, input.shape().channels()); c++) {
      y += LABEL + indices;
      CellGrid grid = new CellGrid(x, y, rows.inputs(), columns.inputs(), cell, height);
      inputs.add(new GridMarks.Plane(grid, rows, columns, rows(), columns()));
      double outputY = y + (rows.inputs() - rows.outputs()) * height / 2;
      double outputX = x + inputsWidth + GAP;
      outputs.add(
          new CellGrid(outputX, outputY, rows.outputs(), columns.outputs(), outputCell, height));
      y += grid.height() + ROW_GAP;
    }
    double width = outputs.getFirst().bounds().right() + MARGIN + 18;
    requireRoom(width);
    return new Layout(
        inputs,
        outputs,
        format,
        outputFormat,
        rows,
        columns,
        Math.max(width, 380),
        y - ROW_GAP + MARGIN);
  }

  private void requireRoom(double width) {
    if (width > Scene.NOTEBOOK_WIDTH) {
      throw new ShapeException(
          "a pooling window of %s is too wide to draw with its numbers."
              .formatted(window.kernelText()));
    }
  }

  private static double cell(Tensor tensor, ValueFormat format) {
    double width = 24;
    for (float value : tensor.data()) {
      width = Math.max(width, CellGrid.widthFor(format.text(value)));
    }
    return Math.ceil(width);
  }

  private static OutputRegion region(WindowAxis axis) {
    boolean few = axis.output() <= MAX_OUTPUTS && axis.paddedInput() <= 2 * MAX_OUTPUTS;
    int count = Math.max(1, Math.min(4, 2 * MAX_OUTPUTS / Math.max(axis.stride(), axis.kernel())));
    return few ? OutputRegion.all(axis) : OutputRegion.around(axis, axis.output() / 2, count);
  }

  @Override
  public StepView figure() {
    Layout layout = layout();
    StepViewBuilder view =
        StepView.builder(title(), layout.width(), layout.height()).base(s -> base(s, layout));
    ConvolutionCard card = new ConvolutionCard(layout.rows(), layout.columns(), rows(), columns());
    for (int r = layout.rows().first(); r <= layout.rows().last(); r++) {
      for (int c = layout.columns().first(); c <= layout.columns().last(); c++) {
        int row = r;
        int column = c;
        String result = layout.outputFormat().text(output.at(0, 0, r, c));
        Frame frame =
            Frame.of(
                view.scene(s -> overlay(s, layout, row, column)),
                caption(r, c),
                formula(layout, r, c));
        view.frame(frame.card(card.scene(r, c, (max ? "max " : "mean ") + result)));
      }
    }
    hotspots(view, layout);
    return view.description(
            "%s step by step: %s over %s gives %s."
                .formatted(name, window, input.shape().perImage(), output.shape().perImage()))
        .build();
  }

  private String title() {
    return "%s %s on %s".formatted(name, window, input.shape().perImage());
  }

  private void base(SceneBuilder scene, Layout layout) {
    double y = MARGIN + 12;
    scene.text(layout.inputs().getFirst().grid().x(), y, "input", HEAD);
    scene.text(
        layout.outputs().getFirst().bounds().centerX(),
        y,
        max ? "maximum" : "mean",
        HEAD.centered());
    ColorScale colors = ColorScale.fitting(input);
    boolean cropped = !(layout.rows().whole() && layout.columns().whole());
    for (int i = 0; i < layout.inputs().size(); i++) {
      int channel = i;
      GridMarks.Plane plane = layout.inputs().get(i);
      CellGrid grid = plane.grid();
      scene.text(grid.x(), grid.y() - 5 - (cropped ? 14 : 0), "channel " + i, TextStyle.small());
      GridMarks.plane(
          scene,
          plane,
          (r, c) -> input.at(0, channel, r, c),
          java.util.Optional.of(layout.format()),
          colors);
      CellGrid out = layout.outputs().get(i);
      int firstRow = layout.rows().first();
      int firstColumn = layout.columns().first();
      out.draw(
          scene,
          (r, c) -> output.at(0, channel, r + firstRow, c + firstColumn),
          layout.outputFormat(),
          colors);
      if (cropped) {
        GridMarks.indices(
            scene, grid, layout.rows().inputFirst(), layout.columns().inputFirst(), false);
        GridMarks.indices(scene, out, firstRow, firstColumn, true);
      }
    }
  }

  private void overlay(SceneBuilder scene, Layout layout, int row, int column) {
    for (int i = 0; i < layout.inputs().size(); i++) {
      GridMarks.Plane plane = layout.inputs().get(i);
      GridMarks.window(scene, plane, row, column);
      CellGrid out = layout.outputs().get(i);
      Bounds cell = out.cell(row - layout.rows().first(), column - layout.columns().first());
      if (max) {
        int position = positions[position(i, row, column)];
        Bounds best =
            plane.cell(position / input.shape().width(), position % input.shape().width());
        scene.rect(
            best.x() + 2.5,
            best.y() + 2.5,
            best.width() - 5,
            best.height() - 5,
            7,
            Style.line(Palette.BLUE, 2));
      }
      Bounds box = plane.grid().bounds();
      scene.arrow(
          Style.line(GridMarks.NOW, 2),
          box.right() + 8,
          out.bounds().centerY(),
          out.x() - 4,
          cell.centerY());
      GridMarks.now(scene, cell);
    }
  }

  private int position(int channel, int row, int column) {
    int height = output.shape().height();
    return (channel * height + row) * output.shape().width() + column;
  }

  /** The values that a window sees, padding left out. */
  private List<Float> values(int channel, int row, int column) {
    List<Float> values = new ArrayList<>();
    for (int ky = 0; ky < window.kernelHeight(); ky++) {
      for (int kx = 0; kx < window.kernelWidth(); kx++) {
        int y = rows().start(row) + ky * window.dilationHeight();
        int x = columns().start(column) + kx * window.dilationWidth();
        if (y >= 0 && x >= 0 && y < input.shape().height() && x < input.shape().width()) {
          values.add(input.at(0, channel, y, x));
        }
      }
    }
    return values;
  }

  /** What a mean is divided by. */
  private int divisor(int row, int column, int real) {
    return countIncludePad ? rows().realOrPadding(row) * columns().realOrPadding(column) : real;
  }

  private String caption(int row, int column) {
    int cells = window.kernelHeight() * window.kernelWidth();
    int real = values(0, row, column).size();
    String where = String.format(Locale.ROOT, "Output row %d, column %d", row, column);
    if (real == cells) {
      return where + (max ? ": the ringed value is the largest." : ": the mean of the window.");
    }
    String rest =
        String.format(Locale.ROOT, "; %d of %d cells lie outside the input", cells - real, cells);
    if (max) {
      return where + rest + " and cannot win.";
    }
    return where
        + rest
        + (divisor(row, column, real) == real ? " and do not count." : " and count as 0.");
  }

  private String formula(Layout layout, int row, int column) {
    ValueFormat format = layout.format();
    List<Float> values = values(0, row, column);
    String result = "!" + layout.outputFormat().text(output.at(0, 0, row, column)) + "!";
    String channel = layout.inputs().size() > 1 ? "channel 0: " : "";
    if (max) {
      String list = values.stream().map(format::text).collect(Collectors.joining(", "));
      return channel + "max(" + list + ") = " + result;
    }
    StringBuilder sum = new StringBuilder(channel + "(");
    for (int i = 0; i < values.size(); i++) {
      sum.append(i == 0 ? format.text(values.get(i)) : format.summand(values.get(i)));
    }
    return sum + ") / " + divisor(row, column, values.size()) + " = " + result;
  }

  private void hotspots(StepViewBuilder view, Layout layout) {
    int step = 0;
    for (int r = layout.rows().first(); r <= layout.rows().last(); r++) {
      for (int c = layout.columns().first(); c <= layout.columns().last(); c++) {
        for (CellGrid out : layout.outputs()) {
          Bounds cell = out.cell(r - layout.rows().first(), c - layout.columns().first());
          view.hotspot(Hotspot.result(cell, step));
        }
        step++;
      }
    }
  }
}
