package org.receptive.engine.kernels.vector;

import java.util.Optional;
import org.receptive.engine.kernels.convolution.ConvolutionPlan;
import org.receptive.engine.tensor.Tensor;

/** Brings weights into reading order: per block of filters the biases, then step by step. */
final class WeightPacker {
  private WeightPacker() {}

  static float[] pack(ConvolutionPlan plan, Tensor weight, Optional<Tensor> bias) {
    float[] packed = new float[Math.toIntExact(plan.packedWeights())];
    boolean whole = plan.method() == ConvolutionPlan.Method.FILTERS_IN_LANES;
    int steps = plan.steps();
    int at = 0;
    for (int group = 0; group < plan.layer().groups(); group++) {
      for (int block = 0; block < plan.filterBlocks(); block++) {
        int first = block * plan.blockFilters();
        int count = Math.min(plan.blockFilters(), plan.groupFilters() - first);
        int width = whole ? plan.blockFilters() : count;
        for (int lane = 0; lane < count; lane++) {
          int filter = group * plan.groupFilters() + first + lane;
          packed[at + lane] = bias.isPresent() ? bias.get().data()[filter] : 0;
          for (int step = 0; step < steps; step++) {
            packed[at + (step + 1) * width + lane] = weight.data()[filter * steps + step];
          }
        }
        at += width * (steps + 1);
      }
    }
    return packed;
  }
}
