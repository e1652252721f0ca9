package org.receptive.viz.steps;

import java.util.DoubleSummaryStatistics;
import org.receptive.viz.layer.CellGrid;
import org.receptive.viz.layer.ValueFormat;

/** How large the cells of a convolution's step picture are, and how their numbers are written. */
final class ConvolutionCells {
  private static final double COLOR_CELL = 12;
  private static final double SMALL_COLOR_CELL = 9;
  private static final int WIDE_KERNEL = 7;
  private static final double PRODUCT_LINE = ConvolutionLayout.PRODUCT_LINE;

  private final ConvolutionLayout.Choice choice;
  final ValueFormat inputFormat;
  final ValueFormat weightFormat;
  final ValueFormat sumFormat;
  final double height;
  final double inputWidth;
  final double kernelWidth;
  final double productWidth;
  final double productHeight;
  final double outputWidth;
  final double sumWidth;

  ConvolutionCells(ConvolutionRun run, ConvolutionLayout.Choice choice) {
    this.choice = choice;
    this.inputFormat = ValueFormat.of(run.input());
    this.weightFormat = ValueFormat.of(run.weight());
    this.sumFormat = sumFormat(run);
    boolean numbers = choice.detail() != ConvolutionLayout.Detail.COLOR;
    double color = run.layer().window().kernelWidth() > WIDE_KERNEL ? SMALL_COLOR_CELL : COLOR_CELL;
    double weights = CellGrid.widthFor(longestWeight(run));
    String longest = longestProduct(run);
    this.height = numbers ? CellGrid.NUMBER_HEIGHT : color;
    this.inputWidth = numbers ? inputCellWidth(run) : color;
    this.kernelWidth = numbers ? numberCell(weights) : color;
    this.productWidth = productWidth(CellGrid.widthFor(longest), weights, color);
    this.productHeight =
        switch (choice.detail()) {
          case SPELLED -> 3 * PRODUCT_LINE + 5;
          case PRODUCT -> CellGrid.NUMBER_HEIGHT;
          case COLOR -> color;
        };
    this.outputWidth = numberCell(CellGrid.widthFor(longestOutput(run)));
    this.sumWidth = CellGrid.widthFor("= " + longest) + 6;
  }

  private static double numberCell(double width) {
    return Math.max(22, Math.ceil(width));
  }

  private double productWidth(double product, double weights, double color) {
    double sign = CellGrid.widthFor("= ") - 4;
    return switch (choice.detail()) {
      // The result is bold: wider than the measure.
      case SPELLED -> Math.ceil(Math.max(product, weights) + sign) + 7;
      case PRODUCT -> numberCell(product);
      case COLOR -> color;
    };
  }

  private double inputCellWidth(ConvolutionRun run) {
    DoubleSummaryStatistics range = new DoubleSummaryStatistics();
    for (int channel : choice.channels()) {
      for (int r = choice.rows().inputFirst(); r <= choice.rows().inputLast(); r++) {
        for (int c = choice.columns().inputFirst(); c <= choice.columns().inputLast(); c++) {
          range.accept(run.inputAt(channel, r, c));
        }
      }
    }
    return numberCell(CellGrid.widthFor(longest(range, inputFormat)));
  }

  /** The longest text that a value of this range may have, all digits taken as wide ones. */
  private static String longest(DoubleSummaryStatistics range, ValueFormat format) {
    String low = format.text(range.getMin()).replaceAll("[0-9]", "0");
    String high = format.text(range.getMax()).replaceAll("[0-9]", "0");
    return CellGrid.widthFor(low) > CellGrid.widthFor(high) ? low : high;
  }

  /** Products and sums are written alike; the longest of them all decides on widths. */
  private String longestProduct(ConvolutionRun run) {
    DoubleSummaryStatistics range = new DoubleSummaryStatistics();
    forEachOutput(
        (filter, row, column) -> {
          for (WindowSum.ChannelProducts channel : run.sum(filter, row, column).channels()) {
            range.accept(channel.sum());
            channel.taps().forEach(line -> line.forEach(tap -> range.accept(tap.product())));
          }
        });
    return longest(range, sumFormat);
  }

  private String longestWeight(ConvolutionRun run) {
    DoubleSummaryStatistics range = new DoubleSummaryStatistics();
    for (float weight : run.weight().data()) {
      range.accept(weight);
    }
    return longest(range, weightFormat);
  }

  private String longestOutput(ConvolutionRun run) {
    DoubleSummaryStatistics range = new DoubleSummaryStatistics();
    forEachOutput((filter, row, column) -> range.accept(run.outputAt(filter, row, column)));
    return longest(range, sumFormat);
  }

  private interface OutputVisitor {
    void visit(int filter, int row, int column);
  }

  private void forEachOutput(OutputVisitor visitor) {
    for (int filter : choice.filters()) {
      for (int row = choice.rows().first(); row <= choice.rows().last(); row++) {
        for (int column = choice.columns().first(); column <= choice.columns().last(); column++) {
          visitor.visit(filter, row, column);
        }
      }
    }
  }

  /** Whole numbers stay whole; else sums have at least two decimals. */
  static ValueFormat sumFormat(ConvolutionRun run) {
    ValueFormat output = ValueFormat.of(run.output());
    boolean whole =
        ValueFormat.of(run.input()).decimals() == 0 && ValueFormat.of(run.weight()).decimals() == 0;
    return whole ? output : new ValueFormat(Math.max(2, output.decimals()));
  }
}
