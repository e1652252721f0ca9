package org.receptive.viz.steps;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.receptive.engine.layer.WindowAxis;
import org.receptive.viz.figure.Bounds;
import org.receptive.viz.figure.Palette;
import org.receptive.viz.figure.SceneBuilder;
import org.receptive.viz.figure.Style;
import org.receptive.viz.figure.TextStyle;
import org.receptive.viz.layer.CellGrid;
import org.receptive.viz.layer.ColorScale;

/** Paints the loop view: the code and the pictures, and for each step what runs and where. */
final class LoopPainter {
  private static final TextStyle LABEL = TextStyle.of(11).semibold();
  private static final TextStyle VALUE = TextStyle.of(12).semibold().centered();

  private final ConvolutionRun run;
  private final LoopLayout layout;
  private final ColorScale inputColors;
  private final ColorScale weightColors;
  private final ColorScale outputColors;

  LoopPainter(ConvolutionRun run, LoopLayout layout) {
    this.run = run;
    this.layout = layout;
    this.inputColors = ColorScale.fitting(run.input());
    this.weightColors = ColorScale.diverging(run.weight());
    this.outputColors = ColorScale.diverging(run.output());
  }

  private GridMarks.Plane plane(int index) {
    return new GridMarks.Plane(
        layout.inputs.get(index),
        layout.choice.rows(),
        layout.choice.columns(),
        run.rows(),
        run.columns());
  }

  /** The pictures, and the names of the indices. */
  void base(SceneBuilder scene) {
    double room = layout.cropped() ? LoopLayout.INDEX : 0;
    for (int i = 0; i < layout.inputs.size(); i++) {
      int channel = layout.choice.channels().get(i);
      int depth = channel - run.firstChannel(layout.choice.filter());
      CellGrid grid = layout.inputs.get(i);
      scene.text(
          grid.x(), grid.y() - 5 - room, String.format(Locale.ROOT, "x[%d]", channel), LABEL);
      GridMarks.plane(
          scene,
          plane(i),
          (r, c) -> run.inputAt(channel, r, c),
          layout.numbers ? Optional.of(layout.inputFormat) : Optional.empty(),
          inputColors);
      if (layout.cropped()) {
        int row = layout.choice.rows().inputFirst();
        GridMarks.indices(scene, grid, row, layout.choice.columns().inputFirst(), false);
      }
      kernel(scene, layout.kernels.get(i), depth);
    }
    output(scene, room);
    for (int i = 0; i < LoopLayout.INDICES.size(); i++) {
      box(scene, LoopLayout.INDICES.get(i), layout.indexX(i), LoopLayout.BOX - 6);
    }
    box(scene, "sum", sumX(), LoopLayout.SUM_BOX);
  }

  private void kernel(SceneBuilder scene, CellGrid grid, int depth) {
    int filter = layout.choice.filter();
    scene.text(
        grid.x(), grid.y() - 5, String.format(Locale.ROOT, "w[%d][%d]", filter, depth), LABEL);
    CellGrid.Values values = (r, c) -> run.weight().at(filter, depth, r, c);
    if (layout.numbers) {
      grid.draw(scene, values, layout.weightFormat, weightColors);
    } else {
      grid.drawColors(scene, values, weightColors);
    }
  }

  private void output(SceneBuilder scene, double room) {
    CellGrid grid = layout.output;
    int filter = layout.choice.filter();
    scene.text(grid.x(), grid.y() - 5 - room, String.format(Locale.ROOT, "y[%d]", filter), LABEL);
    int firstRow = layout.choice.rows().first();
    int firstColumn = layout.choice.columns().first();
    CellGrid.Values values = (r, c) -> run.outputAt(filter, r + firstRow, c + firstColumn);
    grid.draw(scene, values, layout.sumFormat, outputColors);
    if (layout.cropped()) {
      GridMarks.indices(scene, grid, firstRow, firstColumn, true);
    }
  }

  private double sumX() {
    return layout.indexX(LoopLayout.INDICES.size()) + 8;
  }

  private void box(SceneBuilder scene, String name, double x, double width) {
    double y = layout.indicesY;
    scene.text(x + width / 2, y - 5, name, LABEL.color(Palette.MUTED_TEXT).centered());
    scene.rect(
        x, y, width, LoopLayout.BOX_HEIGHT, 3, Style.fill(Palette.FAINT).stroke(Palette.GRID, 1));
  }

  /** What one step adds: its line, its indices, the places it reads and writes. */
  void overlay(SceneBuilder scene, LoopStep step) {
    code(scene, layout.code.line(step.role()));
    indices(scene, step);
    places(scene, step);
    outputs(scene, step);
  }

