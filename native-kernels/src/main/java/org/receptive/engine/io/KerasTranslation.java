package org.receptive.engine.io;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.receptive.engine.layer.ShapeException;
import org.receptive.engine.network.Network;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/**
 * Builds this engine's network from a Keras graph, layer by layer. Every Keras layer becomes a node
 * of its own name; an activation inside a layer becomes a node behind it, {@code conv1_relu}.
 */
final class KerasTranslation {
  private final String file;
  private final KerasWeights stored;

  KerasTranslation(String file, Map<String, Tensor> tensors) {
    this.file = file;
    this.stored = new KerasWeights(tensors);
  }

  /**
   * The network with its weights.
   *
   * @throws DataFileException if a layer is not known, or its shapes or weights do not fit
   */
  Network translate(KerasGraph graph) {
    Optional<KerasWiring> begun = Optional.empty();
    for (KerasLayer layer : graph.layers()) {
      if (layer.kind().equals("InputLayer")) {
        if (begun.isPresent()) {
          throw layer.problem("is a second input; only networks with one can be read.");
        }
        begun = Optional.of(new KerasWiring(graph.name(), layer.name(), input(layer), stored));
        continue;
      }
      KerasWiring wiring = begun.orElseThrow(() -> layer.problem("comes before any input."));
      String part = "the layer '%s' (%s)".formatted(layer.name(), layer.kind());
      KerasLayers layers = new KerasLayers(wiring);
      wiring.define(layer.name(), ModelJson.understood(file, part, () -> fitting(layers, layer)));
    }
    return begun
        .orElseThrow(() -> new DataFileException(file, "the model has no layers."))
        .network(file, graph.outputs());
  }

  private static KerasWiring.Value fitting(KerasLayers layers, KerasLayer layer) {
    try {
      return layers.add(layer);
    } catch (ShapeException misfit) {
      throw layer.problem("does not fit: " + misfit.getMessage());
    }
  }

  /** The shape that an input layer declares. */
  private static Shape input(KerasLayer layer) {
    String key = layer.config().has("batch_shape") ? "batch_shape" : "batch_input_shape";
    List<Integer> dims = layer.integers(key);
    if (dims.subList(1, dims.size()).stream().anyMatch(dim -> dim < 1)) {
      throw layer.problem("leaves its size open: %s.".formatted(layer.config().get(key)));
    }
    return switch (dims.size()) {
      case 2 -> Shape.of(1, dims.get(1));
      case 3 -> Shape.of(1, 1, dims.get(1), dims.get(2));
      case 4 -> Shape.of(1, dims.get(3), dims.get(1), dims.get(2));
      default ->
          throw layer.problem(
              String.format(Locale.ROOT, "takes %d axes, but 2 to 4 can be read.", dims.size()));
    };
  }
}
