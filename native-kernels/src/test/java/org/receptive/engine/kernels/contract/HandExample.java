package org.receptive.engine.kernels.contract;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.receptive.engine.layer.Layer;
import org.receptive.engine.layer.ParameterSpec;
import org.receptive.engine.layer.Parameters;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/**
 * A layer, inputs, and the output that a person computes.
 *
 * @param layer the layer
 * @param parameters its parameters
 * @param inputs the inputs
 * @param expected the output
 */
record HandExample(Layer layer, Parameters parameters, List<Tensor> inputs, Tensor expected) {

  /** Starts an example. */
  static Draft example(Layer layer, Tensor... inputs) {
    return new Draft(layer, List.of(inputs), new float[0]);
  }

  /** A tensor. */
  static Tensor tensor(int[] dims, float... values) {
    return Tensor.of(Shape.of(dims), values);
  }

  /** The numbers from 1. */
  static Tensor counted(int... dims) {
    Tensor counted = Tensor.zeros(Shape.of(dims));
    for (int i = 0; i < counted.size(); i++) {
      counted.data()[i] = i + 1;
    }
    return counted;
  }

  /**
   * An example in the making.
   *
   * @param layer the layer
   * @param inputs the inputs
   * @param stored all parameters, one behind the other
   */
  record Draft(Layer layer, List<Tensor> inputs, float[] stored) {
    Draft storing(float... values) {
      return new Draft(layer, inputs, values);
    }

    /** The output, in the shape that the layer gives. */
    HandExample gives(float... values) {
      Map<String, Tensor> parameters = new LinkedHashMap<>();
      int from = 0;
      for (ParameterSpec spec : layer.parameters()) {
        int to = from + Math.toIntExact(spec.size());
        parameters.put(spec.name(), Tensor.of(spec.shape(), Arrays.copyOfRange(stored, from, to)));
        from = to;
      }
      Shape shape = layer.output(inputs.stream().map(Tensor::shape).toList());
      return new HandExample(
          layer, Parameters.of(layer, parameters), inputs, Tensor.of(shape, values));
    }
  }
}
