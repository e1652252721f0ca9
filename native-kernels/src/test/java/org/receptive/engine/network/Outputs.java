package org.receptive.engine.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.TreeMap;
import org.receptive.engine.kernels.reference.ReferenceKernels;
import org.receptive.engine.tensor.Tensor;

/** Everything that a network gives: its output and every value that no layer takes. */
final class Outputs {
  private Outputs() {}

  /** What the textbook's loops give, by node name. */
  static Map<String, Tensor> of(Network network, Tensor input) {
    Trace trace = network.run(input, new ReferenceKernels());
    Map<String, Tensor> outputs = new TreeMap<>(trace.activations());
    network.nodes().forEach(node -> node.inputs().forEach(outputs::remove));
    outputs.put(network.outputNode().name(), trace.output());
    return outputs;
  }

  /** Fails unless the others have the same names, shapes and, but for rounding, numbers. */
  static void assertAlike(Map<String, Tensor> expected, Map<String, Tensor> actual) {
    expected.forEach(
        (name, values) -> {
          Tensor others = actual.get(name);
          assertTrue(others != null, () -> name + " is none of " + actual.keySet());
          assertEquals(values.shape(), others.shape(), name);
          double most = Math.max(1, Math.max(values.max(), -values.min()));
          assertEquals(0, values.maxDifference(others) / most, 2e-5, name);
        });
  }
}
