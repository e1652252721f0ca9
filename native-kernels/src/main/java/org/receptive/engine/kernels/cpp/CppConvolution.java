package org.receptive.engine.kernels.cpp;

import java.lang.foreign.MemorySegment;
import java.util.Locale;
import java.util.Optional;
import org.receptive.engine.kernels.convolution.ConvolutionPlan;
import org.receptive.engine.kernels.convolution.PackedInput;
import org.receptive.engine.kernels.parallel.Scratch;
import org.receptive.engine.kernels.parallel.Workers;
import org.receptive.engine.layer.WindowAxis;
import org.receptive.engine.tensor.Tensor;

/** A planned convolution in the form that the C++ side reads, and its run on all threads. */
final class CppConvolution {
  /** Below this many multiply-accumulates (some 40 microseconds) one thread is done sooner. */
  private static final long WORTH_SHARING = 2 << 20;

  private final NativeLibrary library;
  private final ConvolutionPlan plan;
  private final MemorySegment description;

  CppConvolution(NativeLibrary library, ConvolutionPlan plan) {
    this.library = library;
    this.plan = plan;
    this.description = MemorySegment.ofArray(describe(plan));
  }

  ConvolutionPlan plan() {
    return plan;
  }

  /** The fields of {@code struct receptive_convolution}, then the offsets and the phases. */
  private static int[] describe(ConvolutionPlan plan) {
    WindowAxis rows = plan.rows();
    WindowAxis columns = plan.columns();
    PackedInput packed = plan.packed();
    int[] fields = {
      plan.method().ordinal(),
      plan.input().batch(),
      plan.input().channels(),
      plan.input().height(),
      plan.input().width(),
      plan.output().channels(),
      plan.output().height(),
      plan.output().width(),
      plan.layer().groups(),
      rows.kernel(),
      columns.kernel(),
      rows.stride(),
      columns.stride(),
      rows.padBefore(),
      columns.padBefore(),
      rows.dilation(),
      columns.dilation(),
      plan.relu() ? 1 : 0,
      plan.blockRows(),
      plan.rowBlocks(),
      plan.blockFilters(),
      plan.filterBlocks(),
      plan.steps(),
      packed.rows(),
      packed.phases().length,
      packed.phaseLength(),
      packed.rowPitch(),
      packed.channelPitch()
    };
    int[] offsets = packed.offsets();
    int[] all = new int[fields.length + offsets.length + packed.phases().length];
    System.arraycopy(fields, 0, all, 0, fields.length);
    System.arraycopy(offsets, 0, all, fields.length, offsets.length);
    System.arraycopy(
        packed.phases(), 0, all, fields.length + offsets.length, packed.phases().length);
    return all;
  }

  /**
   * Brings weights and biases into the kernels' order.
   *
   * @param packed memory for {@link ConvolutionPlan#packedWeights} floats
   */
  void pack(Tensor weight, Optional<Tensor> bias, MemorySegment packed) {
    library.convolutionPack(
        description,
        MemorySegment.ofArray(weight.data()),
        bias.map(tensor -> MemorySegment.ofArray(tensor.data())).orElse(MemorySegment.NULL),
        packed);
  }

  /** Computes the output. */
  Tensor run(Workers workers, Tensor input, MemorySegment packedWeights) {
    Tensor output = Tensor.zeros(plan.output());
    run(workers, input, packedWeights, output.data());
    return output;
  }

  /** Computes the output into memory of exactly its length. */
  void run(Workers workers, Tensor input, MemorySegment packedWeights, float[] output) {
    if (output.length != plan.output().size()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "The output %s holds %,d values, but memory for %,d was given.",
              plan.output(),
              plan.output().size(),
              output.length));
    }
    run(workers, MemorySegment.ofArray(input.data()), packedWeights, MemorySegment.ofArray(output));
  }

  /** Computes the output, with input and output anywhere; the caller vouches for their lengths. */
  void run(Workers workers, MemorySegment in, MemorySegment packedWeights, MemorySegment out) {
    boolean parallel = plan.macs() > WORTH_SHARING;
    long perChunk = plan.unitsPerChunk(parallel ? workers.threads() : 1);
    long chunks = (plan.units() + perChunk - 1) / perChunk;
    workers.run(
        "conv2d",
        chunks,
        parallel,
        (chunk, scratch) -> units(chunk * perChunk, perChunk, in, packedWeights, out, scratch));
  }

  private void units(
      long begin,
      long count,
      MemorySegment input,
      MemorySegment weights,
      MemorySegment output,
      Scratch scratch) {
    long end = Math.min(plan.units(), begin + count);
    MemorySegment memory = MemorySegment.NULL;
    if (plan.method() != ConvolutionPlan.Method.POINTWISE) {
      memory = MemorySegment.ofArray(scratch.floats(plan.packed().length(plan.groupChannels())));
    }
    // The input's segment is made anew for every run, so it names the run.
    long packedBlock = scratch.note(input, -1);
    library.convolutionRun(description, input, weights, output, memory, packedBlock, begin, end);
    scratch.leaveNote(input, (end - 1) / plan.filterBlocks());
  }
}
