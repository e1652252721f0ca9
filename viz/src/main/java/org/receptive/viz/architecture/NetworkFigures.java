package org.receptive.viz.architecture;

import java.util.Optional;
import org.receptive.engine.network.Network;
import org.receptive.engine.network.NetworkPlan;
import org.receptive.viz.FigureProvider;
import org.receptive.viz.figure.Figure;
import org.receptive.viz.summary.PlanFigure;
import org.receptive.viz.summary.Summary;

/** Shows a network as its architecture diagram with its summary, and a plan as its table. */
public final class NetworkFigures implements FigureProvider {
  /** Used by the service loader. */
  public NetworkFigures() {}

  @Override
  public Optional<Figure> figure(Object value) {
    return switch (value) {
      case Network network ->
          Optional.of(new NetworkCard(Architecture.of(network).figure(), Summary.of(network)));
      case NetworkPlan plan -> Optional.of(new PlanFigure(plan));
      default -> Optional.empty();
    };
  }
}
