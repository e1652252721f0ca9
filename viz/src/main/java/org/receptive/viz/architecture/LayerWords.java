package org.receptive.viz.architecture;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.receptive.engine.layer.Activation;
import org.receptive.engine.layer.AdaptiveAvgPool2d;
import org.receptive.engine.layer.AdaptiveMaxPool2d;
import org.receptive.engine.layer.Add;
import org.receptive.engine.layer.Arithmetic;
import org.receptive.engine.layer.Arrangement;
import org.receptive.engine.layer.AvgPool2d;
import org.receptive.engine.layer.BatchNorm2d;
import org.receptive.engine.layer.Concat;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.ConvTranspose2d;
import org.receptive.engine.layer.Dropout;
import org.receptive.engine.layer.Flatten;
import org.receptive.engine.layer.IndexSelect;
import org.receptive.engine.layer.InstanceNorm2d;
import org.receptive.engine.layer.Layer;
import org.receptive.engine.layer.Linear;
import org.receptive.engine.layer.LocalResponseNorm;
import org.receptive.engine.layer.LogSoftmax;
import org.receptive.engine.layer.MatMul;
import org.receptive.engine.layer.MaxPool2d;
import org.receptive.engine.layer.PRelu;
import org.receptive.engine.layer.Pad;
import org.receptive.engine.layer.Padding;
import org.receptive.engine.layer.Reduce;
import org.receptive.engine.layer.ReduceMean;
import org.receptive.engine.layer.Resample;
import org.receptive.engine.layer.Reshape;
import org.receptive.engine.layer.Resize;
import org.receptive.engine.layer.Slice;
import org.receptive.engine.layer.Softmax;
import org.receptive.engine.layer.TopK;
import org.receptive.engine.layer.Transpose;
import org.receptive.engine.layer.Unsupported;
import org.receptive.engine.layer.Window;
import org.receptive.engine.layer.WindowAxis;
import org.receptive.engine.tensor.Shape;
import org.receptive.viz.figure.Palette.Role;

/** What layers are called in diagrams, as papers write it, and the arithmetic of their sizes. */
final class LayerWords {
  private LayerWords() {}

  /** The role that gives a layer its colour and letter. */
  static Role role(Layer layer) {
    return switch (layer) {
      case Conv2d conv -> Role.CONVOLUTION;
      case ConvTranspose2d conv -> Role.CONVOLUTION;
      case MaxPool2d pool -> Role.POOLING;
      case AvgPool2d pool -> Role.POOLING;
      case AdaptiveMaxPool2d pool -> Role.POOLING;
      case AdaptiveAvgPool2d pool -> Role.POOLING;
      case Linear linear -> Role.LINEAR;
      case Activation activation -> Role.ACTIVATION;
      case Softmax softmax -> Role.ACTIVATION;
      case BatchNorm2d norm -> Role.NORMALIZATION;
      case LocalResponseNorm norm -> Role.NORMALIZATION;
      case Add add -> Role.MERGE;
      case Concat concat -> Role.MERGE;
      case Dropout dropout -> Role.SHAPING;
      case Flatten flatten -> Role.SHAPING;
      case Resize resize -> Role.SHAPING;
      case Resample resample -> Role.SHAPING;
      case Arrangement arrangement -> Role.SHAPING;
      case Arithmetic arithmetic ->
          arithmetic.operand().isPresent() ? Role.NORMALIZATION : Role.MERGE;
      case MatMul product -> Role.LINEAR;
      case ReduceMean mean -> Role.POOLING;
      case PRelu prelu -> Role.ACTIVATION;
      case LogSoftmax softmax -> Role.ACTIVATION;
      case InstanceNorm2d norm -> Role.NORMALIZATION;
      case Reduce reduction -> Role.POOLING;
      case TopK top -> Role.POOLING;
      case Unsupported unsupported -> Role.SHAPING;
    };
  }

