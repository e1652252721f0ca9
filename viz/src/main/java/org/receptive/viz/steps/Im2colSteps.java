package org.receptive.viz.steps;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.receptive.engine.kernels.Kernels;
import org.receptive.engine.kernels.selection.KernelSelection;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.ShapeException;
import org.receptive.engine.layer.WindowAxis;
import org.receptive.engine.tensor.Tensor;
import org.receptive.viz.figure.Figure;
import org.receptive.viz.figure.Picture;
import org.receptive.viz.layer.CellGrid;
import org.receptive.viz.layer.ValueFormat;

/**
 * A convolution as one product of matrices (im2col): first every window of the input is copied into
 * a column of <i>X</i>, then every filter, a row of <i>W</i>, is multiplied with every column. Of a
 * convolution in groups the product of one group is shown.
 *
 * <p>As in {@link ConvolutionSteps} every output was computed twice, by the engine and by the sum
 * of the products in the picture; a view whose results differ is not made.
 */
public final class Im2colSteps implements Picture {
  private static final int MAX_CHANNELS = 3;
  private static final int MAX_FILTERS = 3;
  private static final int MOST_PLACES = 16;

  /** How many rows and columns of output are drawn, if not all are. */
  private static final int[] REGIONS = {4, 3, 2, 1};

  private static final int SPELLED_TAPS = 12;

  /** More places than these are too small to point at, and the page would become large. */
  private static final int MOST_SOURCES = 300;

  private final ConvolutionRun run;
  private final List<Integer> filters;

  private Im2colSteps(ConvolutionRun run, List<Integer> filters) {
    this.run = run;
    this.filters = List.copyOf(filters);
  }

  /**
   * The matrix view of a convolution with bias.
   *
   * @param layer the convolution
   * @param input {@code 1 x C x H x W}
   * @param weight {@code outChannels x C/groups x kH x kW}
   * @param bias {@code outChannels}
   * @throws ShapeException if the shapes do not fit
   */
  public static Im2colSteps of(Conv2d layer, Tensor input, Tensor weight, Tensor bias) {
    return of(KernelSelection.active(), layer, input, weight, Optional.of(bias));
  }

  /** The matrix view of a convolution without bias. */
  public static Im2colSteps of(Conv2d layer, Tensor input, Tensor weight) {
    return of(KernelSelection.active(), layer, input, weight, Optional.empty());
  }

  /** The matrix view of a convolution that the given kernels compute. */
  public static Im2colSteps of(
      Kernels kernels, Conv2d layer, Tensor input, Tensor weight, Optional<Tensor> bias) {
    ConvolutionRun run = ConvolutionRun.of(kernels, layer, input, weight, bias);
    int inGroup = layer.outChannels() / layer.groups();
    int shown = Math.min(MAX_FILTERS, inGroup);
    return new Im2colSteps(run, IntStream.range(0, shown).boxed().toList());
  }

