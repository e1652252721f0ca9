package org.receptive.engine.kernels.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.receptive.engine.layer.AdaptiveAvgPool2d;
import org.receptive.engine.layer.AdaptiveMaxPool2d;
import org.receptive.engine.layer.InstanceNorm2d;
import org.receptive.engine.layer.LocalResponseNorm;
import org.receptive.engine.layer.Parameters;
import org.receptive.engine.layer.Reduce;
import org.receptive.engine.layer.ReduceMean;
import org.receptive.engine.layer.TopK;
import org.receptive.engine.layer.Transpose;
import org.receptive.engine.tensor.Shape;

/** How layers that look at lines or planes as a whole become loops on dense tensors. */
final class DenseReductions {
  private DenseReductions() {}

  /** Lines of one axis: {@code outer x count x step}, brought into that order before if need be. */
  private record Lines(int outer, int count, int step, Optional<DensePlan> before) {

    static Lines of(boolean[] summed, Shape input) {
      List<Integer> real =
          IntStream.range(0, input.rank()).filter(axis -> input.dim(axis) > 1).boxed().toList();
      List<Integer> over = real.stream().filter(axis -> summed[axis]).toList();
      if (over.isEmpty()) {
        return new Lines((int) input.size(), 1, 1, Optional.empty());
      }
      int first = real.indexOf(over.getFirst());
      int end = first + over.size();
      if (real.subList(first, end).equals(over)) {
        return new Lines(
            product(input, real.subList(0, first)),
            product(input, over),
            product(input, real.subList(end, real.size())),
            Optional.empty());
      }
      List<Integer> order =
          new ArrayList<>(
              IntStream.range(0, input.rank()).filter(axis -> !summed[axis]).boxed().toList());
      IntStream.range(0, input.rank()).filter(axis -> summed[axis]).forEach(order::add);
      int count = product(input, over);
      return new Lines(
          (int) (input.size() / count),
          count,
          1,
          Optional.of(DenseShapes.transposed(new Transpose(order), input)));
    }

    private static int product(Shape shape, List<Integer> axes) {
      return axes.stream().map(shape::dim).reduce(1, Math::multiplyExact);
    }
  }

  static DensePlan mean(ReduceMean layer, Shape input) {
    Lines lines = Lines.of(layer.summed(input), input);
    return new DensePlan.Mean(lines.outer(), lines.count(), lines.step(), lines.before());
  }

  static DensePlan reduction(Reduce layer, Shape input) {
    Lines lines = Lines.of(layer.reduced(input), input);
    return new DensePlan.Reduction(
        layer.operation(), lines.outer(), lines.count(), lines.step(), lines.before());
  }

  static DensePlan top(TopK layer, Shape input) {
    int axis = layer.axis() < 0 ? layer.axis() + input.rank() : layer.axis();
    int step =
        IntStream.range(axis + 1, input.rank()).map(input::dim).reduce(1, Math::multiplyExact);
    int count = input.dim(axis);
    return new DensePlan.Top(
        (int) (input.size() / count / step),
        count,
        step,
        layer.count(),
        layer.largest(),
        layer.indices());
  }

  static DensePlan instances(InstanceNorm2d layer, Shape input, Parameters parameters) {
    return new DensePlan.Instances(
        planes(input),
        area(input),
        layer.epsilon(),
        parameters.get("weight").data(),
        parameters.get("bias").data());
  }

  static DensePlan response(LocalResponseNorm layer, Shape input) {
    return new DensePlan.Response(planes(input), input.channels(), area(input), layer);
  }

  static DensePlan means(AdaptiveAvgPool2d layer, Shape input) {
    return layer.height() == 1 && layer.width() == 1
        ? new DensePlan.Mean(planes(input), area(input), 1, Optional.empty())
        : bins(input, layer.height(), layer.width(), false);
  }

  static DensePlan maxima(AdaptiveMaxPool2d layer, Shape input) {
    return bins(input, layer.height(), layer.width(), true);
  }

  private static DensePlan bins(Shape input, int rows, int columns, boolean maximum) {
    return new DensePlan.Bins(planes(input), input.height(), input.width(), rows, columns, maximum);
  }

  private static int planes(Shape input) {
    return Math.multiplyExact(input.batch(), input.channels());
  }

  private static int area(Shape input) {
    return Math.multiplyExact(input.height(), input.width());
  }
}
