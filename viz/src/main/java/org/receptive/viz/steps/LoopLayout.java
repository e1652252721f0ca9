package org.receptive.viz.steps;

import java.util.ArrayList;
import java.util.List;
import org.receptive.viz.figure.Scene;
import org.receptive.viz.figure.TextMetrics;
import org.receptive.viz.figure.TextStyle;
import org.receptive.viz.layer.CellGrid;
import org.receptive.viz.layer.ValueFormat;

/**
 * Where everything of the loop view stands: the code with the values of its indices, and beside it
 * (or below, if that is too wide) the input channels, the kernels and the output.
 */
final class LoopLayout {
  static final double MARGIN = 14;
  static final double LINE = 18;
  static final double STEP = 13;
  static final double GUTTER = 16;
  static final double BOX = 34;
  static final double BOX_HEIGHT = 22;
  static final double SUM_BOX = 62;
  static final double LABEL = 18;
  static final double INDEX = 14;
  static final TextStyle CODE = TextStyle.of(12);
  static final List<String> INDICES = List.of("k", "i", "j", "c", "u", "v");
  private static final double GAP = 20;
  private static final double TALLEST = 560;
  private static final double LARGEST_COLOR = 14;

  /**
   * What is drawn.
   *
   * @param channels the input channels
   * @param filter the filter
   * @param rows the output rows
   * @param columns the output columns
   */
  record Choice(List<Integer> channels, int filter, OutputRegion rows, OutputRegion columns) {}

  final Choice choice;
  final LoopCode code;
  final boolean numbers;
  final ValueFormat inputFormat;
  final ValueFormat weightFormat;
  final ValueFormat sumFormat;
  final List<CellGrid> inputs;
  final List<CellGrid> kernels;
  final CellGrid output;
  final double codeWidth;
  final double indicesY;
  final double width;
  final double height;

  LoopLayout(ConvolutionRun run, Choice choice, boolean numbers, boolean below) {
    this.choice = choice;
    this.code = LoopCode.of(run);
    this.numbers = numbers;
    this.inputFormat = ValueFormat.of(run.input());
    this.weightFormat = ValueFormat.of(run.weight());
    this.sumFormat = ConvolutionCells.sumFormat(run);
    this.codeWidth = Math.max(widestLine(), INDICES.size() * BOX + SUM_BOX + 2 * GAP);
    this.indicesY = MARGIN + code.lines().size() * LINE + 26;
    double codeBottom = indicesY + BOX_HEIGHT;
    double left = below ? MARGIN : MARGIN + codeWidth + GAP;
    double top = below ? codeBottom + GAP : MARGIN;
    boolean cropped = !choice.rows().whole() || !choice.columns().whole();
    double indexRoom = cropped ? INDEX : 0;
    double cell = numbers ? CellGrid.NUMBER_HEIGHT : color(choice);
    double inputCell = numbers ? inputWidth(run) : cell;
    double weightCell = numbers ? weightWidth(run) : cell;
    List<CellGrid> planes = new ArrayList<>();
    List<CellGrid> weights = new ArrayList<>();
    double y = top + LABEL + indexRoom;
    double kernelX = left + indexRoom + choice.columns().inputs() * inputCell + GAP;
    int kernelRows = run.layer().window().kernelHeight();
    int kernelColumns = run.layer().window().kernelWidth();
    for (int i = 0; i < choice.channels().size(); i++) {
      planes.add(
          new CellGrid(
              left + indexRoom,
              y,
              choice.rows().inputs(),
              choice.columns().inputs(),
              inputCell,
              cell));
      weights.add(new CellGrid(kernelX, y, kernelRows, kernelColumns, weightCell, cell));
      y += Math.max(choice.rows().inputs(), kernelRows) * cell + LABEL + indexRoom + 6;
    }
    this.inputs = List.copyOf(planes);
    this.kernels = List.copyOf(weights);
    double kernelsRight = Math.max(kernels.getFirst().bounds().right(), kernelX + 46);
    this.output =
        new CellGrid(
            kernelsRight + GAP,
            top + LABEL + indexRoom,
            choice.rows().outputs(),
            choice.columns().outputs(),
            outputWidth(run),
            CellGrid.NUMBER_HEIGHT);
    double picturesBottom = Math.max(y - LABEL - indexRoom - 6, output.bounds().bottom());
    this.width = Math.max(output.bounds().right() + indexRoom, MARGIN + codeWidth) + MARGIN;
    this.height = Math.max(codeBottom, picturesBottom) + MARGIN;
  }

  private static double color(Choice choice) {
    double side = Math.max(choice.rows().inputs(), choice.columns().inputs());
    return Math.min(LARGEST_COLOR, Math.max(4, 150 / side));
  }

  boolean fits() {
    return width <= Scene.NOTEBOOK_WIDTH && height <= TALLEST;
  }

  boolean cropped() {
    return !choice.rows().whole() || !choice.columns().whole();
  }

  double lineY(int line) {
    return MARGIN + line * LINE;
  }

  double indexX(int index) {
    return MARGIN + GUTTER + index * BOX;
  }

  private double widestLine() {
    return GUTTER
        + code.lines().stream()
            .mapToDouble(
                line -> line.indent() * STEP + TextMetrics.reservedWidth(line.text(), CODE))
            .max()
            .orElse(0)
        + 6;
  }

  private double inputWidth(ConvolutionRun run) {
    double widest = 22;
    for (int channel : choice.channels()) {
      int firstRow = choice.rows().inputFirst();
      int firstColumn = choice.columns().inputFirst();
      widest =
          Math.max(
              widest,
              CellGrid.widthFor(
                  choice.rows().inputs(),
                  choice.columns().inputs(),
                  (r, c) -> run.inputAt(channel, r + firstRow, c + firstColumn),
                  inputFormat));
    }
    return widest;
  }

  private double weightWidth(ConvolutionRun run) {
    double widest = 22;
    for (int channel : choice.channels()) {
      int depth = channel - run.firstChannel(choice.filter());
      widest =
          Math.max(
              widest,
              CellGrid.widthFor(
                  run.layer().window().kernelHeight(),
                  run.layer().window().kernelWidth(),
                  (r, c) -> run.weight().at(choice.filter(), depth, r, c),
                  weightFormat));
    }
    return widest;
  }

  private double outputWidth(ConvolutionRun run) {
    int row = choice.rows().first();
    int column = choice.columns().first();
    return Math.max(
        24,
        CellGrid.widthFor(
            choice.rows().outputs(),
            choice.columns().outputs(),
            (r, c) -> run.outputAt(choice.filter(), r + row, c + column),
            sumFormat));
  }
}
