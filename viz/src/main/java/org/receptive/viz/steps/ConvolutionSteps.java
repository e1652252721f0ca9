package org.receptive.viz.steps;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.receptive.engine.kernels.Kernels;
import org.receptive.engine.kernels.selection.KernelSelection;
import org.receptive.engine.layer.Activation;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.Parameters;
import org.receptive.engine.layer.ShapeException;
import org.receptive.engine.network.Node;
import org.receptive.engine.network.Trace;
import org.receptive.engine.tensor.Tensor;
import org.receptive.viz.figure.Picture;
import org.receptive.viz.layer.CellGrid;

/**
 * A convolution step by step, with the numbers that the engine computes with: the window on every
 * input channel, the products with a filter, their sums over each channel, the sum over depth, the
 * bias, the output.
 *
 * <p>Every value shown was computed twice: by the engine, and by a textbook loop over the products
 * in the picture. A view whose two results differ is not made; it throws {@link
 * IllegalStateException}.
 */
public final class ConvolutionSteps implements Picture {
  private static final int MAX_CHANNELS = 3;
  private static final int MAX_FILTERS = 2;
  private static final List<ConvolutionLayout.Kernels> SHOWING_KERNELS =
      List.of(ConvolutionLayout.Kernels.ALL, ConvolutionLayout.Kernels.ACTIVE);
  private static final int[] REGIONS = {5, 4, 3, 2};

  private final ConvolutionRun run;
  private final String name;
  private final List<Integer> filters;
  private final Optional<int[]> center;

  private ConvolutionSteps(
      ConvolutionRun run, String name, List<Integer> filters, Optional<int[]> center) {
    this.run = run;
    this.name = name;
    this.filters = filters;
    this.center = center;
  }

  /**
   * Steps of a convolution with bias.
   *
   * @param layer the convolution
   * @param input {@code 1 x C x H x W}
   * @param weight {@code outChannels x C/groups x kH x kW}
   * @param bias {@code outChannels}
   * @throws ShapeException if the shapes do not fit
   */
  public static ConvolutionSteps of(Conv2d layer, Tensor input, Tensor weight, Tensor bias) {
    return of(KernelSelection.active(), layer, input, weight, Optional.of(bias));
  }

  /** Steps of a convolution without bias. */
  public static ConvolutionSteps of(Conv2d layer, Tensor input, Tensor weight) {
    return of(KernelSelection.active(), layer, input, weight, Optional.empty());
  }

  /** Steps of a convolution that the given kernels compute. */
  public static ConvolutionSteps of(
      Kernels kernels, Conv2d layer, Tensor input, Tensor weight, Optional<Tensor> bias) {
    ConvolutionRun run = ConvolutionRun.of(kernels, layer, input, weight, bias);
    List<Integer> first =
        IntStream.range(0, Math.min(MAX_FILTERS, layer.outChannels())).boxed().toList();
    return new ConvolutionSteps(run, "Convolution", first, Optional.empty());
  }

  /**
   * Steps of one layer of a network that ran, around one output of one filter. A layer of many
   * channels shows those with the largest weights, and the others as one number.
   *
   * @param trace the run
   * @param layer the name of a convolution
   * @param filter the filter
   * @param row of the output
   * @param column of the output
   * @throws IllegalArgumentException if the layer is no convolution, or has no such output
   */
  public static ConvolutionSteps of(Trace trace, String layer, int filter, int row, int column) {
    Node node = trace.network().node(layer);
    if (!(node.layer() instanceof Conv2d conv)) {
      throw new IllegalArgumentException(
          "%s is a %s; only a Conv2d has these steps.".formatted(layer, node.layer().kind()));
    }
    Tensor output = trace.activation(layer).image(0);
    requireIndex("filter", filter, output.shape().channels());
    requireIndex("row", row, output.shape().height());
    requireIndex("column", column, output.shape().width());
    Parameters parameters = trace.network().parameters(layer);
    ConvolutionRun run =
        new ConvolutionRun(
            conv,
            trace.activation(node.inputs().getFirst()).image(0),
            parameters.get("weight"),
            parameters.find("bias"),
            output,
            trace.kernels(),
            Optional.empty());
    return new ConvolutionSteps(run, layer, List.of(filter), Optional.of(new int[] {row, column}));
  }

