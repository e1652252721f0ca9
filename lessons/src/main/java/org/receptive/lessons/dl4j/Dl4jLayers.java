package org.receptive.lessons.dl4j;

import java.util.List;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LocalResponseNormalization;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.receptive.engine.layer.Activation;
import org.receptive.engine.layer.AdaptiveAvgPool2d;
import org.receptive.engine.layer.AvgPool2d;
import org.receptive.engine.layer.BatchNorm2d;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.Dropout;
import org.receptive.engine.layer.Layer;
import org.receptive.engine.layer.Linear;
import org.receptive.engine.layer.LocalResponseNorm;
import org.receptive.engine.layer.MaxPool2d;
import org.receptive.engine.layer.Resize;
import org.receptive.engine.layer.Softmax;
import org.receptive.engine.layer.Window;
import org.receptive.engine.layer.WindowAxis;
import org.receptive.engine.tensor.Shape;

/**
 * Single layers of ours as DL4J configures them; convolutions and linear layers without activation.
 */
final class Dl4jLayers {
  private static final org.nd4j.linalg.activations.Activation NONE =
      org.nd4j.linalg.activations.Activation.IDENTITY;

  private Dl4jLayers() {}

  static org.deeplearning4j.nn.conf.layers.Layer of(String name, Layer layer, List<Shape> inputs) {
    Shape input = inputs.getFirst();
    return switch (layer) {
      case Conv2d conv -> convolution(name, conv, input);
      case MaxPool2d pool ->
          pooling(name, pool.window(), input, SubsamplingLayer.PoolingType.MAX, false);
      case AvgPool2d pool ->
          pooling(
              name, pool.window(), input, SubsamplingLayer.PoolingType.AVG, pool.countIncludePad());
      case AdaptiveAvgPool2d pool when pool.height() == 1 && pool.width() == 1 ->
          new GlobalPoolingLayer.Builder(PoolingType.AVG).collapseDimensions(false).build();
      case Linear linear ->
          new DenseLayer.Builder()
              .nIn(linear.inFeatures())
              .nOut(linear.outFeatures())
              .hasBias(linear.bias())
              .activation(NONE)
              .build();
      case BatchNorm2d norm ->
          new BatchNormalization.Builder()
              .nIn(norm.channels())
              .nOut(norm.channels())
              .eps(norm.epsilon())
              .activation(NONE)
              .build();
      case LocalResponseNorm norm ->
          new LocalResponseNormalization.Builder()
              .n(norm.size())
              .k(norm.k())
              .alpha(norm.factor())
              .beta(norm.beta())
              .build();
      case Dropout dropout -> new DropoutLayer.Builder(1 - dropout.probability()).build();
      case Softmax softmax -> new ActivationLayer(org.nd4j.linalg.activations.Activation.SOFTMAX);
      case Activation activation -> activation(name, activation);
      case Resize resize -> upsampling(name, resize, input);
      default -> throw unknown(name, layer);
    };
  }

  private static IllegalArgumentException unknown(String name, Layer layer) {
    return new IllegalArgumentException(
        "%s (%s: %s) has no counterpart in DL4J.".formatted(name, layer.kind(), layer.describe()));
  }

  private static org.deeplearning4j.nn.conf.layers.Layer activation(
      String name, Activation activation) {
    return switch (activation) {
      case Activation.ReLU relu -> new ActivationLayer(org.nd4j.linalg.activations.Activation.RELU);
      case Activation.LeakyReLU relu -> new ActivationLayer(new ActivationLReLU(relu.slope()));
      case Activation.Sigmoid sigmoid ->
          new ActivationLayer(org.nd4j.linalg.activations.Activation.SIGMOID);
      case Activation.Tanh tanh -> new ActivationLayer(org.nd4j.linalg.activations.Activation.TANH);
      case Activation.Clip clip when clip.equals(Activation.Clip.relu6()) ->
          new ActivationLayer(org.nd4j.linalg.activations.Activation.RELU6);
      case Activation.Identity identity ->
          new ActivationLayer(org.nd4j.linalg.activations.Activation.IDENTITY);
      default -> throw unknown(name, activation);
    };
  }

