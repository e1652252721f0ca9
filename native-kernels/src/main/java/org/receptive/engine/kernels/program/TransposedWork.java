package org.receptive.engine.kernels.program;

import java.util.Optional;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.ConvTranspose2d;
import org.receptive.engine.layer.Padding;
import org.receptive.engine.layer.Window;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/**
 * A transposed convolution in two steps: a 1x1 convolution computes what every tap of every filter
 * makes of every pixel, and these products are added up where they fall.
 *
 * @param layer the layer
 * @param filters of a group, filled up with zeros where they are to fill blocks
 */
public record TransposedWork(ConvTranspose2d layer, int filters) {

  /** Filters as they are, for planes. */
  public static TransposedWork planar(ConvTranspose2d layer) {
    return new TransposedWork(layer, layer.outChannels() / layer.groups());
  }

  /** Filters in whole blocks of channels; empty if they would mostly be filled up. */
  public static Optional<TransposedWork> blocked(ConvTranspose2d layer) {
    int whole = Layout.BLOCKED.blocks(layer.outChannels()) * Layout.BLOCK;
    return layer.groups() == 1 && 3 * layer.outChannels() >= 2 * whole
        ? Optional.of(new TransposedWork(layer, whole))
        : Optional.empty();
  }

  /** Taps of the kernel. */
  public int taps() {
    return layer.window().kernelHeight() * layer.window().kernelWidth();
  }

  /** The first step: for each group the products of tap 0, all filters, then of tap 1 and so on. */
  public Conv2d products() {
    int channels = Math.multiplyExact(Math.multiplyExact(filters, taps()), layer.groups());
    return new Conv2d(layer.inChannels(), channels, Window.of(1), layer.groups(), false);
  }

  /**
   * The filters of the first step.
   *
   * @param weight {@code inChannels x outChannels/groups x kH x kW}
   * @param scale a factor for each output channel
   */
  public Tensor weights(Tensor weight, double... scale) {
    int channels = layer.inChannels() / layer.groups();
    int own = layer.outChannels() / layer.groups();
    int taps = taps();
    float[] all = new float[products().outChannels() * channels];
    for (int group = 0; group < layer.groups(); group++) {
      for (int filter = 0; filter < own; filter++) {
        double factor = scale[group * own + filter];
        for (int tap = 0; tap < taps; tap++) {
          int to = ((group * taps + tap) * filters + filter) * channels;
          for (int c = 0; c < channels; c++) {
            int from = ((group * channels + c) * own + filter) * taps + tap;
            all[to + c] = (float) (weight.data()[from] * factor);
          }
        }
      }
    }
    return Tensor.of(Shape.of(products().outChannels(), channels, 1, 1), all);
  }

  /** Biases, filled up as the filters are. */
  public float[] bias(float... bias) {
    float[] all = new float[Math.multiplyExact(filters, layer.groups())];
    System.arraycopy(bias, 0, all, 0, bias.length);
    return all;
  }

  /** What meets in each output row. */
  public TransposedAxis rows(Shape input, Shape output) {
    Window window = layer.window();
    return TransposedAxis.of(
        input.height(),
        output.height(),
        window.kernelHeight(),
        window.strideHeight(),
        ((Padding.Explicit) window.padding()).top(),
        window.dilationHeight());
  }

  /** What meets in each output column. */
  public TransposedAxis columns(Shape input, Shape output) {
    Window window = layer.window();
    return TransposedAxis.of(
        input.width(),
        output.width(),
        window.kernelWidth(),
        window.strideWidth(),
        ((Padding.Explicit) window.padding()).left(),
        window.dilationWidth());
  }
}