  /** The kind of a layer in one or two words: {@code max pool}. */
  static String kind(Layer layer) {
    return switch (layer) {
      case Conv2d conv when conv.groups() > 1 && conv.groups() == conv.inChannels() ->
          "depthwise conv";
      case Conv2d conv -> "conv";
      case ConvTranspose2d conv -> "transposed conv";
      case MaxPool2d pool -> "max pool";
      case AvgPool2d pool -> "mean pool";
      case AdaptiveMaxPool2d pool -> pool.height() * pool.width() == 1 ? "global max" : "max bins";
      case AdaptiveAvgPool2d pool ->
          pool.height() * pool.width() == 1 ? "global mean" : "mean bins";
      case Linear linear -> "linear";
      case Activation.ReLU relu -> "ReLU";
      case Activation.LeakyReLU relu -> "leaky ReLU";
      case Activation.Sigmoid sigmoid -> "sigmoid";
      case Activation.Tanh tanh -> "tanh";
      case Activation.Clip clip when clip.equals(Activation.Clip.relu6()) -> "ReLU6";
      case Activation.Clip clip -> "clip";
      case Activation.Elu elu -> "ELU";
      case Activation.HardSigmoid sigmoid -> "hard sigmoid";
      case Activation.HardSwish swish -> "hard swish";
      case Activation.Identity identity -> "identity";
      case Softmax softmax -> "softmax";
      case BatchNorm2d norm -> "BN";
      case LocalResponseNorm norm -> "LRN";
      case Dropout dropout -> "dropout";
      case Flatten flatten -> "flatten";
      case Add add -> "add";
      case Concat concat -> "concat";
      case Resize resize -> "resize";
      case Resample resample -> "resize";
      case Reshape reshape -> "reshape";
      case Transpose transpose -> "transpose";
      case Slice slice -> "slice";
      case Pad pad -> "pad";
      case Arithmetic arithmetic -> arithmetic(arithmetic);
      case MatMul product -> "matrix product";
      case ReduceMean mean -> "mean";
      case PRelu prelu -> "PReLU";
      case LogSoftmax softmax -> "log softmax";
      case InstanceNorm2d norm -> "IN";
      case Reduce reduction ->
          reduction.operation().name().toLowerCase(Locale.ROOT).replace('_', ' ');
      case TopK top -> top.indices() ? "top places" : "top values";
      case IndexSelect select -> "select";
      case Activation.Elementary elementary ->
          elementary.function().name().toLowerCase(Locale.ROOT);
      case Unsupported unsupported -> unsupported.operator() + " (not computed)";
    };
  }

  /** What is done, in a word: {@code multiply}; {@code 1 − x} has its numbers first. */
  private static String arithmetic(Arithmetic layer) {
    return layer.operation().name().toLowerCase(Locale.ROOT)
        + (layer.operand().isPresent() ? " numbers" : "");
  }

  /** Kind, kernel and width: {@code conv 3×3, 64}. */
  static String title(Layer layer) {
    return switch (layer) {
      case Linear linear -> "linear " + linear.outFeatures();
      case Resize resize ->
          String.format(Locale.ROOT, "resize %d×%d", resize.height(), resize.width());
      case AdaptiveAvgPool2d pool when pool.height() * pool.width() > 1 ->
          String.format(Locale.ROOT, "mean of %d×%d bins", pool.height(), pool.width());
      case AdaptiveMaxPool2d pool when pool.height() * pool.width() > 1 ->
          String.format(Locale.ROOT, "max of %d×%d bins", pool.height(), pool.width());
      default ->
          window(layer)
              .map(w -> kind(layer) + " " + kernel(w) + filters(layer))
              .orElse(kind(layer));
    };
  }

  /**
   * The same as {@link #title}, with the stride as papers abbreviate it: {@code conv 3×3, 64, /2}.
   */
  static String shortTitle(Layer layer) {
    return title(layer) + stride(layer, ", /");
  }

  /** Kind and kernel without the number of filters, which a volume shows: {@code conv 5×5}. */
  static String operation(Layer layer) {
    return switch (layer) {
      case Linear linear -> "linear";
      default -> window(layer).map(w -> kind(layer) + " " + kernel(w)).orElse(title(layer));
    };
  }

