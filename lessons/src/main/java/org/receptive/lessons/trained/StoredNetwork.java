package org.receptive.lessons.trained;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.receptive.engine.io.DataFileException;
import org.receptive.engine.io.TensorFlowOrder;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.Layer;
import org.receptive.engine.layer.ParameterSpec;
import org.receptive.engine.network.Network;
import org.receptive.engine.network.Node;
import org.receptive.engine.network.Weights;
import org.receptive.engine.tensor.Tensor;

/**
 * An architecture, and the name that each of its weights has in a file without a topology.
 *
 * @param network the architecture
 * @param names our parameters ({@code conv1.weight}) with the names of their values in the file
 * @param implied parameters whose values are not stored, for they are the same in every network
 */
record StoredNetwork(Network network, Map<String, String> names, Map<String, Tensor> implied) {

  StoredNetwork {
    names = Map.copyOf(names);
    implied = Map.copyOf(implied);
    Set<String> stored = new HashSet<>(names.values());
    if (stored.size() < names.size()) {
      throw new IllegalArgumentException("%s: two layers take one weight.".formatted(network));
    }
  }

  /**
   * The architecture with the weights of a file, every one of which must have its place.
   *
   * @param file the file's name, for messages
   * @param stored its tensors, in TensorFlow's order of axes
   * @param beside names of tensors that are no weights of layers
   * @throws DataFileException if a weight is missing, has another shape, or is left over
   */
  Network filled(String file, Map<String, Tensor> stored, Set<String> beside) {
    Map<String, Tensor> values = new HashMap<>(implied);
    for (Node node : network.nodes()) {
      for (ParameterSpec spec : node.layer().parameters()) {
        String ours = node.name() + "." + spec.name();
        if (names.containsKey(ours)) {
          values.put(ours, inOurOrder(file, node.layer(), spec, names.get(ours), stored));
        }
      }
    }
    List<String> left = new ArrayList<>(stored.keySet());
    left.removeAll(names.values());
    left.removeAll(beside);
    if (!left.isEmpty()) {
      throw new DataFileException(
          file,
          String.format(
              Locale.ROOT,
              "%d weights have no place in %s: %s.",
              left.size(),
              network.name(),
              left));
    }
    return network.withWeights(Weights.of(file, values));
  }

  private Tensor inOurOrder(
      String file, Layer layer, ParameterSpec spec, String name, Map<String, Tensor> stored) {
    Tensor tensor = stored.get(name);
    if (tensor == null) {
      throw new DataFileException(
          file,
          "%s needs the weight '%s', which the file does not hold; it holds %s."
              .formatted(network.name(), name, stored.keySet()));
    }
    Tensor turned =
        switch (tensor.shape().rank()) {
          case 4 ->
              layer instanceof Conv2d conv && conv.groups() > 1
                  ? TensorFlowOrder.depthwiseFilters(tensor)
                  : TensorFlowOrder.filters(tensor);
          case 2 -> TensorFlowOrder.matrix(tensor);
          default -> tensor;
        };
    if (!turned.shape().equals(spec.shape())) {
      throw new DataFileException(
          file,
          "'%s' is stored as %s, here %s, but %s has %s."
              .formatted(name, tensor.shape(), turned.shape(), network.name(), spec.shape()));
    }
    return turned;
  }
}
