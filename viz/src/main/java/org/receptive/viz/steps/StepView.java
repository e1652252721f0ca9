package org.receptive.viz.steps;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.receptive.viz.figure.Figure;
import org.receptive.viz.figure.Palette;
import org.receptive.viz.figure.Scene;
import org.receptive.viz.figure.SceneBuilder;
import org.receptive.viz.figure.Style;
import org.receptive.viz.figure.TextStyle;

/**
 * An algorithm as a sequence of frames with captions.
 *
 * <p>Where scripts run, one frame is shown with previous, next, play and a slider; arrow keys work,
 * and places of the picture answer to the pointer. Where they do not, the same HTML shows a
 * filmstrip: one frame in full, selected others small. {@link #step} gives any frame as a still
 * figure.
 */
public final class StepView implements Figure {
  private static final double MARGIN = 12;
  private static final double GAP = 8;
  private static final TextStyle FORMULA = TextStyle.of(14);
  private static final TextStyle CAPTION = TextStyle.of(13).color(Palette.MUTED_TEXT);

  private final String title;
  private final String description;
  private final String notes;
  private final Scene base;
  private final List<Frame> frames;
  private final List<Hotspot> hotspots;
  private final int start;
  private final List<Integer> filmstrip;
  private final double wordsHeight;

  StepView(
      String title,
      String description,
      String notes,
      Scene base,
      List<Frame> frames,
      List<Hotspot> hotspots,
      int start,
      List<Integer> filmstrip) {
    if (frames.isEmpty() || description.isBlank() || title.isBlank()) {
      throw new IllegalArgumentException(
          "A step view needs a title, a description and at least one frame.");
    }
    this.title = title;
    this.description = description;
    this.notes = notes;
    this.base = base;
    this.frames = List.copyOf(frames);
    this.hotspots = List.copyOf(hotspots);
    this.start = requireStep(start);
    this.filmstrip = filmstrip.isEmpty() ? spread(frames, base.width()) : List.copyOf(filmstrip);
    this.filmstrip.forEach(this::requireStep);
    hotspots.forEach(spot -> spot.steps().forEach(this::requireStep));
    this.wordsHeight = frames.stream().mapToDouble(this::heightOfWords).max().orElse(0);
  }

  /**
   * Starts a view.
   *
   * @param title what is stepped through
   * @param width of every frame in px
   * @param height of every frame in px, captions not included
   */
  public static StepViewBuilder builder(String title, double width, double height) {
    return new StepViewBuilder(title, width, height);
  }

  private int requireStep(int step) {
    if (step < 0 || step >= frames.size()) {
      throw new IndexOutOfBoundsException(
          String.format(
              Locale.ROOT,
              "Step %d does not exist; '%s' has the steps 0 to %d.",
              step,
              title,
              frames.size() - 1));
    }
    return step;
  }

  /** The first, the last, and some between them: as many as fit side by side, five at most. */
  private static List<Integer> spread(List<Frame> frames, double width) {
    double card = frames.getFirst().card().map(Scene::width).orElse(0.0);
    int fitting = (int) ((width - 2 * MARGIN + Filmstrip.GAP) / (card + Filmstrip.GAP));
    int count = Math.clamp(fitting, 2, 5);
    TreeSet<Integer> steps = new TreeSet<>();
    for (int i = 0; i < count; i++) {
      steps.add((int) Math.round(i * (frames.size() - 1) / (count - 1.0)));
    }
    return List.copyOf(steps);
  }

  /** The steps. */
  public List<Frame> frames() {
    return frames;
  }

  /** The places that answer to the pointer. */
  public List<Hotspot> hotspots() {
    return hotspots;
  }

  /** The step that is shown first, from 0. */
  public int start() {
    return start;
  }

  /**
   * One step as a still figure.
   *
   * @param step from 0
   * @throws IndexOutOfBoundsException if there is no such step
   */
  public Figure step(int step) {
    Frame frame = frames.get(requireStep(step));
    return Figure.of(
        scene(step),
        String.format(Locale.ROOT, "%s, step %d of %d", title, step + 1, frames.size()),
        frame.caption(),
        line(step));
  }

  /** One step's picture with its words. */
  private Scene scene(int step) {
    return Scene.builder()
        .scene(0, 0, base)
        .scene(0, 0, overlay(step))
        .build(base.width(), base.height() + wordsHeight);
  }

  /** What one step adds to the base: its marks, its formula and its caption. */
  Scene overlay(int step) {
    Frame frame = frames.get(step);
    SceneBuilder scene = Scene.builder().scene(0, 0, frame.scene());
    Prose formula = formula(frame);
    formula.draw(scene, MARGIN, base.height());
    double below = formula.lines().isEmpty() ? 0 : formula.height() + GAP / 2;
    caption(frame).draw(scene, MARGIN, base.height() + below);
    return scene.build(base.width(), base.height() + wordsHeight);
  }

  private Prose formula(Frame frame) {
    return Prose.formula(frame.formula(), FORMULA, base.width() - 2 * MARGIN);
  }

  private Prose caption(Frame frame) {
    return Prose.plain(frame.caption(), CAPTION, base.width() - 2 * MARGIN);
  }

  private double heightOfWords(Frame frame) {
    Prose formula = formula(frame);
    return formula.height()
        + (formula.lines().isEmpty() ? 0 : GAP / 2)
        + caption(frame).height()
        + MARGIN;
  }

  /** The base that all frames share, on a panel that leaves room for the words. */
  Scene base() {
    return Scene.builder().scene(0, 0, base).build(base.width(), base.height() + wordsHeight);
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public String description() {
    return description;
  }

  /** The starting frame in full, and the filmstrip under it. */
  @Override
  public Scene scene() {
    if (frames.size() == 1) {
      return scene(0);
    }
    Scene main = scene(start);
    Scene strip = new Filmstrip(frames, filmstrip, start, base.width()).scene();
    double top = main.height() + GAP;
    return Scene.builder()
        .scene(0, 0, main)
        .line(
            MARGIN,
            main.height(),
            base.width() - MARGIN,
            main.height(),
            Style.line(Palette.GRID, 1))
        .scene(0, top, strip)
        .build(base.width(), top + strip.height());
  }

  @Override
  public String text() {
    List<String> lines = new ArrayList<>();
    lines.add(title);
    if (!notes.isBlank()) {
      lines.add(notes);
    }
    for (int i = 0; i < frames.size(); i++) {
      lines.add(line(i));
    }
    return String.join("\n", lines);
  }

  private String line(int step) {
    Frame frame = frames.get(step);
    String formula = Prose.letters(frame.formula(), FORMULA);
    return String.format(
        Locale.ROOT,
        "step %d: %s%s",
        step + 1,
        frame.caption(),
        formula.isEmpty() ? "" : "  " + formula);
  }

  /** The words of one step for people who hear the page. */
  String spoken(int step) {
    return line(step);
  }

  /** The static form, together with a script that turns it into a stepper. */
  @Override
  public String html() {
    return StepPage.html(this);
  }

  @Override
  public String toString() {
    return text();
  }
}
