package org.receptive.engine.network;

import org.receptive.engine.layer.Activation;
import org.receptive.engine.layer.LocalResponseNorm;
import org.receptive.engine.layer.Padding;
import org.receptive.engine.layer.Resample;
import org.receptive.engine.layer.Resize;
import org.receptive.engine.layer.Window;
import org.receptive.engine.tensor.Shape;

/** Layers with random settings. */
final class LayerSettings {
  private final NetworkDraft draft;

  LayerSettings(NetworkDraft draft) {
    this.draft = draft;
  }

  Activation activation() {
    return switch (draft.between(0, 8)) {
      case 6 -> new Activation.HardSwish();
      case 7 -> new Activation.HardSigmoid(0.2f, 0.5f);
      case 8 -> new Activation.Elu(0.5f);
      case 0 -> new Activation.Sigmoid();
      case 1 -> new Activation.Tanh();
      case 2 -> new Activation.LeakyReLU(0.1f);
      default -> new Activation.ReLU();
    };
  }

  Resample resampling(Shape shape) {
    return Resample.of((int) (shape.height() * 1.5), (int) (shape.width() * 1.5))
        .scales(1.5, 1.5)
        .method(draft.random.nextBoolean() ? Resample.Method.LINEAR : Resample.Method.CUBIC)
        .coordinates(Resample.Coordinates.ASYMMETRIC);
  }

  /** Over an odd number of channels, as ONNX has it; the contract of the kernels has even ones. */
  LocalResponseNorm responseNorm() {
    var conventions = LocalResponseNorm.AlphaConvention.values();
    float beta = draft.random.nextBoolean() ? 0.75f : 0.5f;
    return new LocalResponseNorm(
        draft.between(1, 5),
        0.1f,
        beta,
        draft.between(1, 2),
        conventions[draft.random.nextInt(conventions.length)]);
  }

  Resize.Mode resizing() {
    Resize.Mode[] modes = {Resize.Mode.NEAREST, Resize.Mode.BILINEAR};
    return modes[draft.random.nextInt(modes.length)];
  }

  Window pooling() {
    Window window = window(3);
    return draft.random.nextInt(3) == 0
        ? window.stride(draft.between(1, 4), draft.between(1, 4)).ceilMode(true)
        : window;
  }

  /** Also dilated: a mean of padding alone is a number, a maximum is none. */
  Window averaging() {
    Window window = pooling();
    return draft.random.nextInt(3) == 0
        ? window.dilation(draft.between(1, 3), draft.between(1, 3))
        : window;
  }

  Window window(int most) {
    Window window =
        Window.of(draft.between(1, most), draft.between(1, most))
            .stride(draft.between(1, 2), draft.between(1, 2));
    int height = draft.between(0, window.kernelHeight() / 2);
    int width = draft.between(0, window.kernelWidth() / 2);
    return draft.random.nextBoolean() ? window : window.padding(Padding.of(height, width));
  }
}
