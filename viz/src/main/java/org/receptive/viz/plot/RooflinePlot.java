package org.receptive.viz.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.receptive.engine.measure.LayerSpeed;
import org.receptive.engine.measure.MachineLimits;
import org.receptive.engine.measure.Roofline;
import org.receptive.viz.figure.Bounds;
import org.receptive.viz.figure.Figure;
import org.receptive.viz.figure.Palette;
import org.receptive.viz.figure.Picture;
import org.receptive.viz.figure.Scene;
import org.receptive.viz.figure.SceneBuilder;
import org.receptive.viz.figure.Style;
import org.receptive.viz.figure.TextMetrics;
import org.receptive.viz.figure.TextStyle;

/**
 * The layers of a network under the roof of the machine: operations a byte to the right, operations
 * a second upwards, both logarithmic. The slope is what memory delivers, the flat part what
 * arithmetic can do. A layer by Winograd's algorithm, which needs fewer multiplications than are
 * counted, may stand above the roof.
 *
 * @param roofline the measurements
 */
public record RooflinePlot(Roofline roofline) implements Picture {
  private static final double MARGIN = 14;
  private static final double LEFT = 56;
  private static final double TOP = 58;
  private static final double WIDTH = Scene.NOTEBOOK_WIDTH;
  private static final double HEIGHT = 330;
  private static final double RADIUS = 6;
  private static final int MOST_NAMES = 3;
  private static final TextStyle TICK = TextStyle.of(10.5).color(Palette.MUTED_TEXT);
  private static final TextStyle NAME = TextStyle.of(11);
  private static final TextStyle LIMIT = TextStyle.of(11).semibold();

  /** Checks that there is something to draw. */
  public RooflinePlot {
    if (roofline.layers().isEmpty()) {
      throw new IllegalArgumentException(
          "%s has no layer that multiplies; a roofline needs one.".formatted(roofline.network()));
    }
  }

  /** What a point's form says. */
  private enum Form {
    DIRECT("convolution"),
    WINOGRAD("by Winograd, counted as if all products were made"),
    LINEAR("fully connected");

    private final String words;

    Form(String words) {
      this.words = words;
    }

    static Form of(LayerSpeed layer) {
      if (layer.fewerProducts()) {
        return WINOGRAD;
      }
      return layer.kind().equals("Linear") || layer.kind().equals("MatMul") ? LINEAR : DIRECT;
    }
  }

  private LogAxis x() {
    List<LayerSpeed> layers = roofline.layers();
    double low = layers.stream().mapToDouble(LayerSpeed::intensity).min().orElseThrow();
    double high = layers.stream().mapToDouble(LayerSpeed::intensity).max().orElseThrow();
    double ridge = roofline.limits().ridge();
    return new LogAxis(
        Math.min(low / 2, ridge / 8), Math.max(high * 3, ridge * 6), MARGIN + LEFT, WIDTH - MARGIN);
  }

  private LogAxis y() {
    List<LayerSpeed> layers = roofline.layers();
    MachineLimits limits = roofline.limits();
    double low = layers.stream().mapToDouble(LayerSpeed::gigaflops).min().orElseThrow();
    double high = layers.stream().mapToDouble(LayerSpeed::gigaflops).max().orElseThrow();
    double slope = limits.roof(x().low());
    return new LogAxis(
        Math.min(low / 2, slope / 1.5), 2 * Math.max(high, limits.gigaflops()), TOP + HEIGHT, TOP);
  }

  @Override
  public Figure figure() {
    MachineLimits limits = roofline.limits();
    long under =
        roofline.layers().stream().filter(layer -> layer.intensity() < limits.ridge()).count();
    String description =
        String.format(
            Locale.ROOT,
            "The %d layers of %s that multiply, under a roof of %.0f GFLOP/s and %.0f GB/s; for %d"
                + " of them memory is the limit.",
            roofline.layers().size(),
            roofline.network(),
            limits.gigaflops(),
            limits.memoryGigabytes(),
            under);
    return Figure.of(scene(), title(), description, roofline.text());
  }

  private String title() {
    int threads = roofline.limits().threads();
    return String.format(
        Locale.ROOT,
        "%s under the roof of this machine, %d thread%s",
        roofline.network(),
        threads,
        threads == 1 ? "" : "s");
  }

  private Scene scene() {
    LogAxis x = x();
    LogAxis y = y();
    SceneBuilder scene = Scene.builder();
    scene.text(MARGIN, MARGIN + 13, title(), TextStyle.of(14).semibold());
    axes(scene, x, y);
    Clearing clearing =
        new Clearing(new Bounds(x.start() + 2, TOP, WIDTH - MARGIN - x.start() - 2, HEIGHT - 2));
    for (LayerSpeed layer : roofline.layers()) {
      clearing.take(around(x.at(layer.intensity()), y.at(layer.gigaflops())));
    }
    roof(scene, x, y, clearing);
    points(scene, x, y, clearing);
    double bottom = legend(scene, TOP + HEIGHT + 52);
    return scene.build(WIDTH, bottom + MARGIN - 4);
  }

