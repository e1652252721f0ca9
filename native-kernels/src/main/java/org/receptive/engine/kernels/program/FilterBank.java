package org.receptive.engine.kernels.program;

import org.receptive.engine.tensor.Tensor;

/**
 * The numbers of a convolution, batch normalisation folded in.
 *
 * @param weight {@code outChannels x inChannels/groups x kH x kW}
 * @param bias {@code outChannels}; zeros if the layer has none
 */
public record FilterBank(Tensor weight, Tensor bias) {}