  /**
   * The same with these filters as rows of W.
   *
   * @throws IllegalArgumentException if one does not exist, or they see different channels
   */
  public Im2colSteps filters(int... chosen) {
    for (int filter : chosen) {
      if (filter < 0 || filter >= run.layer().outChannels()) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "filter %d does not exist; the convolution has the filters 0 to %d.",
                filter,
                run.layer().outChannels() - 1));
      }
      if (run.firstChannel(filter) != run.firstChannel(chosen[0])) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "filters %d and %d belong to different groups, which see different channels: each"
                    + " group is a product of its own.",
                chosen[0],
                filter));
      }
    }
    return new Im2colSteps(run, IntStream.of(chosen).boxed().toList());
  }

  /** One step as a still figure, from 0. */
  public Figure step(int step) {
    return figure().step(step);
  }

  @Override
  public StepView figure() {
    Im2colLayout layout = layout();
    Im2colMatrix matrix = layout.matrix;
    Im2colPainter painter = new Im2colPainter(layout);
    StepViewBuilder view =
        StepView.builder(title(), layout.width, layout.height).base(painter::base);
    ConvolutionCard card =
        new ConvolutionCard(matrix.rows(), matrix.columns(), run.rows(), run.columns());
    List<Im2colMatrix.Place> places = matrix.places();
    for (int p = 0; p < places.size(); p++) {
      int place = p;
      view.frame(
          Frame.of(
                  view.scene(scene -> painter.copying(scene, place)),
                  copyCaption(matrix, place),
                  copyFormula(layout, place))
              .card(card.scene(places.get(p).row(), places.get(p).column(), "column " + p)));
      view.hotspot(Hotspot.result(layout.windows.cells(0, p, matrix.taps().size() - 1, p), place));
    }
    for (int f = 0; f < matrix.filters().size(); f++) {
      for (int p = 0; p < places.size(); p++) {
        view.frame(product(view, layout, painter, card, f, p));
        int step = places.size() * (f + 1) + p;
        view.hotspot(Hotspot.result(layout.products.cell(f, p), step));
        view.hotspot(Hotspot.result(painter.outputCell(f, p), step));
      }
    }
    sources(view, layout, painter);
    return view.start(places.size() + places.size() / 2)
        .description(description(matrix))
        .notes(notes(matrix))
        .build();
  }

  private Frame product(
      StepViewBuilder view,
      Im2colLayout layout,
      Im2colPainter painter,
      ConvolutionCard card,
      int filter,
      int place) {
    Im2colMatrix.Place at = layout.matrix.places().get(place);
    WindowSum sum = run.sum(layout.matrix.filters().get(filter), at.row(), at.column());
    String result =
        String.format(
            Locale.ROOT, "Y[%d, %d] = %s", filter, place, layout.sumFormat.text(sum.total()));
    return Frame.of(
            view.scene(scene -> painter.multiplying(scene, filter, place)),
            String.format(
                Locale.ROOT,
                "Row %d of W (filter %d) times column %d of X (the window at output row %d, column"
                    + " %d).",
                filter,
                sum.filter(),
                place,
                at.row(),
                at.column()),
            productFormula(layout, filter, place, sum))
        .card(card.scene(at.row(), at.column(), result));
  }

  private String copyCaption(Im2colMatrix matrix, int place) {
    Im2colMatrix.Place at = matrix.places().get(place);
    return String.format(
        Locale.ROOT,
        "The window at output row %d, column %d is copied into column %d of X.",
        at.row(),
        at.column(),
        place);
  }

  private static String copyFormula(Im2colLayout layout, int place) {
    Im2colMatrix matrix = layout.matrix;
    Im2colMatrix.Place at = matrix.places().get(place);
    String values =
        matrix.taps().stream()
            .limit(SPELLED_TAPS)
            .map(tap -> layout.inputFormat.text(matrix.value(tap, at)))
            .collect(Collectors.joining(", "));
    String more = matrix.taps().size() > SPELLED_TAPS ? ", ..." : "";
    return String.format(Locale.ROOT, "*X*[·, %d] = (%s%s)", place, values, more);
  }

  private String productFormula(Im2colLayout layout, int filter, int place, WindowSum sum) {
    Im2colMatrix matrix = layout.matrix;
    ValueFormat format = layout.sumFormat;
    StringBuilder text =
        new StringBuilder(String.format(Locale.ROOT, "*Y*[%d, %d] = ", filter, place));
    if (matrix.taps().size() <= SPELLED_TAPS) {
      Im2colMatrix.Place at = matrix.places().get(place);
      text.append(
          matrix.taps().stream()
              .map(
                  tap ->
                      layout.weightFormat.bracketed(matrix.weight(sum.filter(), tap))
                          + "·"
                          + layout.inputFormat.bracketed(matrix.value(tap, at)))
              .collect(Collectors.joining(" + ")));
    } else {
      text.append(
          matrix.channels().stream()
              .map(c -> format.bracketed(sum.of(c).sum()) + " (channel " + c + ")")
              .collect(Collectors.joining(" + ")));
    }
    if (matrix.hidden() > 0) {
      double others =
          sum.channels().stream()
              .filter(c -> !matrix.channels().contains(c.channel()))
              .mapToDouble(WindowSum.ChannelProducts::sum)
              .sum();
      text.append(format.summand(others))
          .append(String.format(Locale.ROOT, " (%d other channels)", matrix.hidden()));
    }
    if (run.bias().isPresent()) {
      text.append(format.summand(sum.bias())).append(" (bias)");
    }
    return text.append(" = !").append(format.text(sum.total())).append('!').toString();
  }

  /** Every input value lights up the columns of X that hold a copy of it. */
  private void sources(StepViewBuilder view, Im2colLayout layout, Im2colPainter painter) {
    Im2colMatrix matrix = layout.matrix;
    CellGrid first = painter.plane(0).real();
    if (layout.inputs.size() * first.rows() * first.columns() > MOST_SOURCES) {
      return;
    }
    for (int i = 0; i < layout.inputs.size(); i++) {
      GridMarks.Plane plane = painter.plane(i);
      CellGrid real = plane.real();
      for (int r = plane.firstRow(); r < plane.firstRow() + real.rows(); r++) {
        for (int c = plane.firstColumn(); c < plane.firstColumn() + real.columns(); c++) {
          List<Integer> copies = copies(matrix, r, c);
          String label =
              String.format(
                  Locale.ROOT,
                  "channel %d, row %d, column %d stands in %d columns of X",
                  matrix.channels().get(i),
                  r,
                  c,
                  copies.size());
          view.hotspot(Hotspot.source(plane.cell(r, c), copies, label));
        }
      }
    }
  }

  private List<Integer> copies(Im2colMatrix matrix, int row, int column) {
    List<Integer> columns = new ArrayList<>();
    List<Im2colMatrix.Place> places = matrix.places();
    for (int p = 0; p < places.size(); p++) {
      if (touches(run.rows(), places.get(p).row(), row)
          && touches(run.columns(), places.get(p).column(), column)) {
        columns.add(p);
      }
    }
    return columns;
  }

  private static boolean touches(WindowAxis axis, int output, int input) {
    int from = input - axis.start(output);
    return from >= 0 && from < axis.extent() && from % axis.dilation() == 0;
  }

  private String title() {
    String group =
        run.layer().groups() > 1
            ? String.format(
                Locale.ROOT,
                ", group %d of %d",
                run.firstChannel(filters.getFirst()) / run.channelsPerGroup(),
                run.layer().groups())
            : "";
    return "Convolution as a matrix product%s, %s"
        .formatted(group, ConvolutionPainter.describe(run.layer(), run.input(), run.output()));
  }

  private String description(Im2colMatrix matrix) {
    return String.format(
        Locale.ROOT,
        "%s as a product of matrices: every window becomes a column of X, every filter is a row of"
            + " W. X holds %,d numbers, made of %,d.",
        ConvolutionPainter.describe(run.layer(), run.input(), run.output()),
        matrix.size(),
        matrix.inputSize());
  }

  private String notes(Im2colMatrix matrix) {
    StringBuilder notes = new StringBuilder();
    notes.append("Computed by the engine and checked against the sum of the products.");
    notes.append(
        String.format(
            Locale.ROOT,
            " X is %,d x %,d: %,d numbers, made of %,d.",
            (long) run.channelsPerGroup() * matrix.tapsPerChannel(),
            (long) run.rows().output() * run.columns().output(),
            matrix.size(),
            matrix.inputSize()));
    if (matrix.hidden() > 0) {
      notes.append(
          String.format(
              Locale.ROOT,
              " Drawn are the %d of %d channels with the largest weights.",
              matrix.channels().size(),
              run.channelsPerGroup()));
    }
    if (!matrix.rows().whole() || !matrix.columns().whole()) {
      notes.append(
          String.format(
              Locale.ROOT,
              " Drawn are output rows %d to %d and columns %d to %d of %d x %d.",
              matrix.rows().first(),
              matrix.rows().last(),
              matrix.columns().first(),
              matrix.columns().last(),
              run.rows().output(),
              run.columns().output()));
    }
    return notes.toString();
  }

  /** The first layout that fits: all channels with numbers for as many windows as possible. */
  private Im2colLayout layout() {
    int most = Math.min(MAX_CHANNELS, run.channelsPerGroup());
    for (int channels = most; channels >= 1; channels--) {
      List<Im2colMatrix> choices = choices(run.strongestChannels(filters, channels));
      Optional<Im2colLayout> fitting =
          Stream.concat(
                  choices.stream().map(matrix -> new Im2colLayout(matrix, 0)),
                  choices.stream().flatMap(matrix -> Im2colLayout.colors(matrix).stream()))
              .filter(Im2colLayout::fits)
              .findFirst();
      if (fitting.isPresent()) {
        return fitting.get();
      }
    }
    throw new ShapeException(
        String.format(
            Locale.ROOT,
            "a window of %s has %,d places; a column of X would be too tall to draw.",
            run.layer().window().kernelText(),
            run.layer().window().kernelHeight() * run.layer().window().kernelWidth()));
  }

  /** All windows of a small output; ever fewer from the middle of a large one. */
  private List<Im2colMatrix> choices(List<Integer> channels) {
    List<Im2colMatrix> choices = new ArrayList<>();
    if ((long) run.rows().output() * run.columns().output() <= MOST_PLACES) {
      choices.add(matrix(channels, Integer.MAX_VALUE));
    }
    for (int size : REGIONS) {
      choices.add(matrix(channels, size));
    }
    return choices;
  }

  private Im2colMatrix matrix(List<Integer> channels, int size) {
    return new Im2colMatrix(
        run, channels, filters, around(run.rows(), size), around(run.columns(), size));
  }

  private static OutputRegion around(WindowAxis axis, int count) {
    return OutputRegion.around(axis, axis.output() / 2, count);
  }
}
