package org.receptive.lessons.card;

import org.receptive.viz.figure.Figure;
import org.receptive.viz.figure.MimeBundle;
import org.receptive.viz.figure.Palette;
import org.receptive.viz.figure.Scene;

/**
 * A figure with a sentence under it that says what to look at.
 *
 * @param figure the figure
 * @param caption the sentence
 */
public record Captioned(Figure figure, String caption) implements Figure {

  /** Checks that something is said. */
  public Captioned {
    if (caption.isBlank()) {
      throw new IllegalArgumentException("A caption says what to look at; this one is empty.");
    }
  }

  @Override
  public String title() {
    return figure.title();
  }

  @Override
  public String description() {
    return figure.description();
  }

  @Override
  public String text() {
    return figure.text() + "\n" + caption;
  }

  @Override
  public Scene scene() {
    return figure.scene();
  }

  @Override
  public String svg() {
    return figure.svg();
  }

  @Override
  public String html() {
    return figure.html()
        + "<div style=\"max-width:680px;margin:4px 0 0;font-size:14px;font-style:italic;color:"
        + Palette.hex(Palette.TEXT)
        + ";background:"
        + Palette.hex(Palette.PANEL)
        + "\">"
        + CardHtml.escape(caption)
        + "</div>";
  }

  @Override
  public MimeBundle mimeBundle() {
    return figure.mimeBundle().with(MimeBundle.HTML, html()).with(MimeBundle.TEXT, text());
  }

  @Override
  public String toString() {
    return text();
  }
}
