package org.receptive.viz.architecture;

import org.receptive.viz.figure.Figure;
import org.receptive.viz.figure.Scene;
import org.receptive.viz.summary.Summary;

/**
 * What a cell shows of a network: its diagram, and under it the summary, folded up where that is
 * possible.
 *
 * @param diagram the picture
 * @param summary the table
 */
record NetworkCard(Figure diagram, Summary summary) implements Figure {

  @Override
  public String title() {
    return diagram.title();
  }

  @Override
  public String description() {
    return diagram.description();
  }

  @Override
  public Scene scene() {
    return diagram.scene();
  }

  @Override
  public String caption() {
    return diagram.caption();
  }

  @Override
  public String text() {
    return diagram.text().stripTrailing() + "\n\n" + summary.text();
  }

  @Override
  public String html() {
    return diagram.html() + folded(summary.html());
  }

  @Override
  public String staticHtml() {
    return diagram.staticHtml() + folded(summary.staticHtml());
  }

  private static String folded(String table) {
    return "<details><summary>Layer by layer</summary>" + table + "</details>";
  }

  @Override
  public String toString() {
    return text();
  }
}
