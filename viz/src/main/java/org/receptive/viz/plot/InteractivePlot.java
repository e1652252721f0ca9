package org.receptive.viz.plot;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.receptive.viz.figure.Figure;
import org.receptive.viz.figure.Scene;

/**
 * A plot whose HTML carries Plotly along: the still twin, the data, the library, and a script that
 * puts the one in the place of the other. The library is kept under a name of its own on the page,
 * so that several plots share it and no other Plotly is disturbed.
 *
 * @param plot the plot
 */
record InteractivePlot(Plot plot) implements Figure {
  private static final String LIBRARY = "plotly/plotly-basic-4.1.1.min.js";

  @Override
  public String title() {
    return plot.title();
  }

  @Override
  public String description() {
    return plot.description();
  }

  @Override
  public String text() {
    return plot.text();
  }

  @Override
  public Scene scene() {
    return plot.scene();
  }

  @Override
  public String html() {
    return "<div data-receptive-plot>"
        + staticHtml()
        + "<script type=\"application/json\">"
        + plot.json().replace("</", "<\\/").replace("<!", "<\\u0021")
        + "</script><script>window.ReceptivePlotly=window.ReceptivePlotly||(function(){"
        + "var module={exports:{}},before=window.Plotly;\n"
        + resource(LIBRARY)
        + "\nif(before===undefined){delete window.Plotly}else{window.Plotly=before}"
        + "return module.exports})();\n"
        + resource("plot.js")
        + "</script></div>";
  }

  private static String resource(String name) {
    try (InputStream in = InteractivePlot.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the bundled script " + name + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the bundled script " + name + " cannot be read", e);
    }
  }
}
