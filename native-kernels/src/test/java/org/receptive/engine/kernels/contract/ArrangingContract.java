package org.receptive.engine.kernels.contract;

import static org.receptive.engine.kernels.contract.Close.assertClose;
import static org.receptive.engine.kernels.contract.Close.assertSame;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.receptive.engine.kernels.Kernels;
import org.receptive.engine.kernels.reference.ReferenceKernels;
import org.receptive.engine.layer.Arithmetic;
import org.receptive.engine.layer.Arithmetic.Operation;
import org.receptive.engine.layer.Concat;
import org.receptive.engine.layer.Layer;
import org.receptive.engine.layer.MatMul;
import org.receptive.engine.layer.PRelu;
import org.receptive.engine.layer.Pad;
import org.receptive.engine.layer.Parameters;
import org.receptive.engine.layer.ReduceMean;
import org.receptive.engine.layer.Resample;
import org.receptive.engine.layer.Slice;
import org.receptive.engine.layer.Transpose;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/**
 * Layers that put values elsewhere or join tensors of different shapes, against their definitions,
 * index by index.
 */
interface ArrangingContract {

  /** The implementation that is tested. */
  Kernels kernels();

  private static Shape shape(Random random, int rank) {
    return Shape.of(IntStream.range(0, rank).map(axis -> 1 + random.nextInt(19)).toArray());
  }

  /** A value of the output, from where it stands. */
  private static Tensor expected(Shape shape, OddShapes.ValueAt value) {
    return OddShapes.tensor(shape, value);
  }

  private Tensor run(Layer layer, Parameters parameters, Tensor... inputs) {
    return kernels().apply(layer, parameters, List.of(inputs));
  }

  @Test
  default void paddingTakesEveryValueFromWhereItsModeSays() {
    for (int seed = 0; seed < 120; seed++) {
      Random random = new Random(seed);
      Shape shape = shape(random, 1 + seed % 5);
      Pad.Mode mode = Pad.Mode.values()[seed % 3];
      List<Integer> before = new ArrayList<>();
      List<Integer> after = new ArrayList<>();
      for (int length : shape.dims()) {
        int most = mode == Pad.Mode.REFLECT ? length : 8;
        before.add(random.nextInt(most));
        after.add(random.nextInt(most));
      }
      Pad layer = new Pad(before, after, mode, -3);
      Tensor input = new RandomLayers(seed).wild(shape);
      Tensor padded =
          expected(
              layer.output(List.of(shape)), at -> OddShapes.padded(input, before, mode, -3, at));
      assertSame(padded, run(layer, Parameters.none(), input), layer + " on " + shape);
    }
  }

  @Test
  default void transposingAndSlicingTakeEveryValueFromItsPlace() {
    for (int seed = 0; seed < 120; seed++) {
      Random random = new Random(seed);
      Shape shape = shape(random, 1 + seed % 5);
      Tensor input = new RandomLayers(seed).wild(shape);
      List<Integer> axes = new ArrayList<>(IntStream.range(0, shape.rank()).boxed().toList());
      Collections.shuffle(axes, random);
      Transpose turned = new Transpose(axes);
      assertSame(
          expected(
              turned.output(List.of(shape)),
              at -> {
                int[] from = new int[at.length];
                for (int axis = 0; axis < at.length; axis++) {
                  from[axes.get(axis)] = at[axis];
                }
                return input.at(from);
              }),
          run(turned, Parameters.none(), input),
          turned + " on " + shape);
      int axis = random.nextInt(shape.rank());
      int start = random.nextInt(shape.dim(axis));
      int step = 1 + random.nextInt(3);
      Slice back = new Slice(List.of(new Slice.Cut(axis, start, Integer.MIN_VALUE, -step)));
      assertSame(
          expected(
              back.output(List.of(shape)),
              at -> {
                int[] from = at.clone();
                from[axis] = start - step * at[axis];
                return input.at(from);
              }),
          run(back, Parameters.none(), input),
          back + " on " + shape);
    }
  }

  @Test
  default void concatenationAlongEveryAxisKeepsEveryValue() {
    for (int seed = 0; seed < 60; seed++) {
      Random random = new Random(seed);
      Shape shape = shape(random, 2 + seed % 3);
      int axis = random.nextInt(shape.rank());
      int[] longer = shape.dims();
      longer[axis] = 1 + random.nextInt(20);
      Tensor first = new RandomLayers(seed).wild(shape);
      Tensor second = new RandomLayers(seed + 1).wild(Shape.of(longer));
      Concat layer = new Concat(axis);
      assertSame(
          expected(
              layer.output(List.of(shape, second.shape())),
              at -> {
                int[] from = at.clone();
                from[axis] -= at[axis] < shape.dim(axis) ? 0 : shape.dim(axis);
                return at[axis] < shape.dim(axis) ? first.at(from) : second.at(from);
              }),
          run(layer, Parameters.none(), first, second),
          layer + " on " + shape + " and " + second.shape());
    }
  }

