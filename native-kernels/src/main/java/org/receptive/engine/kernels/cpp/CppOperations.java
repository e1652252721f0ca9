package org.receptive.engine.kernels.cpp;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.receptive.engine.kernels.parallel.Workers;
import org.receptive.engine.kernels.program.Epilogue;
import org.receptive.engine.layer.Add;
import org.receptive.engine.layer.AvgPool2d;
import org.receptive.engine.layer.BatchNorm2d;
import org.receptive.engine.layer.Linear;
import org.receptive.engine.layer.Parameters;
import org.receptive.engine.layer.Window;
import org.receptive.engine.layer.WindowAxis;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/** Operations other than convolution: how each is cut into chunks. Outputs have the right shape. */
final class CppOperations {
  /** Values that one chunk touches: some 0.1 to 0.5 ms, whatever is done with them. */
  private static final long CHUNK = 1 << 18;

  private final NativeLibrary library;
  private final Workers workers;

  CppOperations(NativeLibrary library, Workers workers) {
    this.library = library;
    this.workers = workers;
  }

  /** A range of planes, neurons or values. */
  private interface Range {
    void compute(long begin, long end);
  }

  /**
   * Shares out a range.
   *
   * @param valuesEach how many values each element of the range touches
   */
  private void share(String operation, long count, long valuesEach, Range range) {
    long perChunk = Math.max(1, CHUNK / Math.max(1, valuesEach));
    long chunks = Math.ceilDiv(count, perChunk);
    workers.run(
        operation,
        chunks,
        chunks > 1,
        (chunk, scratch) ->
            range.compute(chunk * perChunk, Math.min(count, (chunk + 1) * perChunk)));
  }

  boolean allFinite(Tensor tensor) {
    MemorySegment values = memory(tensor);
    AtomicBoolean finite = new AtomicBoolean(true);
    share(
        "a look for NaN",
        tensor.size(),
        1,
        (begin, end) -> {
          if (!library.blocked().allFinite(values, begin, end)) {
            finite.set(false);
          }
        });
    return finite.get();
  }

  private static MemorySegment memory(Tensor tensor) {
    return MemorySegment.ofArray(tensor.data());
  }

  Tensor linear(Linear layer, Tensor input, Tensor weight, Optional<Tensor> bias, Tensor output) {
    MemorySegment in = memory(input);
    MemorySegment weights = memory(weight);
    MemorySegment start = bias.map(CppOperations::memory).orElse(MemorySegment.NULL);
    MemorySegment out = memory(output);
    share(
        "linear",
        layer.outFeatures(),
        layer.inFeatures() * Math.max(1L, input.shape().batch() / 4),
        (begin, end) ->
            library.linear(
                in,
                weights,
                start,
                out,
                layer.inFeatures(),
                layer.outFeatures(),
                input.shape().batch(),
                begin,
                end));
    return output;
  }

  Tensor maxPool(Window window, Tensor input, Tensor output) {
    MemorySegment pooling = pooling(window, input.shape(), output.shape(), false);
    MemorySegment in = memory(input);
    MemorySegment out = memory(output);
    share(
        "maxPool2d",
        planes(output),
        valuesPerPlane(window, output),
        (begin, end) -> library.maxPool(pooling, in, out, begin, end));
    return output;
  }

  Tensor avgPool(AvgPool2d layer, Tensor input, Tensor output) {
    MemorySegment pooling =
        pooling(layer.window(), input.shape(), output.shape(), layer.countIncludePad());
    MemorySegment in = memory(input);
    MemorySegment out = memory(output);
    share(
        "avgPool2d",
        planes(output),
        valuesPerPlane(layer.window(), output),
        (begin, end) -> library.avgPool(pooling, in, out, begin, end));
    return output;
  }

  private static long planes(Tensor tensor) {
    return (long) tensor.shape().batch() * tensor.shape().channels();
  }

  private static long valuesPerPlane(Window window, Tensor output) {
    long area = (long) output.shape().height() * output.shape().width();
    return area * window.kernelHeight() * window.kernelWidth();
  }

  /** The fields of {@code struct receptive_pooling}. */
  static MemorySegment pooling(Window window, Shape input, Shape output, boolean countPadding) {
    WindowAxis rows = window.alongHeight(input.height());
    WindowAxis columns = window.alongWidth(input.width());
    return MemorySegment.ofArray(
        new int[] {
          input.height(),
          input.width(),
          output.height(),
          output.width(),
          rows.kernel(),
          columns.kernel(),
          rows.stride(),
          columns.stride(),
          rows.padBefore(),
          columns.padBefore(),
          rows.padAfter(),
          columns.padAfter(),
          rows.dilation(),
          columns.dilation(),
          countPadding ? 1 : 0
        });
  }

  Tensor leakyRelu(String operation, float slope, Tensor input) {
    Tensor output = Tensor.zeros(input.shape());
    MemorySegment in = memory(input);
    MemorySegment out = memory(output);
    share(
        operation, input.size(), 1, (begin, end) -> library.leakyRelu(in, out, slope, begin, end));
    return output;
  }

  Tensor activate(String operation, Epilogue end, Tensor input) {
    Tensor output = Tensor.zeros(input.shape());
    MemorySegment in = memory(input);
    MemorySegment out = memory(output);
    share(
        operation,
        input.size(),
        8,
        (begin, last) ->
            library
                .blocked()
                .activate(in, out, end.kind().ordinal(), end.slope(), end.high(), begin, last));
    return output;
  }

  Tensor add(List<Tensor> inputs) {
    Tensor output = Tensor.zeros(new Add().output(inputs.stream().map(Tensor::shape).toList()));
    MemorySegment a = memory(inputs.getFirst());
    MemorySegment b = memory(inputs.getLast());
    MemorySegment out = memory(output);
    share("add", output.size(), 1, (begin, end) -> library.add(a, b, out, begin, end));
    return output;
  }

  Tensor batchNorm(BatchNorm2d layer, Tensor input, Parameters parameters, Tensor output) {
    float[] weight = parameters.get("weight").data();
    float[] variance = parameters.get("running_var").data();
    float[] factors = new float[layer.channels()];
    for (int c = 0; c < factors.length; c++) {
      factors[c] = (float) (weight[c] / Math.sqrt((double) variance[c] + layer.epsilon()));
    }
    MemorySegment in = memory(input);
    MemorySegment mean = memory(parameters.get("running_mean"));
    MemorySegment scale = MemorySegment.ofArray(factors);
    MemorySegment shift = memory(parameters.get("bias"));
    MemorySegment out = memory(output);
    long area = input.size() / planes(input);
    share(
        "batchNorm2d",
        planes(input),
        area,
        (begin, end) ->
            library.scale(in, mean, scale, shift, out, layer.channels(), area, begin, end));
    return output;
  }
}
