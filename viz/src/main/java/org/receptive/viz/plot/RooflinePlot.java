package org.receptive.viz.plot;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.receptive.engine.measure.LayerSpeed;
import org.receptive.engine.measure.MachineLimits;
import org.receptive.engine.measure.Roofline;
import org.receptive.viz.chart.AxisLabel;
import org.receptive.viz.chart.BottomAxis;
import org.receptive.viz.chart.LabelPlacement;
import org.receptive.viz.chart.LeftAxis;
import org.receptive.viz.chart.LogScale;
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
  private static final double TOP = 66;
  private static final double WIDTH = Scene.NOTEBOOK_WIDTH;
  private static final double HEIGHT = 330;
  private static final double RADIUS = 6;
  private static final double LINE = 15;
  private static final int MOST_NAMES = 3;
  private static final TextStyle AXIS = TextStyle.of(12).color(Palette.MUTED_TEXT);
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

  /**
   * Where things stand.
   *
   * @param intensities operations a byte
   * @param speeds operations a second
   * @param labels left of the frame
   */
  private record Frame(LogScale intensities, LogScale speeds, LeftAxis labels) {
    double left() {
      return MARGIN + labels.width();
    }

    double right() {
      return WIDTH - MARGIN;
    }

    double bottom() {
      return TOP + HEIGHT;
    }

    double x(double intensity) {
      return intensities.px(intensity, left(), right());
    }

    double y(double speed) {
      return speeds.px(speed, bottom(), TOP);
    }

    double x(LayerSpeed layer) {
      return x(layer.intensity());
    }

    double y(LayerSpeed layer) {
      return y(layer.gigaflops());
    }
  }

  private Frame frame() {
    MachineLimits limits = roofline.limits();
    DoubleSummaryStatistics intensities =
        roofline.layers().stream().mapToDouble(LayerSpeed::intensity).summaryStatistics();
    DoubleSummaryStatistics speeds =
        roofline.layers().stream().mapToDouble(LayerSpeed::gigaflops).summaryStatistics();
    LogScale x =
        new LogScale(
            Math.min(intensities.getMin() / 2, limits.ridge() / 8),
            Math.max(intensities.getMax() * 3, limits.ridge() * 6),
            false);
    LogScale y =
        new LogScale(
            Math.min(speeds.getMin() / 2, limits.roof(x.low()) / 1.5),
            2 * Math.max(speeds.getMax(), limits.gigaflops()),
            false);
    return new Frame(x, y, LeftAxis.numbers(y, TOP, TOP + HEIGHT));
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
    Frame frame = frame();
    SceneBuilder scene = Scene.builder();
    scene.text(MARGIN, MARGIN + 13, title(), TextStyle.of(14).semibold());
    double bottom = axes(scene, frame);
    LabelPlacement placement =
        new LabelPlacement(
            new Bounds(frame.left() + 2, TOP, frame.right() - frame.left() - 2, HEIGHT - 2));
    for (LayerSpeed layer : roofline.layers()) {
      placement.take(around(frame, layer));
    }
    roof(scene, frame, placement);
    points(scene, frame, placement);
    return scene.build(WIDTH, legend(scene, frame, bottom + 12) + MARGIN - 4);
  }

  /** Draws both axes; gives where the words under them end. */
  private static double axes(SceneBuilder scene, Frame frame) {
    Style axis = Style.line(Palette.OUTLINE, 1);
    BottomAxis bottom = BottomAxis.of(frame.intensities(), frame.left(), frame.right());
    for (AxisLabel label : frame.labels().labels()) {
      Style grid = Style.line(Palette.GRID, 0.8);
      scene.line(frame.left(), label.at(), frame.right(), label.at(), grid);
    }
    for (AxisLabel label : bottom.labels()) {
      scene.line(label.at(), frame.bottom(), label.at(), frame.bottom() + 4, axis);
    }
    frame.labels().draw(scene, frame.left(), false);
    bottom.draw(scene, frame.bottom(), false);
    scene.line(frame.left(), TOP, frame.left(), frame.bottom(), axis);
    scene.line(frame.left(), frame.bottom(), frame.right(), frame.bottom(), axis);
    scene.text(MARGIN, TOP - LINE, "GFLOP/s", AXIS);
    double under = frame.bottom() + bottom.height() + LINE;
    double middle = (frame.left() + frame.right()) / 2;
    scene.text(middle, under, "operations for each byte moved", AXIS.centered());
    return under;
  }

  private void roof(SceneBuilder scene, Frame frame, LabelPlacement placement) {
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
    words(scene, above, arithmetic, LIMIT);
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
    words(scene, box, words, LIMIT);
  }

  private static Bounds around(Frame frame, LayerSpeed layer) {
    double x = frame.x(layer);
    double y = frame.y(layer);
    return new Bounds(x - RADIUS, y - RADIUS, 2 * RADIUS, 2 * RADIUS);
  }

  private void points(SceneBuilder scene, Frame frame, LabelPlacement placement) {
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
      String name = name(together);
      double width = TextMetrics.reservedWidth(name, NAME);
      placement
          .beside(px, py, Math.max(points.width(), points.height()) / 2, width, 14)
          .ifPresent(
              box -> {
                leader(scene, px, py, box);
                words(scene, box, name, side(box, px));
              });
    }
  }

  /** The layers whose points cover each other share a name. */
  private List<List<LayerSpeed>> together(Frame frame) {
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

  private static boolean covers(Frame frame, LayerSpeed one, LayerSpeed other) {
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

  private double legend(SceneBuilder scene, Frame frame, double top) {
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
