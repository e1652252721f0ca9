package org.receptive.viz.architecture;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.receptive.viz.figure.Bounds;
import org.receptive.viz.figure.Palette;
import org.receptive.viz.figure.SceneBuilder;
import org.receptive.viz.figure.Style;
import org.receptive.viz.figure.TextMetrics;
import org.receptive.viz.figure.TextStyle;

/**
 * Two bars under a diagram that show which layers hold the parameters, and which do the work.
 *
 * @param blocks all blocks of the network, repeats included
 */
record CostStrip(List<Block> blocks) {
  private static final double BAR = 17;
  private static final double ROW = 22;
  private static final double HEAD = 128;
  private static final TextStyle HEADING = TextStyle.of(11);
  private static final TextStyle NAME = TextStyle.of(10);
  private static final double LEAST = 0.4;
  private static final double TINT = 0.45;
  private static final int MANY = 24;

  /** Copies the list. */
  CostStrip {
    blocks = List.copyOf(blocks);
  }

  /** Whether there is anything to show. */
  boolean isEmpty() {
    return total(Block::parameters) == 0 || total(Block::macs) == 0;
  }

  /** Its height in px. */
  double height() {
    return 2 * ROW;
  }

  private long total(ToLongFunction<Block> cost) {
    return blocks.stream().mapToLong(cost).sum();
  }

  /** Draws it with its top left corner at (x, y). */
  void draw(SceneBuilder scene, double x, double y, double width) {
    bar(scene, x, y, width, "parameters", Block::parameters);
    bar(scene, x, y + ROW, width, "MACs", Block::macs);
  }

  private void bar(
      SceneBuilder scene,
      double x,
      double y,
      double width,
      String what,
      ToLongFunction<Block> cost) {
    long total = total(cost);
    double baseline = y + BAR / 2 + TextMetrics.baselineBelowMiddle(HEADING);
    scene.text(x, baseline, what, HEADING.color(Palette.MUTED_TEXT));
    scene.text(x + HEAD - 10, baseline, abbreviated(total), HEADING.semibold().endingHere());
    double scale = (width - HEAD) / total;
    double left = x + HEAD;
    for (Part part : parts(cost)) {
      double length = part.cost() * scale;
      if (length >= LEAST) {
        Color color = Palette.tint(part.color(), TINT);
        Style style = Style.fill(color).stroke(Palette.PANEL, Math.min(1, length / 3));
        scene.rect(left, y, length, BAR, style);
        label(scene, new Bounds(left, y, length, BAR), part, (double) part.cost() / total);
      }
      left += length;
    }
  }

  /** A stretch of a bar: a layer, or all of a group in a network of very many. */
  private record Part(String name, Color color, long cost, long largest) {
    /** With one more layer; the colour stays that of the layer that costs most. */
    Part with(Color other, long more) {
      return new Part(name, more > largest ? other : color, cost + more, Math.max(largest, more));
    }
  }

  private List<Part> parts(ToLongFunction<Block> cost) {
    boolean many = blocks.size() > MANY;
    List<Part> parts = new ArrayList<>();
    for (Block block : blocks) {
      String name = many ? block.name().split("[/.]", 2)[0] : block.shortName();
      long own = cost.applyAsLong(block);
      if (many && !parts.isEmpty() && parts.getLast().name().equals(name)) {
        parts.add(parts.removeLast().with(block.role().color(), own));
      } else {
        parts.add(new Part(name, block.role().color(), own, own));
      }
    }
    return parts;
  }

  private static void label(SceneBuilder scene, Bounds where, Part part, double share) {
    TextStyle style = NAME.on(Palette.tint(part.color(), TINT));
    String percent = String.format(Locale.ROOT, "%.0f%%", share * 100);
    for (String text : List.of(part.name() + " " + percent, part.name())) {
      if (TextMetrics.reservedWidth(text, style) + 6 <= where.width()) {
        scene.textIn(where, text, style);
        return;
      }
    }
  }

  /** A large number in few digits: {@code 61.0 M}. */
  static String abbreviated(long number) {
    String[] units = {"", " k", " M", " G", " T"};
    double value = number;
    int unit = 0;
    while ((value >= 10_000 && unit < units.length - 1)
        || (value >= 1000 && unit > 0 && unit < units.length - 1)) {
      value /= 1000;
      unit++;
    }
    return unit == 0
        ? LayerWords.count(number)
        : String.format(Locale.ROOT, value < 100 ? "%.1f%s" : "%.0f%s", value, units[unit]);
  }
}
