package org.receptive.engine.kernels.reference;

import java.util.List;
import java.util.Optional;
import org.receptive.engine.kernels.parallel.Cancellation;
import org.receptive.engine.layer.ConvTranspose2d;
import org.receptive.engine.layer.Padding;
import org.receptive.engine.layer.Window;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/**
 * Transposed convolution: every input value adds a scaled copy of the kernel to the output.
 *
 * <pre>
 * out[n, f, y * stride - padding + ky * dilation, x * stride - padding + kx * dilation]
 *     += in[n, c, y, x] * weight[c, f, ky, kx]
 * </pre>
 *
 * What falls outside the output is cut off.
 */
final class TransposedConvolution {
  private final ConvTranspose2d layer;
  private final Window window;
  private final Padding.Explicit padding;
  private final Shape in;
  private final Shape out;

  private TransposedConvolution(ConvTranspose2d layer, Shape in, Shape out) {
    this.layer = layer;
    this.window = layer.window();
    this.padding = (Padding.Explicit) window.padding();
    this.in = in;
    this.out = out;
  }

  static Tensor convTranspose2d(
      ConvTranspose2d layer, Tensor input, Tensor weight, Optional<Tensor> bias) {
    Shape shape = layer.output(List.of(input.shape()));
    ParameterCheck.weightAndBias(layer, weight, bias);
    Tensor output = Tensor.zeros(shape);
    TransposedConvolution run = new TransposedConvolution(layer, input.shape(), shape);
    int area = shape.height() * shape.width();
    for (int n = 0; n < shape.batch(); n++) {
      for (int filter = 0; filter < layer.outChannels(); filter++) {
        double[] plane = run.plane(n, filter, input.data(), weight.data());
        float start = bias.isPresent() ? bias.get().data()[filter] : 0;
        int at = (n * layer.outChannels() + filter) * area;
        for (int i = 0; i < area; i++) {
          output.data()[at + i] = (float) (start + plane[i]);
        }
      }
    }
    return output;
  }

  /** One output channel: the sum over the input channels of its group. */
  private double[] plane(int n, int filter, float[] input, float[] weight) {
    double[] plane = new double[out.height() * out.width()];
    int channelsPerGroup = layer.inChannels() / layer.groups();
    int filtersPerGroup = layer.outChannels() / layer.groups();
    int firstChannel = filter / filtersPerGroup * channelsPerGroup;
    int kernelSize = window.kernelHeight() * window.kernelWidth();
    for (int c = firstChannel; c < firstChannel + channelsPerGroup; c++) {
      int kernel = (c * filtersPerGroup + filter % filtersPerGroup) * kernelSize;
      for (int y = 0; y < in.height(); y++) {
        Cancellation.check("convTranspose2d");
        for (int x = 0; x < in.width(); x++) {
          float value = input[((n * in.channels() + c) * in.height() + y) * in.width() + x];
          addKernel(plane, value, weight, kernel, y, x);
        }
      }
    }
    return plane;
  }

  private void addKernel(double[] plane, float value, float[] weight, int kernel, int y, int x) {
    int top = y * window.strideHeight() - padding.top();
    int left = x * window.strideWidth() - padding.left();
    for (int ky = 0; ky < window.kernelHeight(); ky++) {
      int row = top + ky * window.dilationHeight();
      if (row < 0 || row >= out.height()) {
        continue;
      }
      for (int kx = 0; kx < window.kernelWidth(); kx++) {
        int column = left + kx * window.dilationWidth();
        if (column >= 0 && column < out.width()) {
          plane[row * out.width() + column] +=
              (double) value * weight[kernel + ky * window.kernelWidth() + kx];
        }
      }
    }
  }
}