  private void code(SceneBuilder scene, int current) {
    double y = layout.lineY(current);
    scene.rect(
        LoopLayout.MARGIN,
        y,
        layout.codeWidth,
        LoopLayout.LINE,
        3,
        Style.fill(Palette.tint(GridMarks.NOW, 0.72)));
    double middle = y + LoopLayout.LINE / 2;
    double left = LoopLayout.MARGIN + 3;
    scene.polygon(Style.fill(GridMarks.NOW), left, middle - 5, left + 9, middle, left, middle + 5);
    List<LoopCode.Line> lines = layout.code.lines();
    for (int i = 0; i < lines.size(); i++) {
      double x = LoopLayout.MARGIN + LoopLayout.GUTTER + lines.get(i).indent() * LoopLayout.STEP;
      TextStyle style = i == current ? LoopLayout.CODE.semibold() : LoopLayout.CODE;
      scene.text(x, layout.lineY(i) + 13, lines.get(i).text(), style);
    }
  }

  private void indices(SceneBuilder scene, LoopStep step) {
    List<Optional<Integer>> values =
        List.of(
            Optional.of(step.filter()),
            Optional.of(step.row()),
            Optional.of(step.column()),
            step.channel(),
            step.kernelRow(),
            step.kernelColumn());
    double y = layout.indicesY + 15.5;
    for (int i = 0; i < values.size(); i++) {
      String text = values.get(i).map(String::valueOf).orElse("·");
      scene.text(layout.indexX(i) + (LoopLayout.BOX - 6) / 2, y, text, VALUE);
    }
    scene.text(sumX() + LoopLayout.SUM_BOX / 2, y, layout.sumFormat.text(step.sum()), VALUE);
  }

  private void places(SceneBuilder scene, LoopStep step) {
    int first = run.firstChannel(layout.choice.filter());
    for (int i = 0; i < layout.inputs.size(); i++) {
      int channel = layout.choice.channels().get(i) - first;
      window(scene, plane(i), step);
      if (step.channel().isPresent() && step.channel().get() == channel) {
        step.kernelRow().ifPresent(u -> mark(scene, step, u));
      }
    }
  }

  private void window(SceneBuilder scene, GridMarks.Plane plane, LoopStep step) {
    int top = plane.y().start(step.row());
    int left = plane.x().start(step.column());
    Bounds box =
        plane
            .cell(top, left)
            .union(plane.cell(top + plane.y().extent() - 1, left + plane.x().extent() - 1));
    Style frame = Style.line(GridMarks.NOW, 1.8).dashed(4, 3);
    scene.rect(box.x(), box.y(), box.width(), box.height(), frame);
  }

  /** The weight and the value of a product, or of all products of a kernel row. */
  private void mark(SceneBuilder scene, LoopStep step, int kernelRow) {
    int depth = step.channel().orElseThrow();
    int channel = depth + run.firstChannel(layout.choice.filter());
    int i = layout.choice.channels().indexOf(channel);
    WindowAxis y = run.rows();
    WindowAxis x = run.columns();
    int from = step.kernelColumn().orElse(0);
    int to = step.kernelColumn().orElse(x.kernel() - 1);
    int row = y.start(step.row()) + kernelRow * y.dilation();
    int start = x.start(step.column());
    GridMarks.Plane plane = plane(i);
    Bounds values =
        plane
            .cell(row, start + from * x.dilation())
            .union(plane.cell(row, start + to * x.dilation()));
    GridMarks.now(scene, values);
    GridMarks.now(scene, layout.kernels.get(i).cells(kernelRow, from, kernelRow, to));
  }

  /** Covers the outputs that are not there yet; the one that is computed is framed. */
  private void outputs(SceneBuilder scene, LoopStep step) {
    CellGrid grid = layout.output;
    int row = step.row() - layout.choice.rows().first();
    int stored = step.role() == LoopCode.Role.STORE ? 1 : 0;
    int column = step.column() - layout.choice.columns().first() + stored;
    if (column < grid.columns()) {
      cover(scene, grid.cells(row, column, row, grid.columns() - 1));
    }
    if (row + 1 < grid.rows()) {
      cover(scene, grid.cells(row + 1, 0, grid.rows() - 1, grid.columns() - 1));
    }
    grid.lines(scene, Style.line(Palette.OUTLINE, 0.8));
    GridMarks.now(scene, outputCell(step));
  }

  private static void cover(SceneBuilder scene, Bounds box) {
    scene.rect(box.x(), box.y(), box.width(), box.height(), Style.fill(Palette.FAINT));
  }

  Bounds outputCell(LoopStep step) {
    return layout.output.cell(
        step.row() - layout.choice.rows().first(), step.column() - layout.choice.columns().first());
  }
}
