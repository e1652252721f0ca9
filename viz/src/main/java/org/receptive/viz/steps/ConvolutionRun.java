package org.receptive.viz.steps;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.receptive.engine.kernels.Kernels;
import org.receptive.engine.layer.Activation;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.ShapeException;
import org.receptive.engine.layer.WindowAxis;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/**
 * A convolution of one image with its numbers, and what the engine made of them.
 *
 * @param layer the convolution
 * @param input {@code 1 x C x H x W}
 * @param weight {@code outChannels x C/groups x kH x kW}
 * @param bias {@code outChannels}, if the layer has one
 * @param output what the engine computed, {@code 1 x outChannels x H' x W'}
 * @param engine the name of the kernels that computed it
 * @param activation what follows the convolution, if it is drawn
 */
record ConvolutionRun(
    Conv2d layer,
    Tensor input,
    Tensor weight,
    Optional<Tensor> bias,
    Tensor output,
    String engine,
    Optional<Activation> activation) {
  /** Float sums of n products may differ by about this much of the sum of their magnitudes. */
  private static final double RELATIVE_ERROR = 1e-5;

  /** Runs the convolution on {@code kernels}. */
  static ConvolutionRun of(
      Kernels kernels, Conv2d layer, Tensor input, Tensor weight, Optional<Tensor> bias) {
    if (!input.shape().isImage() || input.shape().batch() != 1) {
      throw new ShapeException(
          "a step view shows one image, 1 x C x H x W, but was given %s.".formatted(input.shape()));
    }
    if (bias.isPresent() != layer.bias()) {
      throw new ShapeException(
          layer.bias()
              ? "the convolution has a bias, but none was given; use withoutBias() if that is"
                  + " meant."
              : "a bias was given, but the convolution has none.");
    }
    Tensor output = kernels.conv2d(layer, input, weight, bias);
    return new ConvolutionRun(layer, input, weight, bias, output, kernels.name(), Optional.empty());
  }

  ConvolutionRun with(Activation following) {
    return new ConvolutionRun(layer, input, weight, bias, output, engine, Optional.of(following));
  }

  Shape in() {
    return input.shape();
  }

  WindowAxis rows() {
    return layer.window().alongHeight(in().height());
  }

  WindowAxis columns() {
    return layer.window().alongWidth(in().width());
  }

  int channelsPerGroup() {
    return layer.inChannels() / layer.groups();
  }

  /** The first input channel that a filter sees. */
  int firstChannel(int filter) {
    return filter / (layer.outChannels() / layer.groups()) * channelsPerGroup();
  }

  /** A value of the input, 0 in the padding. */
  double inputAt(int channel, int row, int column) {
    return isPadding(row, column) ? 0 : input.at(0, channel, row, column);
  }

  boolean isPadding(int row, int column) {
    return row < 0 || column < 0 || row >= in().height() || column >= in().width();
  }

  /** The value that is drawn as output: after the activation, if there is one. */
  double outputAt(int filter, int row, int column) {
    float value = output.at(0, filter, row, column);
    return activation.isPresent() ? activation.get().apply(value) : value;
  }

  /**
   * Computes one output value as a textbook does and compares it with the engine's.
   *
   * @throws IllegalStateException if they differ
   */
  WindowSum sum(int filter, int row, int column) {
    List<WindowSum.ChannelProducts> channels = new ArrayList<>();
    int first = firstChannel(filter);
    for (int c = 0; c < channelsPerGroup(); c++) {
      channels.add(products(filter, first + c, c, row, column));
    }
    double b = bias.isPresent() ? bias.get().at(filter) : 0;
    WindowSum sum = new WindowSum(filter, row, column, List.copyOf(channels), b);
    check(sum);
    return sum;
  }

  /**
   * The input channels with the largest weights in some filters, in order.
   *
   * @param filters which filters
   * @param most how many channels at most
   */
  List<Integer> strongestChannels(List<Integer> filters, int most) {
    Map<Integer, Double> strength = new LinkedHashMap<>();
    for (int filter : filters) {
      for (int depth = 0; depth < channelsPerGroup(); depth++) {
        strength.merge(firstChannel(filter) + depth, strength(filter, depth), Double::sum);
      }
    }
    return strength.entrySet().stream()
        .sorted(Map.Entry.<Integer, Double>comparingByValue(Comparator.reverseOrder()))
        .limit(most)
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  private double strength(int filter, int depth) {
    double sum = 0;
    for (float w : weight.plane(filter, depth).data()) {
      sum += Math.abs(w);
    }
    return sum;
  }

  private WindowSum.ChannelProducts products(
      int filter, int channel, int depth, int row, int column) {
    int top = rows().start(row);
    int left = columns().start(column);
    List<List<WindowSum.Tap>> taps = new ArrayList<>();
    for (int ky = 0; ky < layer.window().kernelHeight(); ky++) {
      List<WindowSum.Tap> line = new ArrayList<>();
      for (int kx = 0; kx < layer.window().kernelWidth(); kx++) {
        int y = top + ky * layer.window().dilationHeight();
        int x = left + kx * layer.window().dilationWidth();
        line.add(
            new WindowSum.Tap(
                y, x, isPadding(y, x), inputAt(channel, y, x), weight.at(filter, depth, ky, kx)));
      }
      taps.add(List.copyOf(line));
    }
    return new WindowSum.ChannelProducts(channel, List.copyOf(taps));
  }

  private void check(WindowSum sum) {
    double magnitude =
        Math.abs(sum.bias())
            + sum.channels().stream()
                .flatMap(c -> c.taps().stream())
                .flatMap(List::stream)
                .mapToDouble(tap -> Math.abs(tap.product()))
                .sum();
    double engineValue = output.at(0, sum.filter(), sum.row(), sum.column());
    // What is infinite or NaN in both is the same; a float overflows before a double does.
    boolean agree =
        Double.isFinite(engineValue) && Float.isFinite((float) sum.total())
            ? Math.abs(engineValue - sum.total()) <= RELATIVE_ERROR * magnitude + 1e-30
            : !Double.isFinite(engineValue);
    if (!agree) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "filter %d, row %d, column %d: the %s kernels give %s, but the sum of the products is"
                  + " %s.",
              sum.filter(),
              sum.row(),
              sum.column(),
              engine,
              engineValue,
              sum.total()));
    }
  }
}
