package org.receptive.engine.kernels.reference;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.receptive.engine.kernels.indexing.Offsets;
import org.receptive.engine.kernels.parallel.Cancellation;
import org.receptive.engine.layer.InstanceNorm2d;
import org.receptive.engine.layer.Parameters;
import org.receptive.engine.layer.Reduce;
import org.receptive.engine.layer.TopK;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/** Operations that look at all values along some axes: what they come to, the largest, a norm. */
final class Reducing {
  private Reducing() {}

  /** One value for all along some axes. */
  static Tensor reduce(Reduce layer, Tensor input) {
    Shape kept = layer.kept(input.shape());
    double[] results = new double[Math.toIntExact(kept.size())];
    Arrays.fill(results, layer.operation().start());
    // The result stretches back to the input: each of its values is met once for every value.
    Offsets.stretched(kept, input.shape())
        .forEach(
            "reduce",
            (from, to) -> results[to] = layer.operation().with(results[to], input.data()[from]));
    Tensor output = Tensor.zeros(layer.output(List.of(input.shape())));
    for (int i = 0; i < results.length; i++) {
      output.data()[i] = layer.operation().result(results[i]);
    }
    return output;
  }

  /** The largest or smallest along an axis, or their places. */
  static Tensor topK(TopK layer, Tensor input) {
    Shape shape = layer.output(List.of(input.shape()));
    int axis = layer.axis() < 0 ? layer.axis() + shape.rank() : layer.axis();
    int length = input.shape().dim(axis);
    int step = Offsets.strides(input.shape())[axis];
    Tensor output = Tensor.zeros(shape);
    for (int outer = 0; outer < input.size() / (length * step); outer++) {
      for (int inner = 0; inner < step; inner++) {
        Cancellation.check("topK");
        int from = outer * length * step + inner;
        List<Integer> order = order(layer, input.data(), from, length, step);
        for (int i = 0; i < layer.count(); i++) {
          int place = order.get(i);
          output.data()[(outer * layer.count() + i) * step + inner] =
              layer.indices() ? place : input.data()[from + place * step];
        }
      }
    }
    return output;
  }

  /** All places along one line, the first wanted first; sorting keeps the order of equal values. */
  private static List<Integer> order(TopK layer, float[] input, int from, int length, int step) {
    // With 0 added, -0 is 0.
    Comparator<Integer> rising = Comparator.comparingDouble(i -> input[from + i * step] + 0f);
    return IntStream.range(0, length)
        .boxed()
        .sorted(layer.largest() ? rising.reversed() : rising)
        .toList();
  }

  /** {@code (x - mean) / sqrt(var + epsilon) * weight + bias}, map by map. */
  static Tensor instanceNorm2d(InstanceNorm2d layer, Tensor input, Parameters parameters) {
    Shape shape = layer.output(List.of(input.shape()));
    Parameters.of(layer, parameters.asMap());
    float[] weight = parameters.get("weight").data();
    float[] bias = parameters.get("bias").data();
    Tensor output = Tensor.zeros(shape);
    int area = shape.height() * shape.width();
    for (int plane = 0; plane < shape.batch() * shape.channels(); plane++) {
      Cancellation.check("instanceNorm2d");
      int from = plane * area;
      double mean = 0;
      for (int i = from; i < from + area; i++) {
        mean += input.data()[i];
      }
      mean /= area;
      double variance = 0;
      for (int i = from; i < from + area; i++) {
        double distance = input.data()[i] - mean;
        variance += distance * distance;
      }
      int channel = plane % shape.channels();
      double scale = weight[channel] / Math.sqrt(variance / area + layer.epsilon());
      for (int i = from; i < from + area; i++) {
        output.data()[i] = (float) ((input.data()[i] - mean) * scale + bias[channel]);
      }
    }
    return output;
  }
}
