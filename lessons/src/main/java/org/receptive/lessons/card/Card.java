package org.receptive.lessons.card;

import java.util.List;
import java.util.stream.Collectors;
import org.receptive.viz.figure.Figure;
import org.receptive.viz.figure.MimeBundle;
import org.receptive.viz.figure.Scene;

/**
 * A short text with a symbol: a verdict, a question, an answer. In a page it is real text, which
 * can be searched, copied and read aloud; as a picture it is painted.
 *
 * @param tone its symbol and colour
 * @param title one line at the top
 * @param parts what follows
 */
public record Card(Tone tone, String title, List<Part> parts) implements Figure {

  /** Copies the parts. */
  public Card {
    parts = List.copyOf(parts);
  }

  /** A card of the given parts. */
  public static Card of(Tone tone, String title, Part... parts) {
    return new Card(tone, title, List.of(parts));
  }

  @Override
  public String description() {
    return parts.stream()
        .filter(Part.Paragraph.class::isInstance)
        .map(Part.Paragraph.class::cast)
        .map(Part.Paragraph::text)
        .findFirst()
        .map(first -> title + ": " + first)
        .orElse(title);
  }

  @Override
  public String text() {
    String body = parts.stream().map(Card::words).collect(Collectors.joining("\n"));
    return tone.symbol() + " " + title + (body.isEmpty() ? "" : "\n" + body);
  }

  private static String words(Part part) {
    return switch (part) {
      case Part.Paragraph p -> p.lead().isEmpty() ? p.text() : p.lead() + ": " + p.text();
      case Part.Link link -> link.lead() + ": " + link.text() + " (" + link.target() + ")";
      case Part.Sheet sheet -> words(sheet);
      case Part.Comparison both -> words(both.left()) + "\n" + words(both.right());
    };
  }

  private static String words(Part.Sheet sheet) {
    return sheet.heading()
        + sheet.lines().stream()
            .map(
                line ->
                    "\n  " + line.text() + (line.result().isEmpty() ? "" : "  " + line.result()))
            .collect(Collectors.joining());
  }

  @Override
  public Scene scene() {
    return new CardPainter().paint(this);
  }

  @Override
  public String html() {
    return CardHtml.write(this);
  }

  /** Text as HTML, and the text twin; a card needs no picture where there is a page. */
  @Override
  public MimeBundle mimeBundle() {
    return MimeBundle.text(text()).with(MimeBundle.HTML, html());
  }

  @Override
  public String toString() {
    return text();
  }
}
