package org.receptive.viz.architecture;

import java.awt.Color;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.receptive.engine.layer.Layer;
import org.receptive.viz.figure.Bounds;
import org.receptive.viz.figure.Palette;
import org.receptive.viz.figure.Palette.Role;
import org.receptive.viz.figure.SceneBuilder;
import org.receptive.viz.figure.Style;
import org.receptive.viz.figure.TextMetrics;
import org.receptive.viz.figure.TextStyle;

/**
 * What colours and letters stand for, made of the kinds of layers that a network has.
 *
 * @param entries one for each role, in order
 * @param letters whether swatches carry the letter of the role, else pooling is hatched
 */
record Legend(List<Entry> entries, boolean letters) {
  static final TextStyle STYLE = TextStyle.of(11);
  static final double HATCH = 4.5;
  static final Style HATCHING = Style.line(Palette.shade(Role.POOLING.color(), 0.1), 0.7);
  private static final double SWATCH = 15;
  private static final double STEP = 0.05;
  private static final double ROW = 20;
  private static final double GAP = 16;
  private static final TextStyle LETTER = TextStyle.of(10).semibold();

  /**
   * A colour and what it stands for.
   *
   * @param role the colour and letter
   * @param text what it stands for
   */
  record Entry(Role role, String text) {
    double width() {
      return SWATCH + 5 + TextMetrics.reservedWidth(text, STYLE);
    }
  }

  /** Copies the list. */
  Legend {
    entries = List.copyOf(entries);
  }

  /**
   * The legend of the roles of whole blocks.
   *
   * @param blocks the blocks that are drawn
   * @param plain what follows every convolution or linear layer and is told here only
   */
  static Legend of(List<Block> blocks, List<Layer> plain) {
    Map<Role, Set<String>> kinds = new EnumMap<>(Role.class);
    for (Block block : blocks) {
      Set<String> words = kinds.computeIfAbsent(block.role(), role -> new LinkedHashSet<>());
      words.add(block.layer().map(LayerWords::kind).orElse("input"));
    }
    String more =
        plain.stream().map(layer -> " + " + LayerWords.kind(layer)).collect(Collectors.joining());
    List<Entry> entries = new ArrayList<>();
    kinds.forEach(
        (role, words) ->
            entries.add(
                new Entry(
                    role, String.join(", ", words) + (role == Role.CONVOLUTION ? more : ""))));
    return new Legend(entries, true);
  }

  /**
   * The legend of volumes: where all layers of a role are alike, it says what they do.
   *
   * @param blocks the blocks that are drawn
   */
  static Legend ofVolumes(List<Block> blocks) {
    Map<Role, Set<String>> words = new EnumMap<>(Role.class);
    for (Block block : blocks) {
      Set<String> own = words.computeIfAbsent(block.role(), role -> new LinkedHashSet<>());
      own.add(block.layer().map(Legend::inFull).orElse("input"));
      for (Layer layer : block.after()) {
        words
            .computeIfAbsent(LayerWords.role(layer), role -> new LinkedHashSet<>())
            .add(LayerWords.kind(layer));
      }
    }
    List<Entry> entries = new ArrayList<>();
    words.forEach((role, own) -> entries.add(new Entry(role, joined(role, own, blocks))));
    return new Legend(entries, false);
  }

  private static String inFull(Layer layer) {
    String details = LayerWords.details(layer);
    return LayerWords.operation(layer) + (details.isEmpty() ? "" : ", " + details);
  }

  private static String joined(Role role, Set<String> own, List<Block> blocks) {
    boolean windows = role == Role.CONVOLUTION || role == Role.POOLING;
    if (!windows || own.size() == 1) {
      return String.join(", ", own);
    }
    return blocks.stream()
        .filter(block -> block.role() == role)
        .map(block -> block.layer().map(LayerWords::kind).orElse(""))
        .distinct()
        .collect(Collectors.joining(", "));
  }

  /** Whether all layers of a role are alike, so that the legend says what they do. */
  boolean tells(Role role) {
    return entries.stream().anyMatch(e -> e.role() == role && e.text().contains("×"));
  }

  /** The colour, made lighter as far as letters on it need that. */
  static Color legible(Color color) {
    Color result = color;
    for (double share = STEP;
        Palette.contrast(Palette.readableOn(result), result) < Palette.TEXT_CONTRAST;
        share += STEP) {
      result = Palette.tint(color, share);
    }
    return result;
  }

  /** Draws a swatch, with its letter or its hatch. */
  static void swatch(SceneBuilder scene, Bounds where, Role role, boolean letters) {
    Color color = letters ? legible(role.color()) : role.color();
    Style style = Style.fill(color).stroke(Palette.OUTLINE, 0.8);
    scene.rect(where.x(), where.y(), where.width(), where.height(), 2, style);
    if (letters) {
      scene.textIn(where, role.letter(), LETTER.on(color));
    } else if (role == Role.POOLING) {
      scene.hatch(where.x(), where.y(), where.width(), where.height(), HATCH, HATCHING);
    }
  }

  /** The height in px when laid out in rows of the given width. */
  double height(double width) {
    return rows(width).size() * ROW;
  }

  /** Draws it with its top left corner at (x, y). */
  void draw(SceneBuilder scene, double x, double y, double width) {
    double top = y;
    for (List<Entry> row : rows(width)) {
      double left = x;
      for (Entry entry : row) {
        swatch(
            scene,
            new Bounds(left, top + (ROW - SWATCH) / 2, SWATCH, SWATCH),
            entry.role(),
            letters);
        double baseline = top + ROW / 2 + TextMetrics.baselineBelowMiddle(STYLE);
        scene.text(left + SWATCH + 5, baseline, entry.text(), STYLE);
        left += entry.width() + GAP;
      }
      top += ROW;
    }
  }

  private List<List<Entry>> rows(double width) {
    List<List<Entry>> rows = new ArrayList<>();
    double used = Double.POSITIVE_INFINITY;
    for (Entry entry : entries) {
      if (used + entry.width() > width) {
        rows.add(new ArrayList<>());
        used = 0;
      }
      rows.getLast().add(entry);
      used += entry.width() + GAP;
    }
    return rows;
  }
}
