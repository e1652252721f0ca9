package org.receptive.engine.network;

import java.util.List;
import java.util.Optional;
import org.receptive.engine.layer.AdaptiveAvgPool2d;
import org.receptive.engine.layer.AdaptiveMaxPool2d;
import org.receptive.engine.layer.ConvTranspose2d;
import org.receptive.engine.layer.Flatten;
import org.receptive.engine.layer.InstanceNorm2d;
import org.receptive.engine.layer.Layer;
import org.receptive.engine.layer.Linear;
import org.receptive.engine.layer.MatMul;
import org.receptive.engine.layer.Pad;
import org.receptive.engine.layer.Reduce;
import org.receptive.engine.layer.ReduceMean;
import org.receptive.engine.layer.Resample;
import org.receptive.engine.layer.Resize;
import org.receptive.engine.layer.TopK;
import org.receptive.engine.layer.Window;
import org.receptive.engine.tensor.Shape;

/**
 * What one output value can see of the network's input, along both axes (Araujo, Norris and Sim,
 * "Computing Receptive Fields of Convolutional Neural Networks", 2019).
 *
 * @param height along the height
 * @param width along the width
 */
public record ReceptiveField(Axis height, Axis width) {

  /**
   * Along one axis, in input pixels. The first output value sees the pixels {@code first} to {@code
   * last}; each further one sees them shifted by {@code jump}. Pixels outside the input are
   * padding.
   *
   * @param first the first pixel that output 0 sees; negative inside the padding
   * @param last the last pixel that output 0 sees
   * @param jump the distance in the input between neighbouring outputs; below 1 after upsampling; 0
   *     where every output sees the same
   */
  public record Axis(double first, double last, double jump) {

    /** The number of pixels that one output sees: {@code last - first + 1}. */
    public double size() {
      return last - first + 1;
    }

    /** The centre of what output 0 sees: the "start". */
    public double start() {
      return (first + last) / 2;
    }

    /** The first pixel that output {@code i} sees. */
    public double first(int i) {
      return first + i * jump;
    }

    /** The last pixel that output {@code i} sees. */
    public double last(int i) {
      return last + i * jump;
    }

    private Axis through(int kernel, int stride, int padBefore, int dilation) {
      return new Axis(
          first - padBefore * jump,
          last + ((long) dilation * (kernel - 1) - padBefore) * jump,
          jump * stride);
    }

    /** Linear interpolation reads one neighbour more, cubic one on either side of those two. */
    private Axis scaled(int input, int output, Resample.Method method) {
      int before = method == Resample.Method.CUBIC ? -1 : 0;
      int behind =
          switch (method) {
            case NEAREST -> 0;
            case LINEAR -> 1;
            case CUBIC -> 2;
          };
      return new Axis(first(before), last(behind), jump * input / output);
    }

    private Axis union(Axis other) {
      return new Axis(
          Math.min(first, other.first), Math.max(last, other.last), Math.max(jump, other.jump));
    }
  }

  /** What an input pixel sees: itself. */
  public static ReceptiveField ofInput() {
    return new ReceptiveField(new Axis(0, 0, 1), new Axis(0, 0, 1));
  }

  private static ReceptiveField everything(Shape input) {
    return new ReceptiveField(
        new Axis(0, input.height() - 1, 0), new Axis(0, input.width() - 1, 0));
  }

  /**
   * The receptive field after a layer.
   *
   * @param layer the layer
   * @param fields those of its inputs; branches are joined to the smallest range that covers both
   * @param inputs the shapes of its inputs
   * @param networkInput the shape of the network's input
   */
  static ReceptiveField after(
      Layer layer, List<ReceptiveField> fields, List<Shape> inputs, Shape networkInput) {
    ReceptiveField joined =
        fields.stream()
            .reduce((a, b) -> new ReceptiveField(a.height.union(b.height), a.width.union(b.width)))
            .orElseThrow();
    Shape input = inputs.getFirst();
    return switch (layer) {
      case Linear linear -> everything(networkInput);
      case MatMul product -> everything(networkInput);
      case ReduceMean mean -> everything(networkInput);
      case Reduce reduction -> everything(networkInput);
      case TopK top -> everything(networkInput);
      case InstanceNorm2d norm -> everything(networkInput);
      case Pad pad when input.isImage() -> joined.shifted(pad.before().get(2), pad.before().get(3));
      // Each number of the row still sees what it saw on its map.
      case Flatten flatten -> joined;
      case AdaptiveAvgPool2d pool -> joined.bins(input, pool.height(), pool.width());
      case AdaptiveMaxPool2d pool -> joined.bins(input, pool.height(), pool.width());
      case Resize resize ->
          new ReceptiveField(
              resized(joined.height, input.height(), resize.height(), resize.mode()),
              resized(joined.width, input.width(), resize.width(), resize.mode()));
      case Resample resample ->
          new ReceptiveField(
              joined.height.scaled(input.height(), resample.height(), resample.method()),
              joined.width.scaled(input.width(), resample.width(), resample.method()));
      case ConvTranspose2d conv -> joined.transposed(conv.window());
      default -> {
        Optional<Window> window = layer.asWindow();
        yield window.isPresent() ? joined.through(window.get(), input) : joined;
      }
    };
  }

  /** Output 0 lies that many pixels before the first of the input. */
  private ReceptiveField shifted(int rows, int columns) {
    return new ReceptiveField(height.through(1, 1, rows, 1), width.through(1, 1, columns, 1));
  }

  private ReceptiveField through(Window window, Shape input) {
    var h = window.alongHeight(input.height());
    var w = window.alongWidth(input.width());
    return new ReceptiveField(
        height.through(h.kernel(), h.stride(), h.padBefore(), h.dilation()),
        width.through(w.kernel(), w.stride(), w.padBefore(), w.dilation()));
  }

  private ReceptiveField bins(Shape input, int rows, int columns) {
    return new ReceptiveField(
        bin(height, input.height(), rows), bin(width, input.width(), columns));
  }

  private static Axis bin(Axis axis, int input, int bins) {
    int firstBin = (input + bins - 1) / bins;
    return new Axis(axis.first, axis.last(firstBin - 1), bins == 1 ? 0 : axis.jump * input / bins);
  }

  private static Axis resized(Axis axis, int input, int output, Resize.Mode mode) {
    double jump = axis.jump * input / output;
    // Bilinear reads the neighbour as well.
    return new Axis(axis.first, mode == Resize.Mode.NEAREST ? axis.last : axis.last(1), jump);
  }

  /** Output o of a transposed window sees the inputs i with o = i * stride + tap - padding. */
  private ReceptiveField transposed(Window window) {
    var padding = (org.receptive.engine.layer.Padding.Explicit) window.padding();
    return new ReceptiveField(
        transposed(
            height,
            window.kernelHeight(),
            window.strideHeight(),
            padding.top(),
            window.dilationHeight()),
        transposed(
            width,
            window.kernelWidth(),
            window.strideWidth(),
            padding.left(),
            window.dilationWidth()));
  }

  private static Axis transposed(Axis axis, int kernel, int stride, int padding, int dilation) {
    int reach = dilation * (kernel - 1);
    double low = Math.ceil((double) (padding - reach) / stride);
    double high = Math.floor((double) padding / stride);
    return new Axis(
        axis.first + Math.min(low, high) * axis.jump,
        axis.last + Math.max(low, high) * axis.jump,
        axis.jump / stride);
  }
}
