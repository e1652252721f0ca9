package org.receptive.viz.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.receptive.engine.measure.LayerSpeed;
import org.receptive.engine.measure.MachineLimits;
import org.receptive.engine.measure.Roofline;
import org.receptive.viz.chart.LabelPlacement;
import org.receptive.viz.chart.PointName;
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
  private static final double RADIUS = 6;
  private static final int MOST_NAMES = 3;
  private static final TextStyle NAME = TextStyle.of(12);
  private static final TextStyle LIMIT = TextStyle.of(12).semibold();

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
    RooflineFrame frame = RooflineFrame.of(roofline);
    SceneBuilder scene = Scene.builder();
    scene.text(MARGIN, MARGIN + 13, title(), TextStyle.of(14).semibold());
    double bottom = frame.drawAxes(scene);
    LabelPlacement placement = new LabelPlacement(frame.panel());
    for (LayerSpeed layer : roofline.layers()) {
      placement.take(around(frame, layer));
    }
    roof(scene, frame, placement);
    points(scene, frame, placement);
    return scene.build(Scene.NOTEBOOK_WIDTH, legend(scene, frame, bottom + 12) + MARGIN - 4);
  }

  private void roof(SceneBuilder scene, RooflineFrame frame, LabelPlacement placement) {
    MachineLimits limits = roofline.limits();
    double ridgeX = frame.x(limits.ridge());
    double topY = frame.y(limits.gigaflops());
    double from =
        Math.max(frame.intensities().low(), frame.speeds().low() / limits.memoryGigabytes());
    double startX = frame.x(from);
    double startY = frame.y(from * limits.memoryGigabytes());
    double cacheFrom =
        Math.max(frame.intensities().low(), frame.speeds().low() / limits.cacheGigabytes());
    double cacheRidge = limits.gigaflops() / limits.cacheGigabytes();
    if (cacheRidge > frame.intensities().low()) {
      scene.line(
          frame.x(cacheFrom),
          frame.y(cacheFrom * limits.cacheGigabytes()),
          frame.x(cacheRidge),
          topY,
          Style.line(Palette.GREY, 1.2).dashed(4, 4));
      placement.takeLine(
          frame.x(cacheFrom),
          frame.y(cacheFrom * limits.cacheGigabytes()),
          frame.x(cacheRidge),
          topY);
    }
    double flatFrom = Math.min(ridgeX, frame.x(Math.max(frame.intensities().low(), cacheRidge)));
    scene.line(flatFrom, topY, ridgeX, topY, Style.line(Palette.GREY, 1.2).dashed(4, 4));
    scene.polyline(
        Style.line(Palette.OUTLINE, 2.4), startX, startY, ridgeX, topY, frame.right(), topY);
    placement.takeLine(startX, startY, ridgeX, topY);
    placement.takeLine(flatFrom, topY, frame.right(), topY);
    String arithmetic = String.format(Locale.ROOT, "arithmetic: %.0f GFLOP/s", limits.gigaflops());
    double width = TextMetrics.reservedWidth(arithmetic, LIMIT);
    Bounds above = aboveTheRoof(placement, ridgeX, frame.right(), topY, width);
    placement.take(above);
    PointName.write(scene, above, arithmetic, LIMIT);
    beside(
        scene,
        placement,
        String.format(Locale.ROOT, "memory: %.0f GB/s", limits.memoryGigabytes()),
        startX + 0.3 * (ridgeX - startX),
        startY + 0.3 * (topY - startY));
  }

  /** Where no point is in the way: from the ridge to the right, and over its left if need be. */
  private static Bounds aboveTheRoof(
      LabelPlacement placement, double ridge, double end, double roof, double width) {
    for (double x = ridge; x + width <= end; x += width / 4) {
      Bounds box = new Bounds(x, roof - 19, width, 15);
      if (placement.isFree(box)) {
        return box;
      }
    }
    Bounds leftOfTheRidge = new Bounds(ridge - width, roof - 19, width, 15);
    return placement.isFree(leftOfTheRidge)
        ? leftOfTheRidge
        : new Bounds(Math.min(ridge, end - width), roof - 19, width, 15);
  }

  /** Words right of the slope. */
  private static void beside(
      SceneBuilder scene, LabelPlacement placement, String words, double x, double y) {
    double width = TextMetrics.reservedWidth(words, LIMIT);
    Bounds box = new Bounds(x + 12, y - 2, width, 15);
    placement.take(box);
    PointName.write(scene, box, words, LIMIT);
  }

  private static Bounds around(RooflineFrame frame, LayerSpeed layer) {
    double x = frame.x(layer);
    double y = frame.y(layer);
    return new Bounds(x - RADIUS, y - RADIUS, 2 * RADIUS, 2 * RADIUS);
  }

  private void points(SceneBuilder scene, RooflineFrame frame, LabelPlacement placement) {
    for (LayerSpeed layer : roofline.layers()) {
      double px = frame.x(layer);
      double py = frame.y(layer);
      form(scene, Form.of(layer), px, py);
    }
    for (List<LayerSpeed> together : together(frame)) {
      Bounds points =
          together.stream().map(layer -> around(frame, layer)).reduce(Bounds::union).orElseThrow();
      double px = points.centerX();
      double py = points.centerY();
      double radius = Math.max(points.width(), points.height()) / 2;
      new PointName(name(together), px, py, radius).draw(scene, placement);
    }
  }

  /** The layers whose points cover each other share a name. */
  private List<List<LayerSpeed>> together(RooflineFrame frame) {
    List<List<LayerSpeed>> groups = new ArrayList<>();
    for (LayerSpeed layer : roofline.layers()) {
      groups.stream()
          .filter(group -> covers(frame, group.getFirst(), layer))
          .findFirst()
          .ifPresentOrElse(
              group -> group.add(layer), () -> groups.add(new ArrayList<>(List.of(layer))));
    }
    return groups;
  }

  private static boolean covers(RooflineFrame frame, LayerSpeed one, LayerSpeed other) {
    double across = frame.x(one) - frame.x(other);
    double up = frame.y(one) - frame.y(other);
    return Form.of(one) == Form.of(other) && Math.hypot(across, up) < RADIUS;
  }

  private static String name(List<LayerSpeed> together) {
    if (together.size() > MOST_NAMES) {
      return String.format(
          Locale.ROOT, "%s and %d more", together.getFirst().name(), together.size() - 1);
    }
    return together.stream().map(LayerSpeed::name).collect(Collectors.joining(", "));
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

  private double legend(SceneBuilder scene, RooflineFrame frame, double top) {
    double at = frame.left();
    for (Form form : Form.values()) {
      if (roofline.layers().stream().noneMatch(layer -> Form.of(layer) == form)) {
        continue;
      }
      form(scene, form, at + 6, top + 6);
      scene.text(at + 18, top + 10, form.words, NAME);
      at += 18 + TextMetrics.reservedWidth(form.words, NAME) + 20;
    }
    boolean cached =
        roofline.limits().gigaflops() / roofline.limits().cacheGigabytes()
            > frame.intensities().low();
    double under = top + (cached ? 34 : 16);
    if (cached) {
      String cache =
          String.format(
              Locale.ROOT,
              "dashed: data from the cache, %.0f GB/s",
              roofline.limits().cacheGigabytes());
      scene.text(frame.left(), top + 28, cache, NAME.color(Palette.MUTED_TEXT));
    }
    for (String note : roofline.notes()) {
      scene.text(frame.left(), under + 12, note, NAME.color(Palette.MUTED_TEXT));
      under += 18;
    }
    return under;
  }
}
