package org.receptive.engine.io.onnx;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/** Numbers that a file stores, or that follow from them: weights, shapes, axes. */
sealed interface Constant {

  /** The lengths of the axes; empty for a single number, with a 0 where there are none. */
  List<Integer> dims();

  /** The number of values. */
  int size();

  /** One value. */
  double number(int index);

  /** The same values under other lengths. */
  Constant withDims(List<Integer> dims);

  /** The values at the given places. */
  Constant picked(List<Integer> dims, int... places);

  /** Real numbers. */
  record Floats(List<Integer> dims, float[] values) implements Constant {
    @Override
    public int size() {
      return values.length;
    }

    @Override
    public double number(int index) {
      return values[index];
    }

    @Override
    public Constant withDims(List<Integer> other) {
      return new Floats(other, values);
    }

    @Override
    public Constant picked(List<Integer> other, int... places) {
      float[] picked = new float[places.length];
      for (int i = 0; i < places.length; i++) {
        picked[i] = values[places[i]];
      }
      return new Floats(other, picked);
    }
  }

  /** Whole numbers. */
  record Integers(List<Integer> dims, long[] values) implements Constant {
    @Override
    public int size() {
      return values.length;
    }

    @Override
    public double number(int index) {
      return values[index];
    }

    @Override
    public Constant withDims(List<Integer> other) {
      return new Integers(other, values);
    }

    @Override
    public Constant picked(List<Integer> other, int... places) {
      return new Integers(other, IntStream.of(places).mapToLong(i -> values[i]).toArray());
    }
  }

  /** Whole numbers in a row. */
  static Integers row(long... values) {
    return new Integers(List.of(values.length), values);
  }

  /** As a tensor; a single number becomes one of one value. */
  default Tensor tensor() {
    float[] floats =
        switch (this) {
          case Floats f -> f.values();
          case Integers i -> {
            float[] converted = new float[i.size()];
            for (int at = 0; at < converted.length; at++) {
              converted[at] = i.values()[at];
            }
            yield converted;
          }
        };
    return Tensor.of(shape(), floats);
  }

  /** The shape; a single number is one value. */
  default Shape shape() {
    if (dims().contains(0)) {
      throw new NotCovered("a tensor without values (%s)".formatted(text()));
    }
    return dims().isEmpty() ? Shape.of(1) : Shape.of(dims().stream().mapToInt(i -> i).toArray());
  }

  /** The values as whole numbers, where they are. */
  default long[] integers() {
    return switch (this) {
      case Integers i -> i.values();
      case Floats f -> throw new NotCovered("whole numbers are expected, but real ones stored");
    };
  }

  /** The lengths for people. */
  default String text() {
    return dims().isEmpty()
        ? "a single number"
        : dims().stream().map(String::valueOf).collect(Collectors.joining(" x "));
  }
}