  private static void requireIndex(String what, int index, int count) {
    if (index < 0 || index >= count) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s %d does not exist; the output has the %ss 0 to %d.",
              what,
              index,
              what,
              count - 1));
    }
  }

  /** The same with an activation behind the convolution; outputs are shown after it. */
  public ConvolutionSteps activation(Activation following) {
    return new ConvolutionSteps(run.with(following), name, filters, center);
  }

  /** The same with these filters, one after the other. */
  public ConvolutionSteps filters(int... chosen) {
    for (int filter : chosen) {
      requireIndex("filter", filter, run.layer().outChannels());
    }
    return new ConvolutionSteps(run, name, IntStream.of(chosen).boxed().toList(), center);
  }

  /** One step as a still figure, from 0. */
  public org.receptive.viz.figure.Figure step(int step) {
    return figure().step(step);
  }

  /** The picture with the numbers, as steps. */
  @Override
  public StepView figure() {
    ConvolutionLayout layout = layout();
    List<WindowSum> sums = new ArrayList<>();
    for (int filter : layout.choice.filters()) {
      for (int r = layout.choice.rows().first(); r <= layout.choice.rows().last(); r++) {
        for (int c = layout.choice.columns().first(); c <= layout.choice.columns().last(); c++) {
          sums.add(run.sum(filter, r, c));
        }
      }
    }
    ConvolutionPainter painter = new ConvolutionPainter(run, layout, sums);
    StepViewBuilder view =
        StepView.builder(title(), layout.width, layout.height).base(painter::base);
    ConvolutionCard card =
        new ConvolutionCard(
            layout.choice.rows(), layout.choice.columns(), run.rows(), run.columns());
    for (WindowSum sum : sums) {
      String result =
          String.format(
              Locale.ROOT, "filter %d: %s", sum.filter(), layout.cells.sumFormat.text(sum.total()));
      view.frame(
          Frame.of(
                  view.scene(scene -> painter.overlay(scene, sum)),
                  painter.caption(sum),
                  painter.formula(sum))
              .card(card.scene(sum.row(), sum.column(), result)));
    }
    hotspots(view, layout, painter, sums);
    int start = startStep(sums);
    return view.start(start)
        .description(description(sums.get(start), layout))
        .notes(notes(layout))
        .build();
  }

  private int startStep(List<WindowSum> sums) {
    for (int i = 0; i < sums.size() && center.isPresent(); i++) {
      if (sums.get(i).row() == center.get()[0] && sums.get(i).column() == center.get()[1]) {
        return i;
      }
    }
    return 0;
  }

  private String title() {
    return "%s, %s"
        .formatted(name, ConvolutionPainter.describe(run.layer(), run.input(), run.output()));
  }

  /** Also says where the steps begin: what a slider moves is otherwise in the picture only. */
  private String description(WindowSum first, ConvolutionLayout layout) {
    return "%s step by step: the window on the input, the products with the filter, their sums over"
            .formatted(ConvolutionPainter.describe(run.layer(), run.input(), run.output()))
        + String.format(
            Locale.ROOT,
            " the channels, the bias and the output. It begins with row %d, column %d of filter %d:"
                + " %s.",
            first.row(),
            first.column(),
            first.filter(),
            layout.cells.sumFormat.text(first.total()));
  }

  private String notes(ConvolutionLayout layout) {
    StringBuilder notes = new StringBuilder();
    notes.append("Computed by the engine and checked against the sum of the products.");
    int hidden = run.channelsPerGroup() - MAX_CHANNELS;
    if (hidden > 0) {
      notes.append(
          String.format(
              Locale.ROOT,
              " Drawn are the %d of %d channels with the largest weights.",
              MAX_CHANNELS,
              run.channelsPerGroup()));
    }
    if (layout.cropped()) {
      notes.append(
          String.format(
              Locale.ROOT,
              " Drawn are output rows %d to %d and columns %d to %d of %d x %d.",
              layout.choice.rows().first(),
              layout.choice.rows().last(),
              layout.choice.columns().first(),
              layout.choice.columns().last(),
              run.output().shape().height(),
              run.output().shape().width()));
    }
    return notes.toString();
  }

  /** The first layout that fits a notebook, from the most detailed to the plainest. */
  private ConvolutionLayout layout() {
    double narrowest = Double.POSITIVE_INFINITY;
    for (List<Look> looks : looks()) {
      for (int size : REGIONS) {
        for (Look look : looks) {
          ConvolutionLayout layout = new ConvolutionLayout(run, choice(size, look));
          if (layout.fits()) {
            return layout;
          }
          narrowest = Math.min(narrowest, layout.width);
        }
      }
    }
    throw new ShapeException(
        String.format(
            Locale.ROOT,
            "a window of %s is too wide to draw: even one position of it takes %.0f px.",
            run.layer().window().kernelText(),
            narrowest));
  }

  /** How much of a step is drawn. */
  private record Look(
      ConvolutionLayout.Detail detail, ConvolutionLayout.Kernels kernels, boolean stacked) {}

  /** The looks worth trying: numbers for as many outputs as fit, before colours for more. */
  private List<List<Look>> looks() {
    int rows = run.layer().window().kernelHeight();
    boolean single = channels().size() == 1;
    List<Look> numbers = new ArrayList<>();
    if (rows <= 3 || (rows <= 5 && single)) {
      for (ConvolutionLayout.Kernels kernels : ConvolutionLayout.Kernels.values()) {
        numbers.add(new Look(ConvolutionLayout.Detail.SPELLED, kernels, false));
        if (single) {
          numbers.add(new Look(ConvolutionLayout.Detail.SPELLED, kernels, true));
        }
      }
    }
    List<Look> colors = new ArrayList<>();
    for (ConvolutionLayout.Kernels kernels : SHOWING_KERNELS) {
      numbers.add(new Look(ConvolutionLayout.Detail.PRODUCT, kernels, false));
      colors.add(new Look(ConvolutionLayout.Detail.COLOR, kernels, false));
    }
    return List.of(List.copyOf(numbers), List.copyOf(colors));
  }

  private ConvolutionLayout.Choice choice(int size, Look look) {
    return new ConvolutionLayout.Choice(
        region(run.rows(), 0, size),
        region(run.columns(), 1, size),
        channels(),
        filters,
        look.kernels(),
        look.detail(),
        look.stacked());
  }

  private OutputRegion region(org.receptive.engine.layer.WindowAxis axis, int which, int size) {
    if (center.isEmpty()) {
      return size == REGIONS[0] && axis.output() <= size + 1
          ? OutputRegion.all(axis)
          : OutputRegion.around(axis, axis.output() / 2, size);
    }
    return OutputRegion.around(axis, center.get()[which], Math.min(3, size));
  }

  /** The input channels to draw: all, or those with the largest weights in the drawn filters. */
  private List<Integer> channels() {
    return run.strongestChannels(filters, MAX_CHANNELS);
  }

  private void hotspots(
      StepViewBuilder view,
      ConvolutionLayout layout,
      ConvolutionPainter painter,
      List<WindowSum> sums) {
    for (int i = 0; i < sums.size(); i++) {
      view.hotspot(Hotspot.result(painter.outputCell(sums.get(i)), i));
    }
    for (int i = 0; i < layout.inputs.size(); i++) {
      GridMarks.Plane plane = painter.plane(i);
      CellGrid real = plane.real();
      int channel = layout.choice.channels().get(i);
      for (int r = plane.firstRow(); r < plane.firstRow() + real.rows(); r++) {
        for (int c = plane.firstColumn(); c < plane.firstColumn() + real.columns(); c++) {
          List<Integer> steps = entered(sums, channel, r, c);
          String label =
              String.format(
                  Locale.ROOT,
                  "channel %d, row %d, column %d enters %d outputs",
                  channel,
                  r,
                  c,
                  steps.size());
          view.hotspot(Hotspot.source(plane.cell(r, c), steps, label));
        }
      }
    }
  }

  private static List<Integer> entered(List<WindowSum> sums, int channel, int row, int column) {
    List<Integer> steps = new ArrayList<>();
    for (int i = 0; i < sums.size(); i++) {
      boolean uses =
          sums.get(i).channels().stream()
              .filter(c -> c.channel() == channel)
              .flatMap(c -> c.taps().stream())
              .flatMap(List::stream)
              .anyMatch(tap -> tap.row() == row && tap.column() == column);
      if (uses) {
        steps.add(i);
      }
    }
    return steps;
  }
}