  private static void axes(SceneBuilder scene, LogAxis x, LogAxis y) {
    for (double tick : y.ticks()) {
      double at = y.at(tick);
      scene.line(x.start(), at, x.end(), at, Style.line(Palette.GRID, 0.7));
      scene.text(x.start() - 6, at + 4, LogAxis.text(tick), TICK.endingHere());
    }
    for (double tick : x.ticks()) {
      double at = x.at(tick);
      scene.line(at, y.start(), at, y.start() + 4, Style.line(Palette.OUTLINE, 0.9));
      scene.text(at, y.start() + 17, LogAxis.text(tick), TICK.centered());
    }
    scene.polyline(
        Style.line(Palette.OUTLINE, 1),
        x.start(),
        y.end(),
        x.start(),
        y.start(),
        x.end(),
        y.start());
    double middle = (x.start() + x.end()) / 2;
    scene.text(middle, y.start() + 34, "operations for each byte moved", TICK.centered());
    double upright = (y.start() + y.end()) / 2;
    scene.text(MARGIN + 9, upright, "GFLOP/s", TICK.centered().rotated(-90));
  }

  private void roof(SceneBuilder scene, LogAxis x, LogAxis y, Clearing clearing) {
    MachineLimits limits = roofline.limits();
    double ridgeX = x.at(limits.ridge());
    double topY = y.at(limits.gigaflops());
    double from = Math.max(x.low(), y.low() / limits.memoryGigabytes());
    double startX = x.at(from);
    double startY = y.at(from * limits.memoryGigabytes());
    double cacheFrom = Math.max(x.low(), y.low() / limits.cacheGigabytes());
    double cacheRidge = limits.gigaflops() / limits.cacheGigabytes();
    if (cacheRidge > x.low()) {
      scene.line(
          x.at(cacheFrom),
          y.at(cacheFrom * limits.cacheGigabytes()),
          x.at(cacheRidge),
          topY,
          Style.line(Palette.GREY, 1.2).dashed(4, 4));
      clearing.takeLine(
          x.at(cacheFrom), y.at(cacheFrom * limits.cacheGigabytes()), x.at(cacheRidge), topY);
    }
    double flatFrom = Math.min(ridgeX, x.at(Math.max(x.low(), cacheRidge)));
    scene.line(flatFrom, topY, ridgeX, topY, Style.line(Palette.GREY, 1.2).dashed(4, 4));
    scene.polyline(Style.line(Palette.OUTLINE, 2.4), startX, startY, ridgeX, topY, x.end(), topY);
    clearing.takeLine(startX, startY, ridgeX, topY);
    clearing.takeLine(flatFrom, topY, x.end(), topY);
    String arithmetic = String.format(Locale.ROOT, "arithmetic: %.0f GFLOP/s", limits.gigaflops());
    double width = TextMetrics.reservedWidth(arithmetic, LIMIT);
    Bounds above = aboveTheRoof(clearing, ridgeX, x.end(), topY, width);
    clearing.take(above);
    words(scene, above, arithmetic, LIMIT);
    beside(
        scene,
        clearing,
        String.format(Locale.ROOT, "memory: %.0f GB/s", limits.memoryGigabytes()),
        startX + 0.3 * (ridgeX - startX),
        startY + 0.3 * (topY - startY));
  }

  /** Where no point is in the way: from the ridge to the right, and over its left if need be. */
  private static Bounds aboveTheRoof(
      Clearing clearing, double ridge, double end, double roof, double width) {
    for (double x = ridge; x + width <= end; x += width / 4) {
      Bounds box = new Bounds(x, roof - 19, width, 15);
      if (clearing.isFree(box)) {
        return box;
      }
    }
    Bounds leftOfTheRidge = new Bounds(ridge - width, roof - 19, width, 15);
    return clearing.isFree(leftOfTheRidge)
        ? leftOfTheRidge
        : new Bounds(Math.min(ridge, end - width), roof - 19, width, 15);
  }

  /** Words right of the slope. */
  private static void beside(
      SceneBuilder scene, Clearing clearing, String words, double x, double y) {
    double width = TextMetrics.reservedWidth(words, LIMIT);
    Bounds box = new Bounds(x + 12, y - 2, width, 15);
    clearing.take(box);
    words(scene, box, words, LIMIT);
  }

  private static Bounds around(double x, double y) {
    return new Bounds(x - RADIUS, y - RADIUS, 2 * RADIUS, 2 * RADIUS);
  }