  /** What is not the default beyond {@link #title}: {@code stride 4, pad 2}; may be empty. */
  static String details(Layer layer) {
    StringJoiner parts = new StringJoiner(", ");
    window(layer)
        .ifPresent(
            w -> {
              if (!stride(layer, "").isEmpty()) {
                parts.add("stride " + stride(layer, ""));
              }
              if (!w.padding().equals(Padding.VALID)) {
                parts.add("pad " + w.padding());
              }
              if (w.dilationHeight() != 1 || w.dilationWidth() != 1) {
                parts.add("dilation " + pair(w.dilationHeight(), w.dilationWidth()));
              }
              if (w.ceilMode()) {
                parts.add("ceil");
              }
            });
    if (layer instanceof Conv2d conv && conv.groups() > 1 && conv.groups() < conv.inChannels()) {
      parts.add(conv.groups() + " groups");
    }
    return parts.toString();
  }

  private static String stride(Layer layer, String before) {
    return window(layer)
        .filter(w -> w.strideHeight() != 1 || w.strideWidth() != 1)
        .map(w -> before + pair(w.strideHeight(), w.strideWidth()))
        .orElse("");
  }

  private static Optional<Window> window(Layer layer) {
    return layer instanceof ConvTranspose2d conv ? Optional.of(conv.window()) : layer.asWindow();
  }

  private static String filters(Layer layer) {
    return switch (layer) {
      case Conv2d conv -> ", " + conv.outChannels();
      case ConvTranspose2d conv -> ", " + conv.outChannels();
      default -> "";
    };
  }

  private static String kernel(Window window) {
    return window.kernelHeight() + "×" + window.kernelWidth();
  }

  private static String pair(int height, int width) {
    return height == width ? Integer.toString(height) : height + "×" + width;
  }

  /** A shape without its batch: {@code 64×56×56}, or {@code 4096}. */
  static String shape(Shape shape) {
    return shape.perImage().replace(" x ", "×");
  }

  /** The arithmetic of an output size, numbers put in; empty where nothing is computed. */
  static List<String> formula(Layer layer, List<Shape> inputs) {
    Shape input = inputs.getFirst();
    return switch (layer) {
      case Linear linear ->
          List.of(
              "%s + %s weights"
                  .formatted(
                      linear.inFeatures() + "·" + linear.outFeatures(),
                      linear.bias() ? linear.outFeatures() : 0));
      case Concat concat when input.rank() > 1 ->
          List.of(
              inputs.stream().map(s -> "" + s.channels()).collect(Collectors.joining(" + "))
                  + " = "
                  + inputs.stream().mapToInt(Shape::channels).sum());
      default ->
          layer.asWindow().isPresent() && input.isImage()
              ? windowFormula(layer.asWindow().get(), input)
              : List.of();
    };
  }

  private static List<String> windowFormula(Window window, Shape input) {
    WindowAxis height = window.alongHeight(input.height());
    WindowAxis width = window.alongWidth(input.width());
    return height.equals(width)
        ? List.of(axisFormula(height))
        : List.of("H: " + axisFormula(height), "W: " + axisFormula(width));
  }

  /** {@code ⌊(227 − 11)/4⌋ + 1 = 55}; the extent of a dilated kernel is written out. */
  static String axisFormula(WindowAxis axis) {
    String padding =
        axis.padBefore() == axis.padAfter()
            ? axis.padBefore() == 0 ? "" : " + 2·" + axis.padBefore()
            : String.format(Locale.ROOT, " + %d + %d", axis.padBefore(), axis.padAfter());
    String extent =
        axis.dilation() == 1
            ? Integer.toString(axis.kernel())
            : String.format(Locale.ROOT, "(%d·(%d−1)+1)", axis.dilation(), axis.kernel());
    String brackets = axis.ceilMode() ? "⌈%s⌉" : "⌊%s⌋";
    String fraction =
        String.format(Locale.ROOT, "(%d%s − %s)/%d", axis.input(), padding, extent, axis.stride());
    return brackets.formatted(fraction) + " + 1 = " + axis.output();
  }

  /** A count with thousands separated. */
  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
