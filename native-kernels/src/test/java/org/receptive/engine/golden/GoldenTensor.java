package org.receptive.engine.golden;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Arrays;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/** An array of a golden file: {@code {"dtype", "shape", "data"}}, in double precision. */
final class GoldenTensor {
  private final boolean integer;
  private final Shape shape;
  private final double[] data;

  private GoldenTensor(boolean integer, Shape shape, double[] data) {
    this.integer = integer;
    this.shape = shape;
    this.data = data;
  }

  /** Whether the values are integers, which are compared exactly. */
  boolean integer() {
    return integer;
  }

  /** The lengths of the axes. */
  Shape shape() {
    return shape;
  }

  /** The number of values. */
  int size() {
    return data.length;
  }

  /** One value, by its flat index. */
  double at(int index) {
    return data[index];
  }

  /** Reads one; a bare number is an array of one. */
  static GoldenTensor of(JsonElement json) {
    if (json.isJsonPrimitive()) {
      return new GoldenTensor(false, Shape.of(1), new double[] {number(json)});
    }
    JsonObject object = json.getAsJsonObject();
    JsonArray dims = object.getAsJsonArray("shape");
    JsonArray values = object.getAsJsonArray("data");
    int[] shape = new int[Math.max(1, dims.size())];
    Arrays.fill(shape, 1);
    for (int i = 0; i < dims.size(); i++) {
      shape[i] = dims.get(i).getAsInt();
    }
    double[] data = new double[values.size()];
    for (int i = 0; i < data.length; i++) {
      data[i] = number(values.get(i));
    }
    String dtype = object.get("dtype").getAsString();
    boolean integer =
        switch (dtype) {
          case "f64", "f32" -> false;
          case "i64", "i32", "bool" -> true;
          default -> throw new IllegalArgumentException("Unknown dtype '" + dtype + "'.");
        };
    GoldenTensor tensor = new GoldenTensor(integer, Shape.of(shape), data);
    if (tensor.shape.size() != data.length) {
      throw new IllegalArgumentException(
          "The shape %s needs %d values, but there are %d."
              .formatted(tensor.shape, tensor.shape.size(), data.length));
    }
    return tensor;
  }

  /** What the engine computed. */
  static GoldenTensor of(Tensor tensor) {
    double[] data = new double[tensor.size()];
    for (int i = 0; i < data.length; i++) {
      data[i] = tensor.data()[i];
    }
    return new GoldenTensor(false, tensor.shape(), data);
  }

  /** Positions that the engine found. */
  static GoldenTensor of(Shape shape, int[] positions) {
    return new GoldenTensor(true, shape, Arrays.stream(positions).asDoubleStream().toArray());
  }

  private static double number(JsonElement json) {
    if (json.getAsJsonPrimitive().isBoolean()) {
      return json.getAsBoolean() ? 1 : 0;
    }
    if (json.getAsJsonPrimitive().isNumber()) {
      return json.getAsDouble();
    }
    return switch (json.getAsString()) {
      case "NaN" -> Double.NaN;
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      default -> throw new IllegalArgumentException("Not a number: " + json);
    };
  }

  /** The values as the engine takes them. */
  Tensor toTensor() {
    float[] values = new float[data.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) data[i];
    }
    return Tensor.of(shape, values);
  }

  /** The same values under another shape. */
  GoldenTensor reshape(Shape other) {
    return new GoldenTensor(integer, other, data);
  }
}
