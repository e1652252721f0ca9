package org.receptive.engine.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Tensors and shapes as values. */
class TensorTest {
  private static final Tensor COUNT = Tensor.of(Shape.of(1, 2, 2, 2), 0, 1, 2, 3, 4, 5, 6, 7);

  private static String refusal(org.junit.jupiter.api.function.Executable call) {
    return assertThrows(RuntimeException.class, call).getMessage();
  }

  @Test
  void valuesAreFoundByTheirIndices() {
    assertEquals(5, COUNT.at(0, 1, 0, 1));
    assertEquals(Tensor.of(Shape.of(2, 2), 4, 5, 6, 7), COUNT.plane(0, 1));
    assertEquals(COUNT, COUNT.image(0));
    assertEquals(
        "Index 2 is outside axis 1 of the shape 1 x 2 x 2 x 2: it runs from 0 to 1.",
        refusal(() -> COUNT.at(0, 2, 0, 0)));
    assertEquals(
        "A tensor of shape 1 x 2 x 2 x 2 needs 4 indices, but 1 were given.",
        refusal(() -> COUNT.at(0)));
  }

  @Test
  void reshapingKeepsTheNumberOfValues() {
    assertEquals(Shape.of(2, 4), COUNT.reshape(2, 4).shape());
    assertEquals(
        "1 x 2 x 2 x 2 holds 8 values and cannot be reshaped to 3 x 3, which holds 9.",
        refusal(() -> COUNT.reshape(3, 3)));
    assertEquals(
        "A tensor of shape 2 x 2 holds 4 values, but 3 were given.",
        refusal(() -> Tensor.of(Shape.of(2, 2), 1, 2, 3)));
  }

  @Test
  void statisticsByHand() {
    assertEquals(0, COUNT.min());
    assertEquals(7, COUNT.max());
    assertEquals(3.5, COUNT.mean());
    assertEquals(7, COUNT.argmax());
    assertEquals(1, Tensor.of(Shape.of(3), 1, 2, 2).argmax());
    assertEquals(-1, COUNT.firstNonFinite());
    assertEquals(1, Tensor.of(Shape.of(2), 1, Float.NaN).firstNonFinite());
    assertTrue(Float.isNaN(Tensor.of(Shape.of(2), 1, Float.NaN).max()));
  }

  @Test
  void theDifferenceLooksPastValuesThatAreNanInBoth() {
    Tensor a = Tensor.of(Shape.of(3), Float.NaN, Float.POSITIVE_INFINITY, 1);
    assertEquals(2, a.maxDifference(Tensor.of(Shape.of(3), Float.NaN, a.data()[1], 3)));
    assertTrue(Double.isNaN(a.maxDifference(Tensor.of(Shape.of(3), 0, a.data()[1], 1))));
    assertEquals(
        Double.POSITIVE_INFINITY,
        a.maxDifference(Tensor.of(Shape.of(3), Float.NaN, Float.NEGATIVE_INFINITY, 1)));
  }

  @Test
  void randomValuesDependOnTheSeedAndStayBelowTheBound() {
    Shape shape = Shape.of(100_000);
    assertEquals(Tensor.random(shape, 1), Tensor.random(shape, 1));
    assertNotEquals(Tensor.random(shape, 1), Tensor.random(shape, 2));
    // In float32, 1000 and 1000 plus almost 2^-10 are close together: rounding must not reach it.
    float bound = 1000 + 0x1p-10f;
    Tensor narrow = Tensor.uniform(shape, 1000, bound, 3);
    assertTrue(narrow.max() < bound && narrow.min() >= 1000, narrow.toString());
    assertEquals(0, Tensor.random(shape, 1).mean(), 0.01);
    assertEquals(1061515112, Float.floatToIntBits(Tensor.random(Shape.of(1), 42).data()[0]));
  }

  @Test
  void shapesCountAxesFromBothEnds() {
    Shape shape = Shape.of(2, 3, 5, 7);
    assertEquals(7, shape.dim(-1));
    assertEquals(210, shape.size());
    assertEquals("3 x 5 x 7", shape.perImage());
    assertEquals(Shape.of(4, 3, 5, 7), shape.withBatch(4));
    assertEquals(
        "Axis 4 of the shape 2 x 3 x 5 x 7 does not exist; it has axes 0 to 3.",
        refusal(() -> shape.dim(4)));
  }

  @Test
  void shapesThatNoMemoryHoldsAreRefused() {
    int max = Integer.MAX_VALUE;
    assertEquals(
        "A tensor of shape %d x %d x %d is larger than any memory.".formatted(max, max, max),
        refusal(() -> Shape.of(max, max, max)));
    assertTrue(
        refusal(() -> Tensor.zeros(Shape.of(max, max))).contains("may hold at most 2^31 - 9"));
  }

  @Test
  void amountsOfMemoryAreSaidInTheirUnits() {
    assertEquals("527.8 MiB", Memory.binary(138_357_544L * 4));
    assertEquals("553.4 MB", Memory.decimal(138_357_544L * 4));
    assertEquals("1000 B", Memory.binary(1000));
  }
}
