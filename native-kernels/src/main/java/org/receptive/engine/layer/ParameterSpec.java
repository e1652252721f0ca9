package org.receptive.engine.layer;

import org.receptive.engine.tensor.Shape;

/**
 * One array of numbers that a layer needs.
 *
 * @param name its name in the layer, as PyTorch calls it: {@code weight}, {@code bias}, {@code
 *     running_mean}, {@code running_var}
 * @param shape its shape
 * @param trainable whether training changes it; only these count as parameters
 * @param fanIn how many inputs one output sums over, for initialisation; 0 where that has no
 *     meaning
 */
public record ParameterSpec(String name, Shape shape, boolean trainable, int fanIn) {

  /** The number of values. */
  public long size() {
    return shape.size();
  }
}