  private static org.deeplearning4j.nn.conf.layers.Layer convolution(
      String name, Conv2d conv, Shape input) {
    Window window = conv.window();
    int[] padding = padding(name, conv, window, input);
    if (conv.groups() == conv.inChannels() && conv.groups() > 1) {
      return new DepthwiseConvolution2D.Builder()
          .kernelSize(window.kernelHeight(), window.kernelWidth())
          .stride(window.strideHeight(), window.strideWidth())
          .padding(padding)
          .dilation(window.dilationHeight(), window.dilationWidth())
          .nIn(conv.inChannels())
          .depthMultiplier(conv.outChannels() / conv.inChannels())
          .hasBias(conv.bias())
          .activation(NONE)
          .convolutionMode(ConvolutionMode.Truncate)
          .build();
    }
    return new ConvolutionLayer.Builder(window.kernelHeight(), window.kernelWidth())
        .stride(window.strideHeight(), window.strideWidth())
        .padding(padding)
        .dilation(window.dilationHeight(), window.dilationWidth())
        .nIn(conv.inChannels())
        .nOut(conv.outChannels())
        .hasBias(conv.bias())
        .activation(NONE)
        .convolutionMode(ConvolutionMode.Truncate)
        .build();
  }

  private static int[] padding(String name, Layer layer, Window window, Shape input) {
    WindowAxis height = window.alongHeight(input.height());
    WindowAxis width = window.alongWidth(input.width());
    if (height.padBefore() != height.padAfter() || width.padBefore() != width.padAfter()) {
      throw unknown(name, layer);
    }
    return new int[] {height.padBefore(), width.padBefore()};
  }

  /**
   * DL4J rounds down or pads to {@code ceil(input / stride)}; a pooling that rounds up is the
   * latter where the window hangs over the right and lower edge only.
   */
  private static SubsamplingLayer pooling(
      String name,
      Window window,
      Shape input,
      SubsamplingLayer.PoolingType type,
      boolean countPadding) {
    Layer layer = new MaxPool2d(window);
    boolean up =
        hangsOver(window.alongHeight(input.height()))
            || hangsOver(window.alongWidth(input.width()));
    if (up
        && !(same(window.alongHeight(input.height())) && same(window.alongWidth(input.width())))) {
      throw unknown(name, layer);
    }
    return new SubsamplingLayer.Builder(type)
        .kernelSize(window.kernelHeight(), window.kernelWidth())
        .stride(window.strideHeight(), window.strideWidth())
        .padding(up ? new int[] {0, 0} : padding(name, layer, window, input))
        .dilation(window.dilationHeight(), window.dilationWidth())
        .avgPoolIncludePadInDivisor(countPadding)
        .convolutionMode(up ? ConvolutionMode.Same : ConvolutionMode.Truncate)
        .build();
  }

  private static int overhang(WindowAxis axis) {
    return (axis.output() - 1) * axis.stride() + axis.kernel() - axis.input();
  }

  private static boolean hangsOver(WindowAxis axis) {
    return axis.ceilMode() && overhang(axis) > axis.padBefore() + axis.padAfter();
  }

  private static boolean same(WindowAxis axis) {
    boolean size = axis.output() == (axis.input() + axis.stride() - 1) / axis.stride();
    return size && axis.padBefore() == 0 && axis.dilation() == 1 && overhang(axis) <= 1;
  }

  private static Upsampling2D upsampling(String name, Resize resize, Shape input) {
    boolean whole = resize.height() % input.height() == 0 && resize.width() % input.width() == 0;
    if (resize.mode() != Resize.Mode.NEAREST || !whole) {
      throw unknown(name, resize);
    }
    return new Upsampling2D.Builder()
        .size(new int[] {resize.height() / input.height(), resize.width() / input.width()})
        .build();
  }
}