  private void points(SceneBuilder scene, LogAxis x, LogAxis y, Clearing clearing) {
    for (LayerSpeed layer : roofline.layers()) {
      double px = x.at(layer.intensity());
      double py = y.at(layer.gigaflops());
      form(scene, Form.of(layer), px, py);
    }
    for (List<LayerSpeed> together : together(x, y)) {
      Bounds points =
          together.stream()
              .map(layer -> around(x.at(layer.intensity()), y.at(layer.gigaflops())))
              .reduce(Bounds::union)
              .orElseThrow();
      double px = points.centerX();
      double py = points.centerY();
      String name = name(together);
      double width = TextMetrics.reservedWidth(name, NAME);
      clearing
          .beside(px, py, Math.max(points.width(), points.height()) / 2, width, 14)
          .ifPresent(
              box -> {
                leader(scene, px, py, box);
                words(scene, box, name, side(box, px));
              });
    }
  }

  /** The layers whose points cover each other share a name. */
  private List<List<LayerSpeed>> together(LogAxis x, LogAxis y) {
    List<List<LayerSpeed>> groups = new ArrayList<>();
    for (LayerSpeed layer : roofline.layers()) {
      groups.stream()
          .filter(group -> covers(group.getFirst(), layer, x, y))
          .findFirst()
          .ifPresentOrElse(
              group -> group.add(layer), () -> groups.add(new ArrayList<>(List.of(layer))));
    }
    return groups;
  }

  private static boolean covers(LayerSpeed one, LayerSpeed other, LogAxis x, LogAxis y) {
    double across = x.at(one.intensity()) - x.at(other.intensity());
    double up = y.at(one.gigaflops()) - y.at(other.gigaflops());
    return Form.of(one) == Form.of(other) && Math.hypot(across, up) < RADIUS;
  }

  private static String name(List<LayerSpeed> together) {
    if (together.size() > MOST_NAMES) {
      return String.format(
          Locale.ROOT, "%s and %d more", together.getFirst().name(), together.size() - 1);
    }
    return together.stream().map(LayerSpeed::name).collect(Collectors.joining(", "));
  }

  /** Words in a box, with no grid line through them. */
  private static void words(SceneBuilder scene, Bounds box, String words, TextStyle style) {
    scene.rect(box.x(), box.y() + 1, box.width(), box.height() - 2, Style.fill(Palette.PANEL));
    double x = box.x() + style.anchor().share() * box.width();
    scene.text(x, box.y() + 11, words, style);
  }

  /** A name stands at the side of its box where its point is. */
  private static TextStyle side(Bounds box, double x) {
    if (box.right() < x) {
      return NAME.endingHere();
    }
    return box.x() > x ? NAME : NAME.centered();
  }

  private static void leader(SceneBuilder scene, double x, double y, Bounds name) {
    double toX = Math.clamp(x, name.x() - 3, name.right() + 3);
    double toY = Math.clamp(y, name.y() + 1, name.bottom() - 1);
    double length = Math.hypot(toX - x, toY - y);
    if (length > 14) {
      double share = 6 / length;
      scene.line(
          x + (toX - x) * share, y + (toY - y) * share, toX, toY, Style.line(Palette.GREY, 0.8));
    }
  }

  private static void form(SceneBuilder scene, Form form, double x, double y) {
    switch (form) {
      case DIRECT -> scene.circle(x, y, 4.5, Style.fill(Palette.BLUE).stroke(Palette.PANEL, 1));
      case LINEAR ->
          scene.rect(x - 4.5, y - 4.5, 9, 9, Style.fill(Palette.GREEN).stroke(Palette.PANEL, 1));
      case WINOGRAD ->
          scene.polygon(
              Style.fill(Palette.ORANGE).stroke(Palette.OUTLINE, 0.8),
              x,
              y - 6,
              x + 6,
              y + 4.5,
              x - 6,
              y + 4.5);
    }
  }

  private double legend(SceneBuilder scene, double top) {
    double at = MARGIN + LEFT;
    for (Form form : Form.values()) {
      if (roofline.layers().stream().noneMatch(layer -> Form.of(layer) == form)) {
        continue;
      }
      form(scene, form, at + 6, top + 6);
      scene.text(at + 18, top + 10, form.words, NAME);
      at += 18 + TextMetrics.reservedWidth(form.words, NAME) + 20;
    }
    boolean cached = roofline.limits().gigaflops() / roofline.limits().cacheGigabytes() > x().low();
    double under = top + (cached ? 34 : 16);
    if (cached) {
      String cache =
          String.format(
              Locale.ROOT,
              "dashed: data from the cache, %.0f GB/s",
              roofline.limits().cacheGigabytes());
      scene.text(MARGIN + LEFT, top + 28, cache, NAME.color(Palette.MUTED_TEXT));
    }
    for (String note : roofline.notes()) {
      scene.text(MARGIN + LEFT, under + 12, note, NAME.color(Palette.MUTED_TEXT));
      under += 18;
    }
    return under;
  }
}
