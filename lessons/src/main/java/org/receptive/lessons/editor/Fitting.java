package org.receptive.lessons.editor;

import org.receptive.engine.layer.BatchNorm2d;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.ConvTranspose2d;
import org.receptive.engine.layer.Layer;
import org.receptive.engine.layer.Linear;
import org.receptive.engine.layer.ShapeException;
import org.receptive.engine.tensor.Shape;

/** What a layer becomes where other channels or features flow in. */
final class Fitting {
  private Fitting() {}

  /**
   * The layer for an input of the given shape. One that cannot be made for it stays as it is: the
   * network then says what does not fit.
   */
  static Layer layer(Layer layer, Shape input) {
    try {
      return switch (layer) {
        case Conv2d conv when input.isImage() -> convolution(conv, input.channels());
        case ConvTranspose2d conv when input.isImage() ->
            new ConvTranspose2d(
                input.channels(),
                conv.outChannels(),
                conv.window(),
                conv.outputPaddingHeight(),
                conv.outputPaddingWidth(),
                conv.groups(),
                conv.bias());
        case Linear linear when input.rank() == 2 ->
            new Linear(input.channels(), linear.outFeatures(), linear.bias());
        case BatchNorm2d norm when input.rank() >= 2 ->
            new BatchNorm2d(input.channels(), norm.epsilon());
        default -> layer;
      };
    } catch (ShapeException notForThisInput) {
      return layer;
    }
  }

  /** A depthwise convolution stays one: a filter, or as many as before, for each channel. */
  private static Conv2d convolution(Conv2d conv, int channels) {
    boolean depthwise = conv.groups() > 1 && conv.groups() == conv.inChannels();
    int filters =
        depthwise ? conv.outChannels() / conv.inChannels() * channels : conv.outChannels();
    return new Conv2d(
        channels, filters, conv.window(), depthwise ? channels : conv.groups(), conv.bias());
  }
}
