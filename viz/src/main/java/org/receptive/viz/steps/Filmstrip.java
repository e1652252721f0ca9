package org.receptive.viz.steps;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.receptive.viz.figure.Bounds;
import org.receptive.viz.figure.Palette;
import org.receptive.viz.figure.Scene;
import org.receptive.viz.figure.SceneBuilder;
import org.receptive.viz.figure.Style;
import org.receptive.viz.figure.TextStyle;

/**
 * Selected steps in one still picture: their cards side by side, or, for steps without cards, their
 * numbers and words in lines.
 *
 * @param frames all steps
 * @param selected the steps to show, from 0
 * @param current the step that is marked, from 0
 * @param width the width to fill, px
 */
record Filmstrip(List<Frame> frames, List<Integer> selected, int current, double width) {
  private static final double MARGIN = 12;
  static final double GAP = 10;
  private static final double HEAD = 18;
  private static final TextStyle NUMBER = TextStyle.small();

  Scene scene() {
    return selected.stream().allMatch(i -> frames.get(i).card().isPresent()) ? cards() : lines();
  }

  private Scene cards() {
    SceneBuilder scene = Scene.builder();
    double x = MARGIN;
    double y = 0;
    double rowHeight = 0;
    for (int step : selected) {
      Optional<Scene> card = frames.get(step).card();
      double cardWidth = card.orElseThrow().width();
      if (x > MARGIN && x + cardWidth > width - MARGIN) {
        x = MARGIN;
        y += rowHeight + GAP;
        rowHeight = 0;
      }
      drawCard(scene, step, card.get(), x, y);
      rowHeight = Math.max(rowHeight, HEAD + card.get().height());
      x += cardWidth + GAP;
    }
    return scene.build(width, y + rowHeight + GAP);
  }

  private void drawCard(SceneBuilder scene, int step, Scene card, double x, double y) {
    boolean now = step == current;
    Bounds box = new Bounds(x, y, card.width(), HEAD + card.height());
    scene.rect(
        box.x(),
        box.y(),
        box.width(),
        box.height(),
        4,
        now
            ? Style.fill(Palette.PANEL).stroke(Palette.ORANGE, 2)
            : Style.fill(Palette.PANEL).stroke(Palette.GRID, 1));
    String number = String.format(Locale.ROOT, "step %d of %d", step + 1, frames.size());
    scene.text(box.x() + 6, box.y() + 14, number, NUMBER);
    scene.scene(x, y + HEAD, card);
  }

  private Scene lines() {
    SceneBuilder scene = Scene.builder();
    double y = 2;
    for (int step : selected) {
      String words =
          String.format(
              Locale.ROOT, "%d of %d   %s", step + 1, frames.size(), frames.get(step).caption());
      Prose prose =
          Prose.plain(words, TextStyle.of(12).color(Palette.MUTED_TEXT), width - 2 * MARGIN);
      prose.draw(scene, MARGIN, y);
      y += prose.height() + 2;
    }
    return scene.build(width, y + GAP);
  }
}
