package org.receptive.viz.steps;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.tensor.Tensor;
import org.receptive.viz.figure.Bounds;
import org.receptive.viz.figure.Palette;
import org.receptive.viz.figure.SceneBuilder;
import org.receptive.viz.figure.Style;
import org.receptive.viz.figure.TextStyle;
import org.receptive.viz.layer.CellGrid;
import org.receptive.viz.layer.ColorScale;
import org.receptive.viz.layer.ValueFormat;

/** Paints the picture with numbers: what all steps share, and what one step adds. */
final class ConvolutionPainter {
  private static final TextStyle HEAD = TextStyle.of(12).semibold();
  private static final TextStyle LABEL = TextStyle.small();
  private static final TextStyle SMALL = TextStyle.of(CellGrid.NUMBER_SIZE);

  private final ConvolutionRun run;
  private final ConvolutionLayout layout;
  private final ColorScale inputColors;
  private final ColorScale weightColors;
  private final ColorScale outputColors;
  private final ColorScale productColors;

  ConvolutionPainter(ConvolutionRun run, ConvolutionLayout layout, List<WindowSum> sums) {
    this.run = run;
    this.layout = layout;
    this.inputColors = ColorScale.fitting(run.input());
    this.weightColors = ColorScale.diverging(run.weight());
    this.outputColors =
        ColorScale.diverging(
            run.activation().isPresent()
                ? run.output().map(v -> run.activation().get().apply((float) v))
                : run.output());
    double largest =
        sums.stream()
            .flatMap(s -> s.channels().stream())
            .flatMap(c -> c.taps().stream())
            .flatMap(List::stream)
            .mapToDouble(tap -> Math.abs(tap.product()))
            .max()
            .orElse(1);
    double reach = largest > 0 ? largest : 1;
    this.productColors = new ColorScale(ColorScale.Kind.DIVERGING, -reach, reach);
  }

  GridMarks.Plane plane(int index) {
    return new GridMarks.Plane(
        layout.inputs.get(index),
        layout.choice.rows(),
        layout.choice.columns(),
        run.rows(),
        run.columns());
  }

  /** Inputs, filters (where all are shown), outputs, headings, and the adder. */
  void base(SceneBuilder scene) {
    headings(scene);
    List<Integer> channels = layout.choice.channels();
    for (int i = 0; i < channels.size(); i++) {
      int channel = channels.get(i);
      CellGrid grid = layout.inputs.get(i);
      double labelY = grid.y() - 5 - (layout.cropped() ? ConvolutionLayout.INDEX : 0);
      scene.text(grid.x(), labelY, "channel " + channel, LABEL);
      GridMarks.plane(
          scene,
          plane(i),
          (r, c) -> run.inputAt(channel, r, c),
          layout.hasNumbers() ? Optional.of(layout.cells.inputFormat) : Optional.empty(),
          inputColors);
      if (layout.cropped()) {
        GridMarks.indices(
            scene,
            grid,
            layout.choice.rows().inputFirst(),
            layout.choice.columns().inputFirst(),
            false);
      }
      if (all()) {
        for (int f = 0; f < layout.choice.filters().size(); f++) {
          kernel(scene, layout.kernels.get(i).get(f), layout.choice.filters().get(f), channel);
        }
      }
    }
    outputs(scene);
    adder(scene);
  }

  private void kernel(SceneBuilder scene, CellGrid grid, int filter, int channel) {
    int depth = channel - run.firstChannel(filter);
    if (depth < 0 || depth >= run.channelsPerGroup()) {
      Bounds box = grid.bounds();
      scene.rect(
          box.x(), box.y(), box.width(), box.height(), Style.line(Palette.GRID, 1).dashed(3, 3));
      scene.textIn(box, "not seen", LABEL);
      return;
    }
    CellGrid.Values weights = (r, c) -> run.weight().at(filter, depth, r, c);
    if (layout.hasNumbers()) {
      grid.draw(scene, weights, layout.cells.weightFormat, weightColors);
    } else {
      grid.drawColors(scene, weights, weightColors);
    }
  }

  private void headings(SceneBuilder scene) {
    double y = layout.headingY();
    scene.text(layout.inputs.getFirst().x(), y, "input", HEAD);
    if (all()) {
      for (int f = 0; f < layout.choice.filters().size(); f++) {
        CellGrid grid = layout.kernels.getFirst().get(f);
        scene.text(
            grid.bounds().centerX(),
            y,
            "filter " + layout.choice.filters().get(f),
            HEAD.centered());
      }
    }
    CellGrid products = layout.products.getFirst();
    double below = layout.productHeadingY();
    scene.text(products.bounds().centerX(), below, "products", HEAD.centered());
    String sums = layout.products.size() == 1 ? "sum" : "sums";
    scene.text(layout.sumX + layout.cells.sumWidth / 2, below, sums, HEAD.centered());
    CellGrid output = layout.outputs.getFirst();
    String words =
        run.activation().isPresent() ? "after " + run.activation().get().kind() : "output";
    scene.text(output.bounds().centerX(), below, words, HEAD.centered());
  }

