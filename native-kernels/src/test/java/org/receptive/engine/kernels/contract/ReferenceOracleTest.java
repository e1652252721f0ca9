package org.receptive.engine.kernels.contract;

import static org.receptive.engine.kernels.contract.Close.assertClose;
import static org.receptive.engine.kernels.contract.Close.assertSame;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.receptive.engine.kernels.reference.ReferenceKernels;
import org.receptive.engine.layer.AvgPool2d;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.MaxPool2d;
import org.receptive.engine.layer.Parameters;
import org.receptive.engine.layer.WindowAxis;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/**
 * The reference against the definitions read the other way round: for every pair of an output and
 * an input pixel, does a kernel element join them?
 */
class ReferenceOracleTest {

  /** The kernel element with which output {@code out} sees input {@code in}, if there is one. */
  private static OptionalInt joins(WindowAxis axis, int out, int in) {
    int distance = in + axis.padBefore() - out * axis.stride();
    boolean hit = distance >= 0 && distance % axis.dilation() == 0;
    int element = distance / axis.dilation();
    return hit && element < axis.kernel() ? OptionalInt.of(element) : OptionalInt.empty();
  }

  /** What happens where an output and an input pixel meet. */
  private interface Meeting {
    void at(int outRow, int outColumn, int inRow, int inColumn, int kernelRow, int kernelColumn);
  }

  private static void everyMeeting(WindowAxis rows, WindowAxis columns, Meeting meeting) {
    for (int y = 0; y < rows.output(); y++) {
      for (int x = 0; x < columns.output(); x++) {
        for (int i = 0; i < rows.input(); i++) {
          for (int j = 0; j < columns.input(); j++) {
            OptionalInt ky = joins(rows, y, i);
            OptionalInt kx = joins(columns, x, j);
            if (ky.isPresent() && kx.isPresent()) {
              meeting.at(y, x, i, j, ky.getAsInt(), kx.getAsInt());
            }
          }
        }
      }
    }
  }

  private static int flat(Shape shape, int n, int c, int y, int x) {
    return ((n * shape.channels() + c) * shape.height() + y) * shape.width() + x;
  }

  @Test
  void convolutionJoinsEveryPairOfPixelsOnce() {
    for (int seed = 1000; seed < 1040; seed++) {
      RandomLayers random = new RandomLayers(seed);
      Conv2d layer = random.convolution();
      Tensor input = random.input(layer, layer.inChannels()).image(0);
      Parameters parameters = random.parameters(layer);
      Tensor weight = parameters.get("weight");
      Shape shape = layer.output(List.of(input.shape()));
      Tensor expected = Tensor.zeros(shape);
      int inGroup = layer.inChannels() / layer.groups();
      int outGroup = layer.outChannels() / layer.groups();
      for (int f = 0; f < layer.outChannels(); f++) {
        double[] sums = new double[shape.height() * shape.width()];
        for (int c = 0; c < inGroup; c++) {
          int filter = f;
          int channel = c;
          int source = f / outGroup * inGroup + c;
          everyMeeting(
              layer.window().alongHeight(input.shape().height()),
              layer.window().alongWidth(input.shape().width()),
              (y, x, i, j, ky, kx) ->
                  sums[y * shape.width() + x] +=
                      (double) input.at(0, source, i, j) * weight.at(filter, channel, ky, kx));
        }
        float bias = layer.bias() ? parameters.get("bias").at(f) : 0;
        for (int at = 0; at < sums.length; at++) {
          expected.data()[f * sums.length + at] = (float) (sums[at] + bias);
        }
      }
      Tensor actual = new ReferenceKernels().apply(layer, parameters, List.of(input));
      assertClose(expected, actual, layer + " on " + input.shape());
    }
  }

  @Test
  void maxPoolingTakesTheLargestPixelThatItsWindowMeets() {
    for (int seed = 2000; seed < 2150; seed++) {
      RandomLayers random = new RandomLayers(seed);
      MaxPool2d layer = random.maxPooling();
      Tensor input = random.input(layer, 2);
      Shape shape = layer.output(List.of(input.shape()));
      Tensor expected = Tensor.full(shape, Float.NEGATIVE_INFINITY);
      everyMeeting(
          layer.window().alongHeight(input.shape().height()),
          layer.window().alongWidth(input.shape().width()),
          (y, x, i, j, ky, kx) -> {
            for (int n = 0; n < shape.batch(); n++) {
              for (int c = 0; c < 2; c++) {
                int at = flat(shape, n, c, y, x);
                expected.data()[at] = Math.max(expected.data()[at], input.at(n, c, i, j));
              }
            }
          });
      assertSame(expected, new ReferenceKernels().maxPool2d(layer, input), "seed " + seed);
    }
  }

  @Test
  void avgPoolingDividesByRealPixelsAndCountedPadding() {
    for (int seed = 3000; seed < 3150; seed++) {
      RandomLayers random = new RandomLayers(seed);
      AvgPool2d layer = random.avgPooling();
      Tensor input = random.input(layer, 1).image(0);
      WindowAxis rows = layer.window().alongHeight(input.shape().height());
      WindowAxis columns = layer.window().alongWidth(input.shape().width());
      Shape shape = layer.output(List.of(input.shape()));
      double[] sums = new double[(int) shape.size()];
      int[] real = new int[sums.length];
      everyMeeting(
          rows,
          columns,
          (y, x, i, j, ky, kx) -> {
            sums[y * shape.width() + x] += input.at(0, 0, i, j);
            real[y * shape.width() + x]++;
          });
      Tensor expected = Tensor.zeros(shape);
      for (int at = 0; at < sums.length; at++) {
        int y = at / shape.width();
        int x = at % shape.width();
        int count = layer.countIncludePad() ? padded(rows, y) * padded(columns, x) : real[at];
        expected.data()[at] = (float) (sums[at] / Math.max(1, count));
      }
      assertClose(expected, new ReferenceKernels().avgPool2d(layer, input), "seed " + seed);
    }
  }

  /** Elements of a window that lie in the padded input, counted one by one. */
  private static int padded(WindowAxis axis, int window) {
    int count = 0;
    for (int k = 0; k < axis.kernel(); k++) {
      int position = axis.start(window) + k * axis.dilation();
      count += position < axis.input() + axis.padAfter() ? 1 : 0;
    }
    return count;
  }
}
