package org.receptive.viz.architecture;

import java.awt.Color;
import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
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
 * Networks by what they cost and how often they are wrong: multiply-accumulates to the right, error
 * upwards, parameters as area.
 *
 * @param title over the plot
 * @param bubbles the networks
 * @param reference an error to compare with
 * @param referenceName what that error is
 */
public record BubblePlot(String title, List<Bubble> bubbles, double reference, String referenceName)
    implements Picture {
  private static final double MARGIN = 14;
  private static final double HEADING = 34;
  private static final double LEFT = 52;
  private static final double WIDTH = Scene.NOTEBOOK_WIDTH;
  private static final double HEIGHT = 350;
  private static final double BIGGEST = 34;
  private static final TextStyle NAME = TextStyle.of(11);
  private static final TextStyle TICK = TextStyle.of(10.5).color(Palette.MUTED_TEXT);
  private static final double[] TICKS = {0.25, 0.5, 1, 2, 4, 8, 16, 32};

  /**
   * A network.
   *
   * @param name its name
   * @param family which colour it has; networks of one family are joined by a line
   * @param macs multiply-accumulates for one image
   * @param parameters its parameters
   * @param error its error in percent
   */
  public record Bubble(String name, String family, long macs, long parameters, double error) {}

  /** Copies the list. */
  public BubblePlot {
    bubbles = List.copyOf(bubbles);
    if (bubbles.isEmpty()) {
      throw new IllegalArgumentException("a plot of networks needs at least one network");
    }
  }

  @Override
  public Figure figure() {
    StringBuilder text = new StringBuilder(title).append('\n');
    for (Bubble bubble : bubbles) {
      text.append(
          String.format(
              Locale.ROOT,
              "%s: error %.2f%%, %,d parameters, %,d multiply-accumulates\n",
              bubble.name(),
              bubble.error(),
              bubble.parameters(),
              bubble.macs()));
    }
    text.append(String.format(Locale.ROOT, "%s: %.1f%%\n", referenceName, reference));
    Bubble best = bubbles.stream().min(Comparator.comparingDouble(Bubble::error)).orElseThrow();
    String description =
        String.format(
            Locale.ROOT,
            "%s: %d networks by multiply-accumulates, error and parameters; the lowest error is"
                + " %.2f%% (%s), %s is %.1f%%.",
            title,
            bubbles.size(),
            best.error(),
            best.name(),
            referenceName,
            reference);
    return Figure.of(scene(), title, description, text.toString());
  }

  private double low() {
    return bubbles.stream().mapToLong(Bubble::macs).min().orElseThrow() / 1.5;
  }

  private double high() {
    return bubbles.stream().mapToLong(Bubble::macs).max().orElseThrow() * 1.7;
  }

  private double topError() {
    double most = bubbles.stream().mapToDouble(Bubble::error).max().orElseThrow();
    return Math.ceil((most + 1.5) / 2) * 2;
  }

  /** The errors need not begin at 0: points are compared, not lengths. */
  private double leastError() {
    double least = bubbles.stream().mapToDouble(Bubble::error).min().orElseThrow();
    return Math.max(0, Math.floor((Math.min(least, reference) - 2) / 2) * 2);
  }

  private double x(double macs) {
    double room = WIDTH - 2 * MARGIN - LEFT;
    return MARGIN + LEFT + room * Math.log(macs / low()) / Math.log(high() / low());
  }

  private double y(double error) {
    double share = (error - leastError()) / (topError() - leastError());
    return MARGIN + HEADING + HEIGHT * (1 - share);
  }

  private double radius(Bubble bubble) {
    long most = bubbles.stream().mapToLong(Bubble::parameters).max().orElseThrow();
    return Math.max(3, BIGGEST * Math.sqrt((double) bubble.parameters() / most));
  }

  private Color color(Bubble bubble) {
    List<String> families = bubbles.stream().map(Bubble::family).distinct().toList();
    return Palette.series(families.indexOf(bubble.family()));
  }

  private Scene scene() {
    SceneBuilder scene = Scene.builder();
    scene.text(MARGIN, MARGIN + 13, title, TextStyle.of(14).semibold());
    axes(scene);
    families(scene);
    List<Bubble> large =
        bubbles.stream().sorted(Comparator.comparingLong(Bubble::parameters).reversed()).toList();
    for (Bubble bubble : large) {
      Color color = color(bubble);
      scene.circle(
          x(bubble.macs()),
          y(bubble.error()),
          radius(bubble),
          Style.fill(Palette.tint(color, 0.5)).stroke(Palette.shade(color, 0.2), 1.2));
    }
    names(scene, large);
    double bottom = y(leastError()) + 72;
    sizes(scene, bottom);
    return scene.build(WIDTH, Math.ceil(bottom + 44));
  }

  private void axes(SceneBuilder scene) {
    double right = WIDTH - MARGIN;
    double left = MARGIN + LEFT;
    for (int error = (int) leastError(); error <= topError(); error += 2) {
      scene.line(left, y(error), right, y(error), Style.line(Palette.GRID, 0.7));
      if (error % 4 == 0) {
        scene.text(left - 6, y(error) + 4, error + "%", TICK.endingHere());
      }
    }
    for (double tick : TICKS) {
      double macs = tick * 1e9;
      if (macs > low() && macs < high()) {
        scene.line(
            x(macs),
            y(leastError()),
            x(macs),
            y(leastError()) + 4,
            Style.line(Palette.OUTLINE, 0.9));
        String words = (tick < 1 ? (int) (tick * 1000) + " M" : (int) tick + " G");
        scene.text(x(macs), y(leastError()) + 17, words, TICK.centered());
      }
    }
    scene.polyline(
        Style.line(Palette.OUTLINE, 1),
        left,
        y(topError()),
        left,
        y(leastError()),
        right,
        y(leastError()));
    scene.text(
        (left + right) / 2,
        y(leastError()) + 33,
        "multiply-accumulates for one image",
        TICK.centered());
    double middle = y((leastError() + topError()) / 2);
    scene.text(MARGIN + 9, middle, "top-5 error", TICK.centered().rotated(-90));
    Style line = Style.line(Palette.OUTLINE, 1.2).dashed(5, 4);
    scene.line(left, y(reference), right, y(reference), line);
    scene.text(left + 8, y(reference) + 14, referenceWords(), TICK);
  }

  private String referenceWords() {
    return String.format(Locale.ROOT, "%s, %.1f%%", referenceName, reference);
  }

  private void families(SceneBuilder scene) {
    for (String family : bubbles.stream().map(Bubble::family).distinct().toList()) {
      double[] xy =
          bubbles.stream()
              .filter(bubble -> bubble.family().equals(family))
              .flatMap(bubble -> List.of(x(bubble.macs()), y(bubble.error())).stream())
              .mapToDouble(Double::doubleValue)
              .toArray();
      Bubble one =
          bubbles.stream().filter(b -> b.family().equals(family)).findFirst().orElseThrow();
      if (xy.length >= 4) {
        scene.polyline(Style.line(Palette.tint(color(one), 0.2), 1.3), xy);
      }
    }
  }

  /** Each name where it meets nothing: right, left, above or below its bubble, ever further out. */
  private void names(SceneBuilder scene, List<Bubble> order) {
    List<Bounds> taken = new ArrayList<>();
    for (Bubble bubble : order) {
      double r = radius(bubble);
      taken.add(new Bounds(x(bubble.macs()) - r, y(bubble.error()) - r, 2 * r, 2 * r));
    }
    double left = MARGIN + LEFT;
    taken.add(new Bounds(left, y(reference) - 2, WIDTH - MARGIN - left, 4));
    double words = TextMetrics.reservedWidth(referenceWords(), TICK);
    taken.add(new Bounds(left, y(reference), words + 16, 19));
    for (Bubble bubble : order) {
      String name = String.format(Locale.ROOT, "%s  %.1f%%", bubble.name(), bubble.error());
      Bounds free = free(bubble, TextMetrics.reservedWidth(name, NAME), taken);
      taken.add(free);
      leader(scene, bubble, free);
      name(scene, name, free, x(bubble.macs()));
    }
  }

  /** A name in its box, at the side of the box where the bubble is. */
  private static void name(SceneBuilder scene, String name, Bounds box, double x) {
    double share = box.right() < x ? 1 : box.x() > x ? 0 : 0.5;
    // No grid line through a name, and no gap in one that is longer than the name.
    double room = TextMetrics.width(name, NAME) + 6;
    double left = box.x() - 3 + share * (box.width() + 6 - room);
    scene.rect(left, box.y(), room, box.height(), Style.fill(Palette.PANEL));
    TextStyle style = share == 1 ? NAME.endingHere() : share == 0 ? NAME : NAME.centered();
    scene.text(box.x() + share * box.width(), box.y() + 11, name, style);
  }

  /** A thin line from a name to its bubble, where they do not stand side by side. */
  private void leader(SceneBuilder scene, Bubble bubble, Bounds name) {
    double[] line = leader(bubble, name);
    if (Math.hypot(line[2] - line[0], line[3] - line[1]) > 6) {
      scene.line(line[0], line[1], line[2], line[3], Style.line(Palette.OUTLINE, 0.8));
    }
  }

  /** From the edge of a bubble to the nearest point of its name: x, y, x, y. */
  private double[] leader(Bubble bubble, Bounds name) {
    double x = x(bubble.macs());
    double y = y(bubble.error());
    double toX = Math.clamp(x, name.x() - 3, name.right() + 3);
    double toY = Math.clamp(y, name.y(), name.bottom());
    double share = Math.min(1, radius(bubble) / Math.max(1e-9, Math.hypot(toX - x, toY - y)));
    return new double[] {x + (toX - x) * share, y + (toY - y) * share, toX, toY};
  }

  /** Whether the line to a name would run through another bubble. */
  private boolean crosses(Bubble bubble, Bounds name) {
    double[] line = leader(bubble, name);
    return bubbles.stream()
        .filter(other -> !other.equals(bubble))
        .anyMatch(
            other ->
                Line2D.ptSegDist(
                        line[0], line[1], line[2], line[3], x(other.macs()), y(other.error()))
                    < radius(other) + 1);
  }

  private Bounds free(Bubble bubble, double width, List<Bounds> taken) {
    double x = x(bubble.macs());
    double y = y(bubble.error());
    double r = radius(bubble);
    Bounds panel = new Bounds(MARGIN + LEFT + 2, y(topError()), WIDTH - 2 * MARGIN - LEFT, HEIGHT);
    for (double away = 4; away < 120; away += 4) {
      List<Bounds> places =
          List.of(
              new Bounds(x + r + away, y - 7, width, 14),
              new Bounds(x - r - away - width, y - 7, width, 14),
              new Bounds(x - width / 2, y - r - away - 14, width, 14),
              new Bounds(x - width / 2, y + r + away, width, 14),
              new Bounds(x + r * 0.7 + away, y - r * 0.7 - away - 14, width, 14),
              new Bounds(x + r * 0.7 + away, y + r * 0.7 + away, width, 14),
              new Bounds(x - r * 0.7 - away - width, y - r * 0.7 - away - 14, width, 14),
              new Bounds(x - r * 0.7 - away - width, y + r * 0.7 + away, width, 14));
      for (Bounds place : places) {
        boolean clear = taken.stream().noneMatch(other -> other.overlaps(place, 0));
        if (clear && panel.contains(place, 0) && !crosses(bubble, place)) {
          return place;
        }
      }
    }
    return new Bounds(x, y - r - 18, width, 14);
  }

  private void sizes(SceneBuilder scene, double y) {
    long most = bubbles.stream().mapToLong(Bubble::parameters).max().orElseThrow();
    double x = MARGIN + LEFT;
    String words = "area: parameters";
    scene.text(x, y + 10, words, TICK);
    x += TextMetrics.reservedWidth(words, TICK) + 16;
    for (long size : new long[] {1_000_000, 10_000_000, 50_000_000}) {
      if (size > most) {
        break;
      }
      double r = Math.max(3, BIGGEST * Math.sqrt((double) size / most));
      scene.circle(x + r, y + 6, r, Style.fill(Palette.FAINT).stroke(Palette.OUTLINE, 1));
      String label = size / 1_000_000 + " M";
      scene.text(x + 2 * r + 6, y + 10, label, TICK);
      x += 2 * r + 6 + TextMetrics.reservedWidth(label, TICK) + 18;
    }
  }
}
