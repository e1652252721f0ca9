package org.receptive.viz.steps;

import java.util.Locale;
import java.util.function.BiPredicate;
import org.receptive.engine.layer.ConvTranspose2d;
import org.receptive.engine.layer.Padding;
import org.receptive.engine.layer.ShapeException;
import org.receptive.engine.layer.Window;
import org.receptive.engine.layer.WindowAxis;
import org.receptive.engine.tensor.Shape;
import org.receptive.viz.figure.Figure;
import org.receptive.viz.figure.Picture;

/**
 * How a window slides, without numbers: the input as a slanted sheet, the output as a second one
 * over it, lines of sight from the current output to its window (the picture of Dumoulin and
 * Visin's "A guide to convolution arithmetic for deep learning", 2016). Padding is dashed, what no
 * window touches is hatched.
 *
 * <p>A transposed convolution is drawn as the ordinary convolution that gives the same: zeros
 * between the inputs for the stride, zeros around them, and a window that moves by 1.
 */
public final class SlantedSheets implements Picture {
  private static final double WIDTH = 430;
  private static final double CARD_WIDTH = 114;
  private static final double CARD_HEIGHT = 120;
  private static final double LARGEST_UNIT = 34;
  private static final double SMALLEST_UNIT = 8;
  private static final int MAX_STEPS = 81;

  private final String title;
  private final String formula;
  private final Geometry geometry;