  private void outputs(SceneBuilder scene) {
    for (int f = 0; f < layout.outputs.size(); f++) {
      int filter = layout.choice.filters().get(f);
      CellGrid grid = layout.outputs.get(f);
      double labelY = grid.y() - 5 - (layout.cropped() ? ConvolutionLayout.INDEX : 0);
      scene.text(grid.bounds().centerX(), labelY, "filter " + filter, LABEL.centered());
      int row = layout.choice.rows().first();
      int column = layout.choice.columns().first();
      grid.draw(
          scene,
          (r, c) -> run.outputAt(filter, r + row, c + column),
          layout.cells.sumFormat,
          outputColors);
      if (layout.cropped()) {
        GridMarks.indices(scene, grid, row, column, true);
      }
    }
  }

  /** The lines from the channels' sums to the node that adds them and the bias. */
  private void adder(SceneBuilder scene) {
    Style line = Style.line(Palette.GREY, 1.2);
    for (CellGrid products : layout.products) {
      double y = products.bounds().centerY();
      double x = layout.sumX + layout.cells.sumWidth;
      scene.polyline(
          line,
          x,
          y,
          layout.nodeX - 24,
          y,
          layout.nodeX - 24,
          layout.nodeY,
          layout.nodeX - ConvolutionLayout.NODE,
          layout.nodeY);
    }
    scene.circle(
        layout.nodeX,
        layout.nodeY,
        ConvolutionLayout.NODE,
        Style.fill(Palette.PANEL).stroke(Palette.OUTLINE, 1.2));
    scene.text(layout.nodeX, layout.nodeY + 5.5, "+", TextStyle.of(15).centered());
  }

  /** What one step adds. */
  void overlay(SceneBuilder scene, WindowSum sum) {
    List<Integer> channels = layout.choice.channels();
    int active = layout.choice.filters().indexOf(sum.filter());
    for (int i = 0; i < channels.size(); i++) {
      int depth = channels.get(i) - run.firstChannel(sum.filter());
      if (depth < 0 || depth >= run.channelsPerGroup()) {
        continue;
      }
      GridMarks.window(scene, plane(i), sum.row(), sum.column());
      activeKernel(scene, i, sum);
      products(scene, layout.products.get(i), sum.of(channels.get(i)));
    }
    if (layout.choice.kernels() == ConvolutionLayout.Kernels.ACTIVE) {
      scene.text(
          layout.kernels.getFirst().getFirst().bounds().centerX(),
          layout.headingY(),
          "filter " + sum.filter(),
          HEAD.centered());
    }
    result(scene, sum, layout.outputs.get(active));
  }

  private boolean all() {
    return layout.choice.kernels() == ConvolutionLayout.Kernels.ALL;
  }

  /** The kernel that this step uses for the {@code i}-th drawn channel, framed. */
  private void activeKernel(SceneBuilder scene, int i, WindowSum sum) {
    if (layout.choice.kernels() == ConvolutionLayout.Kernels.NONE) {
      return;
    }
    CellGrid kernel =
        layout.kernels.get(i).get(all() ? layout.choice.filters().indexOf(sum.filter()) : 0);
    if (!all()) {
      kernel(scene, kernel, sum.filter(), layout.choice.channels().get(i));
    }
    GridMarks.now(scene, kernel.bounds());
  }

  private void products(SceneBuilder scene, CellGrid grid, WindowSum.ChannelProducts channel) {
    CellGrid.Values product = (r, c) -> channel.taps().get(r).get(c).product();
    switch (layout.choice.detail()) {
      case PRODUCT -> grid.draw(scene, product, layout.cells.sumFormat, productColors);
      case COLOR -> grid.drawColors(scene, product, productColors);
      case SPELLED -> spelled(scene, grid, channel);
    }
    scene.text(
        layout.sumX,
        grid.bounds().centerY() + 4,
        "= " + layout.cells.sumFormat.text(channel.sum()),
        SMALL.semibold());
  }

