package org.receptive.viz.steps;

import java.util.ArrayList;
import java.util.List;
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
    double color =
        run.layer().window().kernelWidth() > WIDE_KERNEL ? SMALL_COLOR_CELL : COLOR_CELL;
    double weights = widest(run.weight().data(), weightFormat);
    String longest = longest(run);
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
    this.outputWidth = numberCell(widest(shownOutputs(run), sumFormat));
    this.sumWidth = CellGrid.widthFor("= " + longest) + 6;
  }

  private static double numberCell(double width) {
    return Math.max(22, Math.ceil(width));
  }

  private double productWidth(double product, double weights, double color) {
    double sign = CellGrid.widthFor("= ") - 4;
    return switch (choice.detail()) {
      case SPELLED -> Math.ceil(Math.max(product, weights) + sign) + 2;
      case PRODUCT -> numberCell(product);
      case COLOR -> color;
    };
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
