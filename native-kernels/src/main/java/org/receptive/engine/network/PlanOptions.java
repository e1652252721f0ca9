package org.receptive.engine.network;

import java.util.Optional;
import org.receptive.engine.kernels.program.Algorithm;

/**
 * What a plan may do.
 *
 * @param winograd whether 3x3 convolutions may use Winograd's algorithm, whose result differs from
 *     the plain sum by up to 1e-4 of the largest value (usually 2e-5), and where a NaN or an
 *     infinite value reaches all outputs of its tiles (2x2 or 4x4), an infinity as NaN; without it
 *     results differ by the order of summation only
 * @param fused whether layers may be computed together: batch normalisation folded into weights,
 *     activations and sums at the end of a convolution, concatenations in place
 * @param preferred an algorithm that is taken wherever it can compute the layer, whatever it costs
 */
public record PlanOptions(boolean winograd, boolean fused, Optional<Algorithm> preferred) {

  /**
   * Everything allowed, but for what {@code -Dreceptive.winograd=off} forbids.
   *
   * @throws IllegalArgumentException if that property is neither on nor off
   */
  public static PlanOptions standard() {
    return new PlanOptions(Algorithm.winogradAllowed(), true, Optional.empty());
  }

  /** No algorithm that changes the arithmetic. */
  public static PlanOptions strict() {
    return new PlanOptions(false, true, Optional.empty());
  }

  /** The same with one algorithm wherever it can be used: to compare algorithms. */
  public PlanOptions preferring(Algorithm algorithm) {
    return new PlanOptions(winograd, fused, Optional.of(algorithm));
  }

  /** The same algorithms, but every layer's own value comes out. */
  PlanOptions unfused() {
    return new PlanOptions(winograd, false, preferred);
  }
}
