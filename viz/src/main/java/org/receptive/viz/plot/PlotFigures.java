package org.receptive.viz.plot;

import java.util.Optional;
import org.receptive.viz.FigureProvider;
import org.receptive.viz.figure.Figure;

/** Draws Tablesaw's figures, where they are of a kind that has a still twin. */
public final class PlotFigures implements FigureProvider {
  @Override
  public Optional<Figure> figure(Object value) {
    return value instanceof tech.tablesaw.plotly.components.Figure figure
        ? Plot.drawable(figure)
        : Optional.empty();
  }
}
