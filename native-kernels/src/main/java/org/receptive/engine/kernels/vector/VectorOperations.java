package org.receptive.engine.kernels.vector;

import static org.receptive.engine.kernels.vector.Lanes.COUNT;
import static org.receptive.engine.kernels.vector.Lanes.SPECIES;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.receptive.engine.kernels.parallel.Workers;
import org.receptive.engine.kernels.program.Epilogue;
import org.receptive.engine.layer.BatchNorm2d;
import org.receptive.engine.layer.Linear;
import org.receptive.engine.layer.Parameters;
import org.receptive.engine.tensor.Tensor;

/**
 * Operations on values, planes and neurons. Loops over arrays are left to the JIT compiler, which
 * makes vectors of them; a sum, whose order it must keep, is written with vectors.
 */
final class VectorOperations {
  /** Values that one chunk touches: some 0.1 ms. */
  private static final int CHUNK = 1 << 17;

  private final Workers workers;

  VectorOperations(Workers workers) {
    this.workers = workers;
  }

  /** A range of values, planes or neurons. */
  interface Range {
    void compute(int begin, int end);
  }

  /**
   * Shares out a range.
   *
   * @param valuesEach how many values each element of the range touches
   */
  void share(String operation, int count, long valuesEach, Range range) {
    int perChunk = (int) Math.max(1, CHUNK / Math.max(1, valuesEach));
    int chunks = Math.ceilDiv(count, perChunk);
    workers.run(
        operation,
        chunks,
        chunks > 1,
        (chunk, scratch) -> {
          int begin = (int) chunk * perChunk;
          range.compute(begin, begin + Math.min(perChunk, count - begin));
        });
  }

  /** A value times 0 is 0, or NaN if it is not finite; and NaN stays in a sum. */
  boolean allFinite(Tensor tensor) {
    float[] values = tensor.data();
    AtomicBoolean finite = new AtomicBoolean(true);
    share(
        "a look for NaN",
        values.length,
        2,
        (begin, end) -> {
          if (sumOfZeros(values, begin, end) != 0) {
            finite.set(false);
          }
        });
    return finite.get();
  }

  private static float sumOfZeros(float[] values, int begin, int end) {
    FloatVector a = FloatVector.zero(SPECIES);
    FloatVector b = a;
    int i = begin;
    for (; i + 2 * COUNT <= end; i += 2 * COUNT) {
      a = FloatVector.fromArray(SPECIES, values, i).mul(0).add(a);
      b = FloatVector.fromArray(SPECIES, values, i + COUNT).mul(0).add(b);
    }
    float sum = a.add(b).reduceLanes(VectorOperators.ADD);
    for (; i < end; i++) {
      sum += values[i] * 0;
    }
    return sum;
  }

  /** The function of every value. */
  Tensor activate(String operation, Epilogue end, Tensor input) {
    Tensor output = Tensor.zeros(input.shape());
    float[] in = input.data();
    float[] out = output.data();
    share(
        operation,
        in.length,
        end.isCheap() ? 1 : 8,
        (begin, last) -> Ends.apply(end, in, begin, out, begin, last - begin));
    return output;
  }

  Tensor add(Tensor first, Tensor second, Tensor output) {
    float[] a = first.data();
    float[] b = second.data();
    float[] out = output.data();
    share(
        "add",
        out.length,
        1,
        (begin, end) -> {
          for (int i = begin; i < end; i++) {
            out[i] = a[i] + b[i];
          }
        });
    return output;
  }

  Tensor batchNorm(BatchNorm2d layer, Tensor input, Parameters parameters, Tensor output) {
    float[] weight = parameters.get("weight").data();
    float[] bias = parameters.get("bias").data();
    float[] mean = parameters.get("running_mean").data();
    float[] variance = parameters.get("running_var").data();
    float[] in = input.data();
    float[] out = output.data();
    int planes = input.shape().batch() * layer.channels();
    int area = in.length / planes;
    share(
        "batchNorm2d",
        planes,
        area,
        (begin, end) -> {
          for (int plane = begin; plane < end; plane++) {
            int c = plane % layer.channels();
            float center = mean[c];
            float scale = (float) (weight[c] / Math.sqrt((double) variance[c] + layer.epsilon()));
            float shift = bias[c];
            for (int i = plane * area; i < (plane + 1) * area; i++) {
              out[i] = (in[i] - center) * scale + shift;
            }
          }
        });
    return output;
  }

  Tensor linear(Linear layer, Tensor input, Tensor weight, Optional<Tensor> bias, Tensor output) {
    int batch = output.size() / layer.outFeatures();
    linear("linear", layer, weight, bias, batch, input.data(), 0, output.data(), 0);
    return output;
  }

  /** The same on values within larger arrays. */
  void linear(
      String name,
      Linear layer,
      Tensor weight,
      Optional<Tensor> bias,
      int batch,
      float[] in,
      int inAt,
      float[] out,
      int outAt) {
    int features = layer.inFeatures();
    int neurons = layer.outFeatures();
    share(
        name,
        neurons,
        (long) features * batch,
        (begin, end) -> {
          for (int neuron = begin; neuron < end; neuron++) {
            float start = bias.isPresent() ? bias.get().data()[neuron] : 0;
            for (int n = 0; n < batch; n++) {
              out[outAt + n * neurons + neuron] =
                  start + dot(in, inAt + n * features, weight.data(), neuron * features, features);
            }
          }
        });
  }

  /** The sum of products of two stretches, in four registers that do not wait for one another. */
  private static float dot(float[] x, int xAt, float[] w, int wAt, int length) {
    FloatVector a = FloatVector.zero(SPECIES);
    FloatVector b = a;
    FloatVector c = a;
    FloatVector d = a;
    int i = 0;
    for (; i + 4 * COUNT <= length; i += 4 * COUNT) {
      a = product(x, xAt + i, w, wAt + i, a);
      b = product(x, xAt + i + COUNT, w, wAt + i + COUNT, b);
      c = product(x, xAt + i + 2 * COUNT, w, wAt + i + 2 * COUNT, c);
      d = product(x, xAt + i + 3 * COUNT, w, wAt + i + 3 * COUNT, d);
    }
    for (; i + COUNT <= length; i += COUNT) {
      a = product(x, xAt + i, w, wAt + i, a);
    }
    float sum = sumInOrder(a.add(b).add(c.add(d)));
    for (; i < length; i++) {
      sum += x[xAt + i] * w[wAt + i];
    }
    return sum;
  }

  /**
   * The sum of all lanes, half on half: an order that is the same in every run. {@code reduceLanes}
   * promises none, and takes another one once it is compiled.
   */
  private static float sumInOrder(FloatVector lanes) {
    float[] values = new float[COUNT];
    lanes.intoArray(values, 0);
    for (int half = COUNT / 2; half > 0; half /= 2) {
      for (int i = 0; i < half; i++) {
        values[i] += values[i + half];
      }
    }
    return values[0];
  }

  private static FloatVector product(float[] x, int xAt, float[] w, int wAt, FloatVector sum) {
    return FloatVector.fromArray(SPECIES, x, xAt).fma(FloatVector.fromArray(SPECIES, w, wAt), sum);
  }
}
