package org.receptive.viz.plot;

import java.util.Optional;
import org.receptive.engine.measure.FirstResult;
import org.receptive.engine.measure.Roofline;
import org.receptive.engine.measure.ScalingCurve;
import org.receptive.viz.FigureProvider;
import org.receptive.viz.figure.Figure;

/** Draws Tablesaw's figures of the kinds that have a still twin, and what the engine measures. */
public final class PlotFigures implements FigureProvider {
  @Override
  public Optional<Figure> figure(Object value) {
    return switch (value) {
      case tech.tablesaw.plotly.components.Figure figure -> Plot.drawable(figure);
      case Roofline roofline -> Optional.of(new RooflinePlot(roofline).figure());
      case ScalingCurve curve -> Optional.of(ScalingPlots.of(curve));
      case FirstResult result -> Optional.of(ScalingPlots.of(result));
      default -> Optional.empty();
    };
  }
}
