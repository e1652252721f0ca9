package org.receptive.engine.network;

import java.util.List;
import org.receptive.engine.layer.Arithmetic;
import org.receptive.engine.layer.BatchNorm2d;
import org.receptive.engine.layer.Layer;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/**
 * Layers that scale and shift every channel by numbers of its own: batch normalisation, and stored
 * numbers that are added, subtracted, multiplied or divided by. Any number of them in a row are one
 * factor and one summand for each channel.
 */
final class Affine {
  private final double[] factor;
  private final double[] summand;

  /** Leaves so many channels as they are, but for a summand. */
  Affine(float... start) {
    this.factor = new double[start.length];
    this.summand = new double[start.length];
    for (int c = 0; c < start.length; c++) {
      factor[c] = 1;
      summand[c] = start[c];
    }
  }

  /** Whether a layer is one, on images of the given shape, which it must not stretch. */
  static boolean is(Network network, Node node, Shape input) {
    if (!input.isImage() || node.inputs().size() != 1) {
      return false;
    }
    return switch (node.layer()) {
      case BatchNorm2d norm -> norm.channels() == input.channels();
      case Arithmetic numbers ->
          numbers.operand().isPresent()
              && aChannelEach(numbers.operand().get(), input)
              && canFold(network, node, numbers);
      default -> false;
    };
  }

  /** Whether numbers are one for all, or one for each channel of an image. */
  private static boolean aChannelEach(Shape operand, Shape input) {
    if (operand.size() == 1) {
      return operand.rank() <= input.rank();
    }
    boolean aligned = operand.rank() == 3 || (operand.rank() == 4 && operand.dim(0) == 1);
    return aligned && operand.dim(-3) == input.channels() && operand.size() == input.channels();
  }

  /** A quotient is a product by what may not be a number. */
  private static boolean canFold(Network network, Node node, Arithmetic numbers) {
    return switch (numbers.operation()) {
      case ADD, SUBTRACT, MULTIPLY -> true;
      case DIVIDE -> !numbers.operandFirst() && allDivide(network, node);
      default -> false;
    };
  }

  private static boolean allDivide(Network network, Node node) {
    for (float each : network.parameters(node.name()).get("operand").data()) {
      if (!Float.isFinite(1 / each) || each == 0) {
        return false;
      }
    }
    return true;
  }

  /** What some layers in a row do to the channels' values. */
  Affine then(Network network, List<Node> nodes) {
    nodes.forEach(node -> then(network, node));
    return this;
  }

  private void then(Network network, Node node) {
    Layer layer = node.layer();
    if (layer instanceof BatchNorm2d norm) {
      Tensor numbers = FoldedFilters.scale(norm, network.parameters(node.name()));
      for (int c = 0; c < factor.length; c++) {
        double scale = numbers.at(1, c);
        factor[c] *= scale;
        summand[c] = (summand[c] - numbers.at(0, c)) * scale + numbers.at(2, c);
      }
    } else if (layer instanceof Arithmetic arithmetic) {
      float[] numbers = network.parameters(node.name()).get("operand").data();
      for (int c = 0; c < factor.length; c++) {
        apply(arithmetic, numbers[numbers.length == 1 ? 0 : c], c);
      }
    }
  }

  private void apply(Arithmetic layer, double number, int c) {
    switch (layer.operation()) {
      case ADD -> summand[c] += number;
      case SUBTRACT -> {
        summand[c] -= number;
        if (layer.operandFirst()) {
          factor[c] = -factor[c];
          summand[c] = -summand[c];
        }
      }
      case MULTIPLY -> {
        factor[c] *= number;
        summand[c] *= number;
      }
      default -> {
        factor[c] /= number;
        summand[c] /= number;
      }
    }
  }

  /** The factor of each channel. */
  double[] factors() {
    return factor.clone();
  }

  /** The summand of each channel. */
  float[] summands() {
    float[] all = new float[summand.length];
    for (int c = 0; c < all.length; c++) {
      all[c] = (float) summand[c];
    }
    return all;
  }

  /**
   * The factor and summand of each channel as {@code (x - mean) * scale + shift}: {@code 3 x C}.
   */
  Tensor numbers() {
    int channels = factor.length;
    float[] all = new float[3 * channels];
    for (int c = 0; c < channels; c++) {
      all[channels + c] = (float) factor[c];
      all[2 * channels + c] = (float) summand[c];
    }
    return Tensor.of(Shape.of(3, channels), all);
  }
}
