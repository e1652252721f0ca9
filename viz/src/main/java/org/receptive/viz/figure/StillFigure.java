package org.receptive.viz.figure;

/**
 * A figure of one scene.
 *
 * @param scene what is painted
 * @param title what it is
 * @param description what it shows
 * @param text the text twin
 * @param caption a line under it; empty for none
 */
record StillFigure(Scene scene, String title, String description, String text, String caption)
    implements Figure {
  /** Checks that there are words for those who cannot see the picture. */
  StillFigure {
    if (title.isBlank() || description.isBlank() || text.isBlank()) {
      throw new IllegalArgumentException("a figure needs a title, a description and a text twin");
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
