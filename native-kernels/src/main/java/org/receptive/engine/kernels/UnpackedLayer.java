package org.receptive.engine.kernels;

import java.util.List;
import org.receptive.engine.layer.Layer;
import org.receptive.engine.layer.Parameters;
import org.receptive.engine.tensor.Tensor;

/** A prepared layer that keeps its weights as they are. */
final class UnpackedLayer implements PreparedLayer {
  private final Kernels kernels;
  private final Layer layer;
  private final Parameters parameters;
  private volatile boolean closed;

  UnpackedLayer(Kernels kernels, Layer layer, Parameters parameters) {
    this.kernels = kernels;
    this.layer = layer;
    this.parameters = Parameters.of(layer, parameters.asMap());
  }

  @Override
  public Tensor run(List<Tensor> inputs) {
    if (closed) {
      throw new IllegalStateException(
          "This %s was closed and cannot run any more.".formatted(layer.kind()));
    }
    return kernels.apply(layer, parameters, inputs);
  }

  @Override
  public void close() {
    closed = true;
  }
}
