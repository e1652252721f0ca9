package org.receptive.lessons.card;

import org.receptive.viz.figure.Figure;
import org.receptive.viz.figure.MimeBundle;
import org.receptive.viz.figure.Scene;

/**
 * A figure with a sentence under it that says what to look at.
 *
 * @param original the figure as it is without the caption
 * @param caption the sentence
 */
public record Captioned(Figure original, String caption) implements Figure {

  /** Checks that something is said. */
  public Captioned {
    if (caption.isBlank()) {
      throw new IllegalArgumentException("A caption says what to look at; this one is empty.");
    }
  }

  @Override
  public String title() {
    return original.title();
  }

  @Override
  public String description() {
    return original.description();
  }

  @Override
  public String text() {
    return original.text() + "\n" + caption;
  }

  @Override
  public Scene scene() {
    return original.scene();
  }

  @Override
  public String svg() {
    return original.svg();
  }

  @Override
  public String html() {
    return original.html()
        // The colours are the page's, whatever its theme.
        + "<div style=\"max-width:680px;margin:4px 0 0;font-size:14px;font-style:italic\">"
        + CardHtml.escape(caption)
        + "</div>";
  }

  @Override
  public MimeBundle mimeBundle() {
    return original.mimeBundle().with(MimeBundle.HTML, html()).with(MimeBundle.TEXT, text());
  }

  @Override
  public String toString() {
    return text();
  }
}
