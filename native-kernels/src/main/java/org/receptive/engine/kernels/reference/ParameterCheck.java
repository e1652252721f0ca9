package org.receptive.engine.kernels.reference;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.receptive.engine.layer.Layer;
import org.receptive.engine.layer.Parameters;
import org.receptive.engine.tensor.Tensor;

/** The check that weights fit their layer, before a loop reads beyond them. */
final class ParameterCheck {
  private ParameterCheck() {}

  /**
   * Checks the shapes of a weight and an optional bias.
   *
   * @throws org.receptive.engine.layer.ShapeException if one is missing, too many, or of another
   *     shape
   */
  static void weightAndBias(Layer layer, Tensor weight, Optional<Tensor> bias) {
    Map<String, Tensor> given = new HashMap<>();
    given.put("weight", weight);
    bias.ifPresent(tensor -> given.put("bias", tensor));
    Parameters.of(layer, given);
  }
}
