package org.receptive.viz.architecture;

import java.util.Optional;
import org.receptive.engine.network.Network;
import org.receptive.viz.FigureProvider;
import org.receptive.viz.figure.Figure;
import org.receptive.viz.summary.Summary;

/** Shows a network as its architecture diagram with its summary. */
public final class NetworkFigures implements FigureProvider {
  /** Used by the service loader. */
  public NetworkFigures() {}

  @Override
  public Optional<Figure> figure(Object value) {
    return value instanceof Network network
        ? Optional.of(new NetworkCard(Architecture.of(network).figure(), Summary.of(network)))
        : Optional.empty();
  }
}
