package org.receptive.viz.steps;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.receptive.viz.figure.Scene;
import org.receptive.viz.figure.SceneBuilder;

/** Collects the frames of a {@link StepView}. */
public final class StepViewBuilder {
  private final String title;
  private final double width;
  private final double height;
  private Scene base;
  private final List<Frame> frames = new ArrayList<>();
  private final List<Hotspot> hotspots = new ArrayList<>();
  private List<Integer> filmstrip = List.of();
  private int start;
  private String description = "";
  private String notes = "";

  StepViewBuilder(String title, double width, double height) {
    this.title = title;
    this.width = width;
    this.height = height;
    this.base = Scene.builder().build(width, height);
  }

  /** What every frame shows, painted once under all of them. */
  public StepViewBuilder base(Consumer<SceneBuilder> content) {
    base = scene(content);
    return this;
  }

  /** A scene of the view's size. */
  public Scene scene(Consumer<SceneBuilder> content) {
    SceneBuilder builder = Scene.builder();
    content.accept(builder);
    return builder.build(width, height);
  }

  /** The next step. */
  public StepViewBuilder frame(Frame frame) {
    if (frame.scene().width() != width || frame.scene().height() != height) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "frame %d is %s x %s px, but the view is %s x %s px.",
              frames.size() + 1,
              frame.scene().width(),
              frame.scene().height(),
              width,
              height));
    }
    frames.add(frame);
    return this;
  }

  /** A place that answers to the pointer. */
  public StepViewBuilder hotspot(Hotspot hotspot) {
    hotspots.add(hotspot);
    return this;
  }

  /** The step that is shown first and stands for all, from 0. */
  public StepViewBuilder start(int step) {
    this.start = step;
    return this;
  }

  /** The steps of the filmstrip, from 0; without this call, up to five spread over all. */
  public StepViewBuilder filmstrip(List<Integer> steps) {
    this.filmstrip = List.copyOf(steps);
    return this;
  }

  /** What the view shows, in a sentence or two: the alternative text. */
  public StepViewBuilder description(String text) {
    this.description = text;
    return this;
  }

  /** What the text twin says before the steps. */
  public StepViewBuilder notes(String text) {
    this.notes = text;
    return this;
  }

  /**
   * The view.
   *
   * @throws IllegalArgumentException if there is no frame or no description, or a step does not
   *     exist
   */
  public StepView build() {
    return new StepView(title, description, notes, base, frames, hotspots, start, filmstrip);
  }
}
