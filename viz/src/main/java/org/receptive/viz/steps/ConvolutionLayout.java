package org.receptive.viz.steps;

import java.util.ArrayList;
import java.util.List;
import org.receptive.engine.layer.Window;
import org.receptive.viz.figure.Scene;
import org.receptive.viz.layer.CellGrid;

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
  static final double INDEX = 14;
  static final double PRODUCT_LINE = 13;
  static final double NODE = 11;

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
      Detail detail,
      boolean stacked) {}

  final Choice choice;
  final ConvolutionCells cells;
  final List<CellGrid> inputs = new ArrayList<>();
  final List<List<CellGrid>> kernels = new ArrayList<>();
  final List<CellGrid> products = new ArrayList<>();
  final List<CellGrid> outputs = new ArrayList<>();
  final double sumX;
  final double nodeX;
  final double nodeY;
  final double width;
  final double height;
  private final Window window;

  ConvolutionLayout(ConvolutionRun run, Choice choice) {
    this.choice = choice;
    this.cells = new ConvolutionCells(run, choice);
    this.window = run.layer().window();
    double x = MARGIN + gutter();
    double kernelsX = x + choice.columns().inputs() * cells.inputWidth + GAP;
    double kernelsEnd = kernelsX + Math.max(0, shownKernels() * kernelStep() - 10);
    boolean nothingBetween = shownKernels() == 0;
    double productsX = choice.stacked() ? x : kernelsEnd + (nothingBetween ? 0 : GAP);
    double bottom = placeChannels(x, kernelsX, productsX);
    this.sumX = productsX + window.kernelWidth() * cells.productWidth + 8;
    this.nodeX = sumX + cells.sumWidth + 20 + NODE;
    double outputsHeight = placeOutputs(nodeX + NODE + GAP);
    this.nodeY =
        (products.getFirst().bounds().centerY() + products.getLast().bounds().centerY()) / 2;
    double highest = productHeadingY() + HEADER - 12;
    double top = Math.max(highest, nodeY - outputsHeight / 2);
    centerOutputs(top);
    this.height = Math.max(bottom, top + outputsHeight) + MARGIN;
    this.width = Math.max(kernelsEnd, outputs.getFirst().bounds().right() + gutter()) + MARGIN;
  }

  /** Places inputs, kernels and products of every channel; gives the lower edge. */
  private double placeChannels(double x, double kernelsX, double productsX) {
    double productsHeight = window.kernelHeight() * cells.productHeight;
    double indexRow = cropped() ? INDEX : 0;
    double inputHeight = choice.rows().inputs() * cells.height + indexRow;
    double body =
        Math.max(
            Math.max(inputHeight, window.kernelHeight() * cells.height),
            choice.stacked() ? 0 : productsHeight);
    double bottom = 0;
    for (int i = 0; i < choice.channels().size(); i++) {
      double y = MARGIN + HEADER + LABEL + i * (LABEL + body + ROW_GAP);
      inputs.add(
          new CellGrid(
              x,
              y + indexRow,
              choice.rows().inputs(),
              choice.columns().inputs(),
              cells.inputWidth,
              cells.height));
      double kernelsY = y + (body - window.kernelHeight() * cells.height) / 2;
      List<CellGrid> row = new ArrayList<>();
      for (int f = 0; f < shownKernels(); f++) {
        row.add(kernel(kernelsX + f * kernelStep(), kernelsY));
      }
      kernels.add(List.copyOf(row));
      double productsY =
          choice.stacked() ? y + body + HEADER + ROW_GAP : y + (body - productsHeight) / 2;
      products.add(
          new CellGrid(
              productsX,
              productsY,
              window.kernelHeight(),
              window.kernelWidth(),
              cells.productWidth,
              cells.productHeight));
      bottom = Math.max(y + body, productsY + productsHeight);
    }
    return bottom;
  }

  private CellGrid kernel(double x, double y) {
    return new CellGrid(
        x, y, window.kernelHeight(), window.kernelWidth(), cells.kernelWidth, cells.height);
  }

  private int shownKernels() {
    return switch (choice.kernels()) {
      case ALL -> choice.filters().size();
      case ACTIVE -> 1;
      case NONE -> 0;
    };
  }

  private double kernelStep() {
    return window.kernelWidth() * cells.kernelWidth + 10;
  }

  private double gutter() {
    return cropped() ? GUTTER : 0;
  }

  private double placeOutputs(double x) {
    double y = 0;
    for (int f = 0; f < choice.filters().size(); f++) {
      y += LABEL + (cropped() ? INDEX : 0);
      outputs.add(
          new CellGrid(
              x,
              y,
              choice.rows().outputs(),
              choice.columns().outputs(),
              cells.outputWidth,
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

  /** The baseline of the headings over products and sums. */
  double productHeadingY() {
    return choice.stacked() ? products.getFirst().y() - 8 : headingY();
  }

  /** The baseline of the headings at the top. */
  double headingY() {
    return MARGIN + 12;
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
}
