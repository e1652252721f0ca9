package org.receptive.viz.steps;

import java.util.ArrayList;
import java.util.List;
import org.receptive.engine.layer.Window;
import org.receptive.viz.figure.Scene;
import org.receptive.viz.layer.CellGrid;
import org.receptive.viz.layer.ValueFormat;

/**
 * Where everything of a convolution's step picture stands: from left to right the input channels
 * (one below the other), the filters, the products of one step, their sums, and the outputs.
 */
final class ConvolutionLayout {
  static final double MARGIN = 14;
  static final double GAP = 22;
  static final double HEADER = 24;
  static final double LABEL = 18;
  static final double ROW_GAP = 10;
  static final double GUTTER = 18;
  static final double PRODUCT_LINE = 13;
  static final double NODE = 11;
  private static final double COLOR_CELL = 12;
  private static final double SMALL_COLOR_CELL = 9;
  private static final int WIDE_KERNEL = 7;

  /** How much of each product is written out. */
  enum Detail {
    /** Input value, weight and product. */
    SPELLED,
    /** The product alone. */
    PRODUCT,
    /** Its colour alone. */
    COLOR
  }

  /** Which filters stand between input and products. */
  enum Kernels {
    /** All that are stepped through. */
    ALL,
    /** The one of the step. */
    ACTIVE,
    /** None: the products spell the weights out. */
    NONE
  }

  /** What a layout shows. */
  record Choice(
      OutputRegion rows,
      OutputRegion columns,
      List<Integer> channels,
      List<Integer> filters,
      Kernels kernels,
      Detail detail) {}

  final Choice choice;
  final ValueFormat inputFormat;
  final ValueFormat weightFormat;
  final ValueFormat sumFormat;
  final List<CellGrid> inputs = new ArrayList<>();
  final List<List<CellGrid>> kernels = new ArrayList<>();
  final List<CellGrid> products = new ArrayList<>();
  final List<CellGrid> outputs = new ArrayList<>();
  private final double colorCell;
  final double sumX;
  final double sumWidth;
  final double nodeX;
  final double nodeY;
  final double width;
  final double height;

  ConvolutionLayout(ConvolutionRun run, Choice choice) {
    this.choice = choice;
    this.inputFormat = ValueFormat.of(run.input());
    this.weightFormat = ValueFormat.of(run.weight());
    this.sumFormat = sumFormat(run);
    Window window = run.layer().window();
    this.colorCell = window.kernelWidth() > WIDE_KERNEL ? SMALL_COLOR_CELL : COLOR_CELL;
    boolean cropped = !(choice.rows().whole() && choice.columns().whole());
    double gutter = cropped ? GUTTER : 0;
    double top = MARGIN + HEADER;
    double x = MARGIN + gutter;
    boolean numbers = choice.detail() != Detail.COLOR;
    double cellHeight = numbers ? CellGrid.NUMBER_HEIGHT : colorCell;
    double inputCell = numbers ? inputCellWidth(run) : colorCell;
    double kernelCell = numbers ? numberCell(widest(run.weight().data(), weightFormat)) : colorCell;
    double productWidth = productCellWidth(run);
    double productHeight = productCellHeight();
    double bodyHeight =
        Math.max(
            choice.rows().inputs() * cellHeight + (cropped ? LABEL - 4 : 0),
            window.kernelHeight() * Math.max(productHeight, cellHeight));
    double rowPitch = LABEL + bodyHeight + ROW_GAP;
    double kernelsX = x + choice.columns().inputs() * inputCell + GAP;
    int shownKernels =
        switch (choice.kernels()) {
          case ALL -> choice.filters().size();
          case ACTIVE -> 1;
          case NONE -> 0;
        };
    double kernelStep = window.kernelWidth() * kernelCell + 10;
    double productsX = kernelsX + (shownKernels == 0 ? 0 : shownKernels * kernelStep - 10 + GAP);
    for (int i = 0; i < choice.channels().size(); i++) {
      double y = top + LABEL + i * rowPitch;
      double inputY = y + (cropped ? LABEL - 4 : 0);
      inputs.add(
          new CellGrid(
              x, inputY, choice.rows().inputs(), choice.columns().inputs(), inputCell, cellHeight));
      kernels.add(
          kernelRow(
              window,
              new CellGrid(kernelsX, y, 1, shownKernels, kernelCell, cellHeight),
              bodyHeight,
              kernelStep));
      double productsY = y + (bodyHeight - window.kernelHeight() * productHeight) / 2;
      products.add(
          new CellGrid(
              productsX,
              productsY,
              window.kernelHeight(),
              window.kernelWidth(),
              productWidth,
              productHeight));
    }
    double bodyBottom = top + choice.channels().size() * rowPitch - ROW_GAP;
    this.sumX = productsX + window.kernelWidth() * productWidth + 8;
    this.sumWidth = CellGrid.widthFor("= " + longest(run)) + 6;
    this.nodeX = sumX + sumWidth + 20 + NODE;
    double outputX = nodeX + NODE + GAP;
    double outputCell = numberCell(widest(shownOutputs(run), sumFormat));
    double outputsHeight = placeOutputs(outputX, outputCell, gutter);
    double middle =
        (products.getFirst().bounds().centerY() + products.getLast().bounds().centerY()) / 2;
    this.height = Math.max(bodyBottom, top + outputsHeight) + MARGIN;
    this.nodeY = middle;
    centerOutputs(Math.max(top, middle - outputsHeight / 2));
    this.width = outputX + choice.columns().outputs() * outputCell + gutter + MARGIN;
  }

