package org.receptive.lessons.editor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.receptive.engine.layer.ShapeException;
import org.receptive.engine.network.Network;
import org.receptive.lessons.card.Card;
import org.receptive.lessons.card.Part;
import org.receptive.lessons.card.Tone;
import org.receptive.viz.architecture.Architecture;
import org.receptive.viz.figure.Figure;
import org.receptive.viz.figure.Picture;
import org.receptive.viz.figure.Scene;
import org.receptive.viz.figure.SceneBuilder;
import org.receptive.viz.figure.TextMetrics;
import org.receptive.viz.figure.TextStyle;

/**
 * The picture of a network that is being changed: what was changed, the first error, the diagram,
 * and what every layer gives and costs beside what it gave and cost.
 *
 * @param edit the network, before and now
 * @param refusal why the last wish could not be fulfilled at all
 * @param chosen the layer whose numbers are being changed
 */
public record EditFigure(NetworkEdit edit, Optional<String> refusal, Optional<String> chosen)
    implements Picture {
  /** That of the diagram. */
  static final double MARGIN = 12;

  private static final double LINE = 17;
  private static final TextStyle WORDS = TextStyle.small();

  @Override
  public Figure figure() {
    Network network = edit.network();
    Figure diagram = Architecture.of(network).figure();
    EditTable table = EditTable.of(edit, chosen);
    SceneBuilder scene = Scene.builder();
    scene.text(MARGIN, 28, title(), TextStyle.heading());
    double y = 48;
    for (String line : lines()) {
      scene.text(MARGIN, y, line, WORDS);
      y += LINE;
    }
    y -= 6;
    for (Card card : problems()) {
      Scene drawn = card.scene();
      scene.scene(MARGIN, y, drawn);
      y += drawn.height() + 8;
    }
    Scene picture = diagram.scene();
    scene.scene((Scene.NOTEBOOK_WIDTH - picture.width()) / 2, y, picture);
    y += picture.height() + 8;
    Scene rows = table.scene();
    scene.scene(0, y, rows);
    return Figure.of(
        scene.build(Scene.NOTEBOOK_WIDTH, y + rows.height()),
        title(),
        description(table),
        text(diagram, table));
  }

  private String title() {
    return edit.network().name() + (edit.isChanged() ? ", changed" : ", nothing changed yet");
  }

  /** The changes as lines that fit. */
  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String change : edit.changes()) {
      String longer = line.isEmpty() ? change : line + "   \u00b7   " + change;
      if (!line.isEmpty()
          && TextMetrics.reservedWidth(longer, WORDS) > Scene.NOTEBOOK_WIDTH - 2 * MARGIN) {
        lines.add(line.toString());
        line.setLength(0);
        line.append(change);
      } else {
        line.setLength(0);
        line.append(longer);
      }
    }
    if (!line.isEmpty()) {
      lines.add(line.toString());
    }
    return lines;
  }

  private List<Card> problems() {
    List<Card> cards = new ArrayList<>();
    refusal.ifPresent(
        why ->
            cards.add(
                Card.of(
                    Tone.WRONG,
                    "Refused; the network stays as it was",
                    Part.paragraph("Why", why))));
    edit.error().ifPresent(error -> cards.add(card(error)));
    return cards;
  }

  private static Card card(ShapeException error) {
    String prefix = error.layer() + ": ";
    String why =
        error.getMessage().startsWith(prefix)
            ? error.getMessage().substring(prefix.length())
            : error.getMessage();
    return Card.of(
        Tone.WRONG, "The shapes do not fit at " + error.layer(), Part.paragraph("Why", why));
  }

  private String description(EditTable table) {
    return "%s: %s."
        .formatted(title(), edit.error().map(Throwable::getMessage).orElse(table.totals()));
  }

  private String text(Figure diagram, EditTable table) {
    List<String> lines = new ArrayList<>();
    lines.add(title());
    lines.addAll(edit.changes());
    problems().forEach(card -> lines.add(card.text()));
    lines.add(diagram.text().stripTrailing());
    lines.add(table.text());
    return String.join("\n", lines);
  }
}
