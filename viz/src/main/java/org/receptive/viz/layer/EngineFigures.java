package org.receptive.viz.layer;

import java.util.Optional;
import org.receptive.engine.network.FeatureMaps;
import org.receptive.engine.network.Filters;
import org.receptive.engine.network.Trace;
import org.receptive.engine.tensor.Tensor;
import org.receptive.viz.FigureProvider;
import org.receptive.viz.figure.Figure;

/** Draws what the engine hands out: tensors, feature maps, filters, whole runs. */
public final class EngineFigures implements FigureProvider {
  @Override
  public Optional<Figure> figure(Object value) {
    return switch (value) {
      case Tensor tensor -> Optional.of(TensorPicture.of(tensor).figure());
      case FeatureMaps maps -> Optional.of(FeatureMapGrid.of(maps).figure());
      case Filters filters -> Optional.of(FilterGrid.of(filters).figure());
      case Trace trace -> Optional.of(ActivationStrip.of(trace).figure());
      default -> Optional.empty();
    };
  }
}
