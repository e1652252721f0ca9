package org.receptive.lessons.dl4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;
import org.receptive.lessons.data.Digits;
import org.receptive.lessons.networks.Networks;

/** Needs ND4J's native library, which the build brings along for the platforms it has one for. */
class Nd4jArraysTest {
  private static final Tensor TENSOR = Tensor.random(Shape.of(2, 3, 4, 5), 7);

  @BeforeAll
  static void aBackendIsThere() {
    Assumptions.assumeTrue(
        Nd4jArraysTest.class.getResource("/org/nd4j/linalg/cpu/nativecpu/CpuBackend.class") != null,
        "no native library of ND4J for this platform");
  }

  @Test
  void thereAndBackIsTheSameTensor() {
    INDArray array = Nd4jArrays.of(TENSOR);
    assertArrayEquals(new long[] {2, 3, 4, 5}, array.shape());
    assertEquals(TENSOR.at(1, 2, 3, 4), array.getFloat(1, 2, 3, 4));
    assertEquals(TENSOR, Nd4jArrays.tensor(array));
  }

  @Test
  void axesInAnotherOrderAndPartsAreReadAsTheyAppear() {
    INDArray array = Nd4jArrays.of(TENSOR);
    Tensor channelsLast = Nd4jArrays.tensor(array.permute(0, 2, 3, 1));
    assertEquals(Shape.of(2, 4, 5, 3), channelsLast.shape());
    assertEquals(TENSOR.at(1, 2, 3, 4), channelsLast.at(1, 3, 4, 2));
    Tensor part = Nd4jArrays.tensor(array.get(NDArrayIndex.point(1), NDArrayIndex.interval(1, 3)));
    assertEquals(TENSOR.at(1, 2, 3, 4), part.at(1, 3, 4));
    Tensor columns =
        Nd4jArrays.tensor(Nd4j.create(new float[] {1, 2, 3, 4}, new long[] {2, 2}, 'f'));
    assertEquals(Tensor.of(Shape.of(2, 2), 1, 3, 2, 4), columns);
  }

  @Test
  void otherTypesBecomeFloats() {
    assertEquals(TENSOR, Nd4jArrays.tensor(Nd4jArrays.of(TENSOR).castTo(DataType.DOUBLE)));
  }

  @Test
  void anArrayOfOursIsNotTheirsAnyMore() {
    Tensor tensor = Tensor.zeros(Shape.of(1, 1, 2, 2));
    INDArray array = Nd4jArrays.of(tensor);
    array.addi(1);
    assertEquals(0, tensor.max());
    assertEquals(1, Nd4jArrays.tensor(array).min());
  }

  @Test
  void ndArraysComputeOnOurActivations() {
    var trace = Networks.trainedLeNet().run(Digits.test(0).image(28));
    INDArray maps = Nd4jArrays.of(trace.activation("conv1"));
    assertEquals(trace.activation("conv1").mean(), maps.meanNumber().doubleValue(), 1e-5);
  }

  @Test
  void aScalarIsRefused() {
    Exception problem =
        assertThrows(IllegalArgumentException.class, () -> Nd4jArrays.tensor(Nd4j.scalar(3f)));
    assertTrue(problem.getMessage().contains("has no tensor"), problem.getMessage());
  }
}
