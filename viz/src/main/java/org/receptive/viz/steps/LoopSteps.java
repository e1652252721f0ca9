package org.receptive.viz.steps;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.receptive.engine.kernels.Kernels;
import org.receptive.engine.kernels.selection.KernelSelection;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.ShapeException;
import org.receptive.engine.layer.WindowAxis;
import org.receptive.engine.tensor.Tensor;
import org.receptive.viz.figure.Figure;
import org.receptive.viz.figure.Picture;

/**
 * A convolution as nested loops in Java: the line that runs is marked, the indices show their
 * values, and the pictures beside the code show what is read and written. One output is computed
 * product by product, the following ones as a whole.
 *
 * <p>As in {@link ConvolutionSteps} every output was computed twice, by the engine and by the sum
 * of the products in the picture; a view whose results differ is not made.
 */
public final class LoopSteps implements Picture {
  private static final int MAX_CHANNELS = 3;
  private static final int MOST_OUTPUTS = 25;
  private static final int[] REGIONS = {4, 3, 2, 1};

  private final ConvolutionRun run;
  private final int filter;
  private final Optional<int[]> place;

  private LoopSteps(ConvolutionRun run, int filter, Optional<int[]> place) {
    this.run = run;
    this.filter = filter;
    this.place = place;
  }

  /**
   * The loops of a convolution with bias, from the first output of the first filter on.
   *
   * @param layer the convolution
   * @param input {@code 1 x C x H x W}
   * @param weight {@code outChannels x C/groups x kH x kW}
   * @param bias {@code outChannels}
   * @throws ShapeException if the shapes do not fit
   */
  public static LoopSteps of(Conv2d layer, Tensor input, Tensor weight, Tensor bias) {
    return of(KernelSelection.active(), layer, input, weight, Optional.of(bias));
  }

  /** The loops of a convolution without bias. */
  public static LoopSteps of(Conv2d layer, Tensor input, Tensor weight) {
    return of(KernelSelection.active(), layer, input, weight, Optional.empty());
  }

  /** The loops of a convolution that the given kernels compute. */
  public static LoopSteps of(
      Kernels kernels, Conv2d layer, Tensor input, Tensor weight, Optional<Tensor> bias) {
    return new LoopSteps(
        ConvolutionRun.of(kernels, layer, input, weight, bias), 0, Optional.empty());
  }

  /**
   * The same from another output on.
   *
   * @param chosen the filter, k
   * @param row i, of the output
   * @param column j, of the output
   * @throws IllegalArgumentException if there is no such output
   */
  public LoopSteps at(int chosen, int row, int column) {
    require("filter", chosen, run.layer().outChannels());
    require("row", row, run.rows().output());
    require("column", column, run.columns().output());
    return new LoopSteps(run, chosen, Optional.of(new int[] {row, column}));
  }

  private static void require(String what, int index, int count) {
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

  /** The loops as Java, which reads {@code x}, {@code w} and {@code b} and writes {@code y}. */
  public String java() {
    return LoopCode.of(run).java();
  }

  /** One step as a still figure, from 0. */
  public Figure step(int step) {
    return figure().step(step);
  }

  @Override
  public StepView figure() {
    LoopLayout layout = layout();
    LoopLayout.Choice choice = layout.choice;
    LoopPainter painter = new LoopPainter(run, layout);
    List<LoopStep> steps =
        LoopTrail.of(
            run,
            choice.channels(),
            filter,
            place.map(p -> p[0]).orElse(choice.rows().first()),
            place.map(p -> p[1]).orElse(choice.columns().first()),
            choice.rows(),
            choice.columns());
    StepViewBuilder view =
        StepView.builder(title(), layout.width, layout.height).base(painter::base);
    ConvolutionCard card =
        new ConvolutionCard(choice.rows(), choice.columns(), run.rows(), run.columns());
    for (int i = 0; i < steps.size(); i++) {
      LoopStep step = steps.get(i);
      String sum = "sum = " + layout.sumFormat.text(step.sum());
      view.frame(
          Frame.of(
                  view.scene(scene -> painter.overlay(scene, step)), step.caption(), step.formula())
              .card(card.scene(step.row(), step.column(), sum)));
      if (step.role() == LoopCode.Role.STORE) {
        view.hotspot(Hotspot.result(painter.outputCell(step), i));
      }
    }
    return view.start(start(steps)).description(description()).notes(notes(layout)).build();
  }

  /** A product in the middle of the first output says more than the first line. */
  private static int start(List<LoopStep> steps) {
    List<Integer> products = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      LoopCode.Role role = steps.get(i).role();
      if (role == LoopCode.Role.PRODUCT || role == LoopCode.Role.KERNEL_ROW) {
        products.add(i);
      }
    }
    return products.isEmpty() ? 0 : products.get(products.size() / 2);
  }

  private String title() {
    return "Convolution as loops, "
        + ConvolutionPainter.describe(run.layer(), run.input(), run.output());
  }

  private String description() {
    return "%s as nested loops in Java: the line that runs, the values of the indices, and the places that are read and written."
        .formatted(ConvolutionPainter.describe(run.layer(), run.input(), run.output()));
  }

  private String notes(LoopLayout layout) {
    String notes = java() + "\nComputed by the engine and checked against the sum of the products.";
    if (layout.choice.channels().size() < run.channelsPerGroup()) {
      String drawn =
          layout.choice.channels().stream().map(String::valueOf).collect(Collectors.joining(", "));
      notes += " Drawn are the channels with the largest weights: %s.".formatted(drawn);
    }
    return notes;
  }

  /** The first layout that fits, from the most detailed to the plainest. */
  private LoopLayout layout() {
    List<Integer> channels =
        run.strongestChannels(List.of(filter), Math.min(MAX_CHANNELS, run.channelsPerGroup()));
    for (int count = channels.size(); count >= 1; count--) {
      List<Integer> drawn = run.strongestChannels(List.of(filter), count);
      Optional<LoopLayout> fitting =
          Stream.of(true, false)
              .flatMap(numbers -> layouts(drawn, numbers))
              .filter(LoopLayout::fits)
              .findFirst();
      if (fitting.isPresent()) {
        return fitting.get();
      }
    }
    throw new ShapeException(
        "a window of %s is too large to draw beside its loops."
            .formatted(run.layer().window().kernelText()));
  }

  private Stream<LoopLayout> layouts(List<Integer> channels, boolean numbers) {
    List<LoopLayout.Choice> choices = new ArrayList<>();
    if ((long) run.rows().output() * run.columns().output() <= MOST_OUTPUTS) {
      choices.add(choice(channels, Integer.MAX_VALUE));
    }
    for (int size : REGIONS) {
      choices.add(choice(channels, size));
    }
    return choices.stream()
        .flatMap(
            choice ->
                Stream.of(false, true).map(below -> new LoopLayout(run, choice, numbers, below)));
  }

  private LoopLayout.Choice choice(List<Integer> channels, int size) {
    return new LoopLayout.Choice(
        channels, filter, around(run.rows(), 0, size), around(run.columns(), 1, size));
  }

  private OutputRegion around(WindowAxis axis, int which, int size) {
    int center = place.map(p -> p[which]).orElse(axis.output() > 8 ? axis.output() / 2 : 0);
    return OutputRegion.around(axis, center, size);
  }
}