  private SlantedSheets(String title, String formula, Geometry geometry) {
    this.title = title;
    this.formula = formula;
    this.geometry = geometry;
    if (geometry.outputRows() * geometry.outputColumns() > MAX_STEPS) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s has %d x %d outputs; at most %d steps are drawn, take a smaller input.",
              title,
              geometry.outputRows(),
              geometry.outputColumns(),
              MAX_STEPS));
    }
  }

  /**
   * What is drawn, in cells; the input includes its padding.
   *
   * @param input whether a cell of the padded sheet is input, by row and column
   */
  record Geometry(
      int rows,
      int columns,
      int outputRows,
      int outputColumns,
      int kernelRows,
      int kernelColumns,
      int strideRows,
      int strideColumns,
      int dilationRows,
      int dilationColumns,
      int unusedRows,
      int unusedColumns,
      BiPredicate<Integer, Integer> input) {
    boolean isInput(int row, int column) {
      return input.test(row, column);
    }

    int extentRows() {
      return dilationRows * (kernelRows - 1) + 1;
    }

    int extentColumns() {
      return dilationColumns * (kernelColumns - 1) + 1;
    }
  }

  /**
   * A window of a convolution or pooling over an input of the given size.
   *
   * @throws ShapeException if the window does not fit
   */
  public static SlantedSheets of(Window window, int height, int width) {
    WindowAxis y = window.alongHeight(height);
    WindowAxis x = window.alongWidth(width);
    OutputRegion rows = OutputRegion.all(y);
    OutputRegion columns = OutputRegion.all(x);
    Geometry geometry =
        new Geometry(
            rows.inputs(),
            columns.inputs(),
            y.output(),
            x.output(),
            y.kernel(),
            x.kernel(),
            y.stride(),
            x.stride(),
            y.dilation(),
            x.dilation(),
            y.unused(),
            x.unused(),
            (r, c) ->
                r >= y.padBefore()
                    && r < y.padBefore() + height
                    && c >= x.padBefore()
                    && c < x.padBefore() + width);
    return new SlantedSheets(
        String.format(Locale.ROOT, "Window %s on %d x %d", window, height, width),
        formula(y),
        geometry);
  }

  private static String formula(WindowAxis axis) {
    String brackets = axis.ceilMode() ? "⌈%s⌉" : "⌊%s⌋";
    String division =
        String.format(
            Locale.ROOT,
            "(%d + %d + %d − %d) / %d",
            axis.input(),
            axis.padBefore(),
            axis.padAfter(),
            axis.extent(),
            axis.stride());
    return "*H*_{out} = " + brackets.formatted(division) + " + 1 = !" + axis.output() + "!";
  }

  /**
   * A transposed convolution on an input of the given size.
   *
   * @throws ShapeException if the padding cuts everything off, or more than the kernel reaches
   */
  public static SlantedSheets of(ConvTranspose2d layer, int height, int width) {
    Window window = layer.window();
    Shape out = layer.output(java.util.List.of(Shape.of(1, layer.inChannels(), height, width)));
    Padding.Explicit padding = (Padding.Explicit) window.padding();
    int reachRows = window.dilationHeight() * (window.kernelHeight() - 1);
    int reachColumns = window.dilationWidth() * (window.kernelWidth() - 1);
    int top = reachRows - padding.top();
    int left = reachColumns - padding.left();
    if (top < 0 || left < 0) {
      throw new ShapeException(
          "the padding %s cuts off more than the kernel reaches; that picture is not drawn."
              .formatted(padding));
    }
    int strideRows = window.strideHeight();
    int strideColumns = window.strideWidth();
    Geometry geometry =
        new Geometry(
            out.height() + reachRows,
            out.width() + reachColumns,
            out.height(),
            out.width(),
            window.kernelHeight(),
            window.kernelWidth(),
            1,
            1,
            window.dilationHeight(),
            window.dilationWidth(),
            0,
            0,
            (r, c) ->
                isSpread(r - top, strideRows, height) && isSpread(c - left, strideColumns, width));
    return new SlantedSheets(
        String.format(Locale.ROOT, "Transposed window %s on %d x %d", window, height, width),
        formula(layer, height, out.height()),
        geometry);
  }

  private static String formula(ConvTranspose2d layer, int height, int output) {
    Padding.Explicit padding = (Padding.Explicit) layer.window().padding();
    return String.format(
        Locale.ROOT,
        "*H*_{out} = (%d − 1) · %d − %d + %d + %d + 1 = !%d!",
        height,
        layer.window().strideHeight(),
        padding.top() + padding.bottom(),
        layer.window().dilationHeight() * (layer.window().kernelHeight() - 1),
        layer.outputPaddingHeight(),
        output);
  }

  private static boolean isSpread(int position, int stride, int count) {
    return position >= 0 && position % stride == 0 && position / stride < count;
  }

  /** One step as a still figure, from 0. */
  public Figure step(int step) {
    return figure().step(step);
  }

  @Override
  public StepView figure() {
    SheetPainter painter = fitting(WIDTH, Double.POSITIVE_INFINITY);
    SheetPainter small = fitting(CARD_WIDTH, CARD_HEIGHT);
    double width = Math.max(WIDTH, painter.width);
    double shift = (width - painter.width) / 2;
    StepViewBuilder view =
        StepView.builder(title, width, painter.height)
            .base(scene -> scene.at(shift, 0, painter::inputSheet));
    int step = 0;
    for (int r = 0; r < geometry.outputRows(); r++) {
      for (int c = 0; c < geometry.outputColumns(); c++) {
        int row = r;
        int column = c;
        Frame frame =
            Frame.of(
                view.scene(scene -> scene.at(shift, 0, at -> painter.step(at, row, column))),
                caption(r, c),
                formula);
        view.frame(frame.card(small.card(r, c, CARD_WIDTH)));
        view.hotspot(Hotspot.result(painter.outputBox(r, c).translated(shift, 0), step++));
      }
    }
    return view.description(
            String.format(
                Locale.ROOT,
                "%s: %d x %d outputs, each over the window that it sees.",
                title,
                geometry.outputRows(),
                geometry.outputColumns()))
        .build();
  }

  /** The largest painter that keeps to a width and a height. */
  private SheetPainter fitting(double width, double height) {
    double unit = LARGEST_UNIT;
    SheetPainter painter = new SheetPainter(geometry, unit);
    while (painter.width > width || painter.height > height) {
      unit *= 0.97;
      painter = new SheetPainter(geometry, unit);
      if (unit < SMALLEST_UNIT / 4) {
        return painter;
      }
    }
    return painter;
  }

  private String caption(int row, int column) {
    int real = 0;
    for (int ky = 0; ky < geometry.kernelRows(); ky++) {
      for (int kx = 0; kx < geometry.kernelColumns(); kx++) {
        int y = row * geometry.strideRows() + ky * geometry.dilationRows();
        int x = column * geometry.strideColumns() + kx * geometry.dilationColumns();
        real += geometry.isInput(y, x) ? 1 : 0;
      }
    }
    int elements = geometry.kernelRows() * geometry.kernelColumns();
    String where =
        String.format(
            Locale.ROOT,
            "Output row %d, column %d sees %d input%s",
            row,
            column,
            real,
            real == 1 ? "" : "s");
    return real == elements
        ? where + "."
        : where + String.format(Locale.ROOT, " and %d zeros.", elements - real);
  }
}