  @Test
  default void arithmeticStretchesBothSidesAndHandlesNan() {
    for (int seed = 0; seed < 180; seed++) {
      Random random = new Random(seed);
      Shape shape = shape(random, 2 + seed % 3);
      Shape other = OddShapes.stretching(shape, random);
      Operation operation = Operation.values()[seed % Operation.values().length];
      Tensor left = new RandomLayers(seed).wild(shape);
      Tensor right = new RandomLayers(seed + 7).wild(other);
      Tensor both =
          expected(
              shape, at -> operation.apply(left.at(at), right.at(OddShapes.stretched(other, at))));
      String what = operation + " of " + shape + " and " + other;
      assertSame(both, run(Arithmetic.of(operation), Parameters.none(), left, right), what);
      Arithmetic stored = Arithmetic.with(operation, other);
      assertSame(both, run(stored, OddShapes.storing(stored, right), left), what + ", stored");
      Arithmetic turned = new Arithmetic(operation, Optional.of(other), true);
      Tensor exchanged =
          expected(
              shape, at -> operation.apply(right.at(OddShapes.stretched(other, at)), left.at(at)));
      assertSame(exchanged, run(turned, OddShapes.storing(turned, right), left), what + ", first");
    }
  }

  @Test
  default void learnedSlopesWorkOnNegativeValuesOnly() {
    for (int seed = 0; seed < 60; seed++) {
      Random random = new Random(seed);
      Shape shape = shape(random, 4);
      Shape slopes = seed % 2 == 0 ? Shape.of(shape.channels(), 1, 1) : shape;
      PRelu layer = new PRelu(slopes);
      Tensor input = new RandomLayers(seed).wild(shape);
      Tensor slope = Tensor.random(slopes, seed);
      Tensor bent =
          expected(
              shape,
              at -> {
                float x = input.at(at);
                return x < 0 ? x * slope.at(OddShapes.stretched(slopes, at)) : x;
              });
      assertSame(bent, run(layer, OddShapes.storing(layer, slope), input), layer);
    }
  }

  @Test
  default void matricesAreMultipliedRowByColumn() {
    for (int seed = 0; seed < 60; seed++) {
      Random random = new Random(seed);
      int inner = 1 + random.nextInt(40);
      int batch = 1 + random.nextInt(3);
      Tensor left = Tensor.random(Shape.of(batch, 1 + random.nextInt(19), inner), seed);
      Tensor right = Tensor.random(Shape.of(inner, 1 + random.nextInt(35)), seed + 1);
      MatMul layer = MatMul.ofInputs();
      Tensor product =
          expected(
              layer.output(List.of(left.shape(), right.shape())),
              at -> {
                double sum = 0;
                for (int k = 0; k < inner; k++) {
                  sum += (double) left.at(at[0], at[1], k) * right.at(k, at[2]);
                }
                return (float) sum;
              });
      assertClose(product, run(layer, Parameters.none(), left, right), "seed " + seed);
      MatMul stored = new MatMul(Optional.of(right.shape()), false);
      assertClose(product, run(stored, OddShapes.storing(stored, right), left), "seed " + seed);
    }
  }

  @Test
  default void meansAreTakenOverTheAxesThatAreNamed() {
    for (int seed = 0; seed < 60; seed++) {
      Random random = new Random(seed);
      Shape shape = shape(random, 4);
      int axis = random.nextInt(4);
      Tensor input = Tensor.random(shape, seed);
      ReduceMean layer = new ReduceMean(List.of(axis - (seed % 2) * 4), true);
      Tensor means =
          expected(
              layer.output(List.of(shape)),
              at -> {
                double sum = 0;
                int[] from = at.clone();
                for (int i = 0; i < shape.dim(axis); i++) {
                  from[axis] = i;
                  sum += input.at(from);
                }
                return (float) (sum / shape.dim(axis));
              });
      assertClose(means, run(layer, Parameters.none(), input), layer + " on " + shape);
    }
  }

  @Test
  default void resamplingOfEveryKindEqualsTheReference() {
    for (Resample.Method method : Resample.Method.values()) {
      for (Resample.Coordinates coordinates : Resample.Coordinates.values()) {
        for (Resample.Rounding rounding : Resample.Rounding.values()) {
          Resample layer =
              Resample.of(13, 7)
                  .scales(13 / 5.0, 7 / 18.0)
                  .method(method)
                  .coordinates(coordinates)
                  .rounding(rounding);
          Tensor input = Tensor.random(Shape.of(2, 3, 5, 18), 5);
          Tensor expected = new ReferenceKernels().resample(layer, input);
          assertClose(expected, run(layer, Parameters.none(), input), layer);
        }
      }
    }
  }
}
