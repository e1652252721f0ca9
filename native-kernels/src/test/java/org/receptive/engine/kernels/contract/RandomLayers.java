package org.receptive.engine.kernels.contract;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.receptive.engine.layer.AvgPool2d;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.ConvTranspose2d;
import org.receptive.engine.layer.Layer;
import org.receptive.engine.layer.MaxPool2d;
import org.receptive.engine.layer.Padding;
import org.receptive.engine.layer.ParameterSpec;
import org.receptive.engine.layer.Parameters;
import org.receptive.engine.layer.ShapeException;
import org.receptive.engine.layer.Window;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/** Layers and inputs that nobody would think of, the same ones for the same seed. */
final class RandomLayers {
  /** Around the block sizes of SIMD kernels, where things go wrong. */
  private static final int[] CHANNELS = {1, 2, 3, 4, 6, 7, 8, 9, 15, 16, 17, 24, 31, 32, 33, 48};

  private final Random random;

  RandomLayers(long seed) {
    this.random = new Random(seed);
  }

  private int between(int low, int high) {
    return low + random.nextInt(high - low + 1);
  }

  private int channels() {
    return CHANNELS[random.nextInt(CHANNELS.length)];
  }

  /** A convolution of one group, several groups, or as many as there are channels. */
  Conv2d convolution() {
    Window window = window(7, 3);
    boolean bias = random.nextBoolean();
    return switch (between(0, 3)) {
      case 0 -> {
        int channels = channels();
        yield new Conv2d(channels, channels * between(1, 2), window, channels, bias);
      }
      case 1 -> {
        int groups = between(2, 4);
        yield new Conv2d(groups * between(1, 9), groups * between(1, 9), window, groups, bias);
      }
      default -> new Conv2d(channels(), channels(), window, 1, bias);
    };
  }

  /** A transposed convolution with numbers for padding. */
  ConvTranspose2d transposedConvolution() {
    int groups = between(1, 3);
    Window window =
        Window.of(between(1, 4), between(1, 4))
            .stride(between(1, 3), between(1, 3))
            .dilation(between(1, 2), between(1, 2))
            .padding(Padding.of(between(0, 2), between(0, 2), between(0, 2), between(0, 2)));
    int height = between(0, Math.max(window.strideHeight(), window.dilationHeight()) - 1);
    int width = between(0, Math.max(window.strideWidth(), window.dilationWidth()) - 1);
    return new ConvTranspose2d(
        groups * between(1, 5),
        groups * between(1, 5),
        window,
        height,
        width,
        groups,
        random.nextBoolean());
  }

  /** Max pooling with everything that a window can have. */
  MaxPool2d maxPooling() {
    return fitting(() -> new MaxPool2d(window(4, 3).ceilMode(random.nextBoolean())));
  }

  /** Average pooling with everything that a window can have. */
  AvgPool2d avgPooling() {
    return fitting(
        () -> new AvgPool2d(window(4, 3).ceilMode(random.nextBoolean()), random.nextBoolean()));
  }

  private Window window(int maxKernel, int maxStride) {
    Window window =
        Window.of(between(1, maxKernel), between(1, maxKernel))
            .stride(between(1, maxStride), between(1, maxStride));
    if (random.nextInt(3) == 0) {
      window = window.dilation(between(1, 3), between(1, 3));
    }
    return switch (between(0, 3)) {
      case 0 -> window;
      case 1 -> window.padding(Padding.of(between(0, 3), between(0, 3)));
      case 2 ->
          window.padding(Padding.of(between(0, 3), between(0, 3), between(0, 3), between(0, 3)));
      default -> window.padding(random.nextBoolean() ? Padding.SAME : Padding.FULL);
    };
  }

  /** An input that a layer can take, between tiny and larger than the kernels' blocks. */
  Tensor input(Layer layer, int channels) {
    return fitting(
        () -> {
          Shape shape = Shape.of(between(1, 3), channels, between(1, 21), between(1, 35));
          layer.output(List.of(shape));
          return tensor(shape);
        });
  }

  /** Values in [-1, 1). */
  Tensor tensor(Shape shape) {
    return Tensor.random(shape, random.nextLong());
  }

  /** Values in [-1, 1), but some are NaN, infinite or zero of either sign. */
  Tensor wild(Shape shape) {
    float[] special = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 0f, -0f};
    float[] values = tensor(shape).data();
    for (int i = 0; i < values.length; i += between(1, 12)) {
      values[i] = special[random.nextInt(special.length)];
    }
    return Tensor.of(shape, values);
  }

  /** Parameters in [-1, 1). */
  Parameters parameters(Layer layer) {
    Map<String, Tensor> values = new LinkedHashMap<>();
    for (ParameterSpec spec : layer.parameters()) {
      values.put(spec.name(), tensor(spec.shape()));
    }
    return Parameters.of(layer, values);
  }

  private interface Attempt<T> {
    T make();
  }

  /** Tries until the layer accepts it; one in a few always does. */
  private static <T> T fitting(Attempt<T> attempt) {
    ShapeException last = null;
    for (int i = 0; i < 1000; i++) {
      try {
        return attempt.make();
      } catch (ShapeException doesNotFit) {
        last = doesNotFit;
      }
    }
    throw new AssertionError("No layer or input fits in 1000 attempts.", last);
  }
}
