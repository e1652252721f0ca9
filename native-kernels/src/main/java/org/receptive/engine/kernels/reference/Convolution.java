package org.receptive.engine.kernels.reference;

import java.util.List;
import java.util.Optional;
import org.receptive.engine.kernels.parallel.Cancellation;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.Window;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/**
 * Convolution (cross-correlation, as all frameworks compute it):
 *
 * <pre>
 * out[n, f, y, x] = bias[f] + sum over c, ky, kx of
 *     in[n, c, y * stride - padding + ky * dilation, x * stride - padding + kx * dilation]
 *         * weight[f, c, ky, kx]
 * </pre>
 *
 * where {@code c} runs over the channels of the filter's group, and padding is zero.
 */
final class Convolution {
  private final Taps[] rows;
  private final Taps[] columns;
  private final int kernelHeight;
  private final int kernelWidth;
  private final Shape in;
  private final int channelsPerGroup;
  private final float[] input;
  private final float[] weight;

  private Convolution(Conv2d layer, Tensor input, Tensor weight) {
    Window window = layer.window();
    this.in = input.shape();
    this.rows = Taps.all(window.alongHeight(in.height()));
    this.columns = Taps.all(window.alongWidth(in.width()));
    this.kernelHeight = window.kernelHeight();
    this.kernelWidth = window.kernelWidth();
    this.channelsPerGroup = layer.inChannels() / layer.groups();
    this.input = input.data();
    this.weight = weight.data();
  }

  static Tensor conv2d(Conv2d layer, Tensor input, Tensor weight, Optional<Tensor> bias) {
    Shape shape = layer.output(List.of(input.shape()));
    ParameterCheck.weightAndBias(layer, weight, bias);
    Tensor output = Tensor.zeros(shape);
    Convolution convolution = new Convolution(layer, input, weight);
    int filtersPerGroup = layer.outChannels() / layer.groups();
    int at = 0;
    for (int n = 0; n < shape.batch(); n++) {
      for (int filter = 0; filter < layer.outChannels(); filter++) {
        int firstChannel = filter / filtersPerGroup * convolution.channelsPerGroup;
        float start = bias.isPresent() ? bias.get().data()[filter] : 0;
        for (int y = 0; y < shape.height(); y++) {
          Cancellation.check("conv2d");
          for (int x = 0; x < shape.width(); x++) {
            output.data()[at++] = (float) (start + convolution.sum(n, filter, firstChannel, y, x));
          }
        }
      }
    }
    return output;
  }

  /** The sum over one window of all channels of a group. */
  private double sum(int n, int filter, int firstChannel, int y, int x) {
    Taps row = rows[y];
    Taps column = columns[x];
    double sum = 0;
    for (int c = 0; c < channelsPerGroup; c++) {
      int plane = (n * in.channels() + firstChannel + c) * in.height();
      int kernel = (filter * channelsPerGroup + c) * kernelHeight;
      for (int ky = row.first(); ky < row.end(); ky++) {
        int inputRow = (plane + row.position(ky)) * in.width();
        int kernelRow = (kernel + ky) * kernelWidth;
        for (int kx = column.first(); kx < column.end(); kx++) {
          sum += (double) input[inputRow + column.position(kx)] * weight[kernelRow + kx];
        }
      }
    }
    return sum;
  }
}