  /** The kernels of one channel side by side; {@code first} tells corner, count and cell size. */
  private static List<CellGrid> kernelRow(
      Window window, CellGrid first, double bodyHeight, double step) {
    double top = first.y() + (bodyHeight - window.kernelHeight() * first.cellHeight()) / 2;
    List<CellGrid> row = new ArrayList<>();
    for (int f = 0; f < first.columns(); f++) {
      row.add(
          new CellGrid(
              first.x() + f * step,
              top,
              window.kernelHeight(),
              window.kernelWidth(),
              first.cellWidth(),
              first.cellHeight()));
    }
    return List.copyOf(row);
  }

  private double placeOutputs(double x, double cell, double gutter) {
    double y = 0;
    for (int f = 0; f < choice.filters().size(); f++) {
      y += LABEL + (gutter > 0 ? LABEL - 4 : 0);
      outputs.add(
          new CellGrid(
              x,
              y,
              choice.rows().outputs(),
              choice.columns().outputs(),
              cell,
              CellGrid.NUMBER_HEIGHT));
      y += outputs.getLast().height() + ROW_GAP;
    }
    return y - ROW_GAP;
  }

  private void centerOutputs(double top) {
    outputs.replaceAll(
        g ->
            new CellGrid(g.x(), g.y() + top, g.rows(), g.columns(), g.cellWidth(), g.cellHeight()));
  }

  boolean cropped() {
    return !(choice.rows().whole() && choice.columns().whole());
  }

  /** Whether cells are wide enough for numbers. */
  boolean hasNumbers() {
    return choice.detail() != Detail.COLOR;
  }

  boolean fits() {
    return width <= Scene.NOTEBOOK_WIDTH;
  }

  private static double numberCell(double width) {
    return Math.max(22, Math.ceil(width));
  }

  private double inputCellWidth(ConvolutionRun run) {
    double width = 0;
    for (int channel : choice.channels()) {
      for (int r = choice.rows().inputFirst(); r <= choice.rows().inputLast(); r++) {
        for (int c = choice.columns().inputFirst(); c <= choice.columns().inputLast(); c++) {
          width = Math.max(width, CellGrid.widthFor(inputFormat.text(run.inputAt(channel, r, c))));
        }
      }
    }
    return numberCell(width);
  }

  private double productCellWidth(ConvolutionRun run) {
    double product = CellGrid.widthFor(longest(run));
    double weight = widest(run.weight().data(), weightFormat);
    return switch (choice.detail()) {
      case SPELLED ->
          Math.ceil(
                  Math.max(
                      product + CellGrid.widthFor("= ") - 4, weight + CellGrid.widthFor("× ") - 4))
              + 2;
      case PRODUCT -> numberCell(product);
      case COLOR -> colorCell;
    };
  }

  private double productCellHeight() {
    return switch (choice.detail()) {
      case SPELLED -> 3 * PRODUCT_LINE + 5;
      case PRODUCT -> CellGrid.NUMBER_HEIGHT;
      case COLOR -> colorCell;
    };
  }

  /** Products and sums are written alike; the longest text of them all decides on widths. */
  private String longest(ConvolutionRun run) {
    String longest = "";
    double longestWidth = 0;
    for (int f : choice.filters()) {
      for (int r = choice.rows().first(); r <= choice.rows().last(); r++) {
        for (int c = choice.columns().first(); c <= choice.columns().last(); c++) {
          for (WindowSum.ChannelProducts channel : run.sum(f, r, c).channels()) {
            List<Double> values = new ArrayList<>();
            values.add(channel.sum());
            channel.taps().forEach(line -> line.forEach(tap -> values.add(tap.product())));
            for (double value : values) {
              double width = CellGrid.widthFor(sumFormat.text(value));
              if (width > longestWidth) {
                longestWidth = width;
                longest = sumFormat.text(value);
              }
            }
          }
        }
      }
    }
    return longest;
  }

  private static double widest(float[] values, ValueFormat format) {
    double width = 0;
    for (float value : values) {
      width = Math.max(width, CellGrid.widthFor(format.text(value)));
    }
    return width;
  }

  private float[] shownOutputs(ConvolutionRun run) {
    List<Float> values = new ArrayList<>();
    for (int f : choice.filters()) {
      for (int r = choice.rows().first(); r <= choice.rows().last(); r++) {
        for (int c = choice.columns().first(); c <= choice.columns().last(); c++) {
          values.add((float) run.outputAt(f, r, c));
        }
      }
    }
    float[] array = new float[values.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = values.get(i);
    }
    return array;
  }

  /** Whole numbers stay whole; else sums have at least two decimals. */
  private ValueFormat sumFormat(ConvolutionRun run) {
    ValueFormat output = ValueFormat.of(run.output());
    boolean whole = inputFormat.decimals() == 0 && weightFormat.decimals() == 0;
    return whole ? output : new ValueFormat(Math.max(2, output.decimals()));
  }
}