  private void spelled(SceneBuilder scene, CellGrid grid, WindowSum.ChannelProducts channel) {
    grid.fill(scene, (r, c) -> channel.taps().get(r).get(c).product(), productColors);
    grid.lines(scene, Style.line(Palette.OUTLINE, 0.8));
    for (int r = 0; r < grid.rows(); r++) {
      for (int c = 0; c < grid.columns(); c++) {
        WindowSum.Tap tap = channel.taps().get(r).get(c);
        Bounds cell = grid.cell(r, c);
        TextStyle style =
            (tap.product() == 0 ? LABEL : SMALL).on(productColors.pale(tap.product())).endingHere();
        double right = cell.right() - 4;
        double y = cell.y() + ConvolutionLayout.PRODUCT_LINE - 1;
        scene.text(right, y, layout.cells.inputFormat.text(tap.value()), style);
        y += ConvolutionLayout.PRODUCT_LINE;
        scene.text(right, y, "× " + layout.cells.weightFormat.text(tap.weight()), style);
        y += ConvolutionLayout.PRODUCT_LINE;
        scene.text(right, y, "= " + layout.cells.sumFormat.text(tap.product()), style.semibold());
      }
    }
  }

  private void result(SceneBuilder scene, WindowSum sum, CellGrid grid) {
    Bounds cell =
        grid.cell(
            sum.row() - layout.choice.rows().first(),
            sum.column() - layout.choice.columns().first());
    scene.arrow(
        Style.line(GridMarks.NOW, 2),
        layout.nodeX + ConvolutionLayout.NODE,
        layout.nodeY,
        grid.x() - 2,
        cell.centerY());
    GridMarks.now(scene, cell);
    if (run.bias().isPresent()) {
      double y = layout.nodeY + ConvolutionLayout.NODE + 15;
      scene.text(layout.nodeX + 2, y, "bias", LABEL.centered());
      scene.text(
          layout.nodeX + 2,
          y + 14,
          layout.cells.sumFormat.text(sum.bias()),
          SMALL.semibold().centered());
    }
  }

  /** The step in words. */
  String caption(WindowSum sum) {
    StringBuilder words = new StringBuilder();
    words.append(
        String.format(
            Locale.ROOT,
            "Filter %d at output row %d, column %d",
            sum.filter(),
            sum.row(),
            sum.column()));
    long padded =
        sum.channels().getFirst().taps().stream()
            .flatMap(List::stream)
            .filter(WindowSum.Tap::padding)
            .count();
    if (padded > 0) {
      words.append(
          String.format(
              Locale.ROOT,
              "; %d of the %d cells of the window are padding, which counts as 0",
              padded,
              kernelSize()));
    }
    return words.append('.').toString();
  }

  private int kernelSize() {
    return run.layer().window().kernelHeight() * run.layer().window().kernelWidth();
  }

  /** The step in numbers: one summand for each channel, the bias, the result. */
  String formula(WindowSum sum) {
    ValueFormat format = layout.cells.sumFormat;
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(Locale.ROOT, "*y*_{%d}[%d, %d] = ", sum.filter(), sum.row(), sum.column()));
    double others = 0;
    boolean first = true;
    for (WindowSum.ChannelProducts channel : sum.channels()) {
      if (!layout.choice.channels().contains(channel.channel())) {
        others += channel.sum();
        continue;
      }
      text.append(first ? format.text(channel.sum()) : format.summand(channel.sum()));
      first = false;
    }
    int hidden = run.channelsPerGroup() - shownOf(sum);
    if (hidden > 0) {
      text.append(format.summand(others))
          .append(String.format(Locale.ROOT, " (%d other channels)", hidden));
    }
    if (run.bias().isPresent()) {
      text.append(format.summand(sum.bias())).append(" (bias)");
    }
    text.append(" = !").append(format.text(sum.total())).append('!');
    run.activation()
        .ifPresent(
            f ->
                text.append(", ")
                    .append(f.kind())
                    .append(" gives !")
                    .append(format.text(f.apply((float) sum.total())))
                    .append('!'));
    return text.toString();
  }

  private int shownOf(WindowSum sum) {
    return (int)
        sum.channels().stream().filter(c -> layout.choice.channels().contains(c.channel())).count();
  }

  /** Where an output value is drawn. */
  Bounds outputCell(WindowSum sum) {
    CellGrid grid = layout.outputs.get(layout.choice.filters().indexOf(sum.filter()));
    return grid.cell(
        sum.row() - layout.choice.rows().first(), sum.column() - layout.choice.columns().first());
  }

  /** The convolution in words: {@code 2 filters 3x3, stride 2}, and the shapes. */
  static String describe(Conv2d layer, Tensor input, Tensor output) {
    return "%s on %s give %s"
        .formatted(layer.describe(), input.shape().perImage(), output.shape().perImage());
  }
}
