package org.receptive.viz.arithmetic;

import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.Linear;
import org.receptive.engine.layer.Padding;
import org.receptive.engine.layer.Window;
import org.receptive.engine.network.Network;

/**
 * Where a student starts: {@code outputSize(32, 5).stride(1).padding(0)}. Meant to be imported
 * statically.
 */
public final class Arithmetic {
  private Arithmetic() {}

  /** The output size of a square kernel on a square input; stride 1, no padding, until said. */
  public static OutputSize outputSize(int input, int kernel) {
    return new OutputSize(input, input, Window.of(kernel));
  }

  /** The output size on an input of {@code height x width}. */
  public static OutputSize outputSize(int height, int width, int kernelHeight, int kernelWidth) {
    return new OutputSize(height, width, Window.of(kernelHeight, kernelWidth));
  }

  /** The output size of a transposed convolution with a square kernel on a square input. */
  public static TransposedOutputSize transposedOutputSize(int input, int kernel) {
    return new TransposedOutputSize(input, kernel, 1, 0, 1, 0);
  }

  /** The cost of a convolution with a square kernel; {@code .on(32, 32)} says on what input. */
  public static LayerCost convolution(int inChannels, int filters, int kernel) {
    return LayerCost.of(Conv2d.of(inChannels, filters, kernel));
  }

  /** The cost of a fully connected layer. */
  public static LayerCost linear(int inputs, int neurons) {
    return LayerCost.of(Linear.of(inputs, neurons));
  }

  /** The memory of activations of {@code channels x height x width}, 4 bytes each. */
  public static ActivationMemory activationMemory(int channels, int height, int width) {
    return new ActivationMemory(channels, height, width, 1);
  }

  /** The memory of the activations of {@code network}, for one image. */
  public static NetworkMemory activationMemory(Network network) {
    return new NetworkMemory(network);
  }

  /** The receptive field of every layer of {@code network}. */
  public static ReceptiveFieldTable receptiveField(Network network) {
    return new ReceptiveFieldTable(network);
  }

  /** Every kernel, stride and padding that gives an output of {@code output}. */
  public static OutputSizes giving(int output) {
    return OutputSizes.giving(output);
  }

  /** Padding that keeps {@code ceil(input / stride)}. */
  public static Padding same() {
    return Padding.SAME;
  }

  /** No padding. */
  public static Padding valid() {
    return Padding.VALID;
  }

  /** As much padding as lets every input cell meet every kernel element. */
  public static Padding full() {
    return Padding.FULL;
  }
}
