package org.receptive.engine.kernels.reference;

import java.util.List;
import org.receptive.engine.kernels.parallel.Cancellation;
import org.receptive.engine.layer.Activation;
import org.receptive.engine.layer.Add;
import org.receptive.engine.layer.Concat;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/** Operations that look at one value, or one value of each input, at a time. */
final class Elementwise {
  /** Values between two looks at the interrupt. */
  private static final int CHUNK = 1 << 16;

  private Elementwise() {}

  static Tensor activation(Activation layer, Tensor input) {
    Tensor output = Tensor.zeros(input.shape());
    for (int i = 0; i < input.size(); i++) {
      if (i % CHUNK == 0) {
        Cancellation.check(layer.kind());
      }
      output.data()[i] = layer.apply(input.data()[i]);
    }
    return output;
  }

  static Tensor add(List<Tensor> inputs) {
    Tensor output = Tensor.zeros(new Add().output(shapes(inputs)));
    for (int i = 0; i < output.size(); i++) {
      if (i % CHUNK == 0) {
        Cancellation.check("add");
      }
      double sum = 0;
      for (Tensor input : inputs) {
        sum += input.data()[i];
      }
      output.data()[i] = (float) sum;
    }
    return output;
  }

  static Tensor concat(List<Tensor> inputs) {
    Shape shape = new Concat().output(shapes(inputs));
    Tensor output = Tensor.zeros(shape);
    int at = 0;
    for (int n = 0; n < shape.batch(); n++) {
      Cancellation.check("concat");
      for (Tensor input : inputs) {
        int each = input.size() / shape.batch();
        System.arraycopy(input.data(), n * each, output.data(), at, each);
        at += each;
      }
    }
    return output;
  }

  private static List<Shape> shapes(List<Tensor> inputs) {
    return inputs.stream().map(Tensor::shape).toList();
  }
}
