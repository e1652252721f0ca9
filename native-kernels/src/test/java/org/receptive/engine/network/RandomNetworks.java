package org.receptive.engine.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.receptive.engine.layer.Activation;
import org.receptive.engine.layer.AdaptiveAvgPool2d;
import org.receptive.engine.layer.AdaptiveMaxPool2d;
import org.receptive.engine.layer.Add;
import org.receptive.engine.layer.Arithmetic;
import org.receptive.engine.layer.AvgPool2d;
import org.receptive.engine.layer.BatchNorm2d;
import org.receptive.engine.layer.Concat;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.ConvTranspose2d;
import org.receptive.engine.layer.Dropout;
import org.receptive.engine.layer.Flatten;
import org.receptive.engine.layer.Layer;
import org.receptive.engine.layer.Linear;
import org.receptive.engine.layer.LocalResponseNorm;
import org.receptive.engine.layer.MaxPool2d;
import org.receptive.engine.layer.PRelu;
import org.receptive.engine.layer.Pad;
import org.receptive.engine.layer.Padding;
import org.receptive.engine.layer.ParameterSpec;
import org.receptive.engine.layer.ReduceMean;
import org.receptive.engine.layer.Resample;
import org.receptive.engine.layer.Reshape;
import org.receptive.engine.layer.Resize;
import org.receptive.engine.layer.ShapeException;
import org.receptive.engine.layer.Slice;
import org.receptive.engine.layer.Softmax;
import org.receptive.engine.layer.Transpose;
import org.receptive.engine.layer.Window;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/** Small networks with branches, sums and concatenations, the same one for the same seed. */
final class RandomNetworks {
  private static final int[] CHANNELS = {1, 3, 8, 16, 16, 17, 24, 32, 32, 40, 48, 64};
  private static final int MOST_VALUES = 40_000;

  private final Random random;
  private final NetworkBuilder builder;
  private final List<String> names = new ArrayList<>();
  private final List<Shape> shapes = new ArrayList<>();
  private final Map<String, Layer> layers = new HashMap<>();
  private int count;

  private RandomNetworks(long seed) {
    this.random = new Random(seed);
    Shape input = Shape.of(1, CHANNELS[random.nextInt(9)], between(3, 19), between(3, 19));
    this.builder = Network.builder("random " + seed, input).weights(noisy(seed));
    names.add(Network.INPUT);
    shapes.add(input);
  }

  /** Random weights whose batch normalisations do something. */
  static Weights noisy(long seed) {
    Weights plain = Weights.random(seed);
    return new Weights() {
      @Override
      public Tensor get(String node, ParameterSpec spec) {
        return spec.fanIn() > 0
            ? plain.get(node, spec)
            : Tensor.uniform(spec.shape(), 0.2, 1.5, seed ^ (node + spec.name()).hashCode());
      }

      @Override
      public String description() {
        return "noisy";
      }
    };
  }

  /** A network of some ten layers. */
  static Network of(long seed) {
    RandomNetworks maker = new RandomNetworks(seed);
    int layers = maker.between(1, 10);
    for (int i = 0; i < layers; i++) {
      maker.grow();
    }
    maker.end();
    return maker.builder.build();
  }

  private int between(int low, int high) {
    return low + random.nextInt(high - low + 1);
  }

  private boolean add(Layer layer, String... inputs) {
    List<Shape> given = new ArrayList<>();
    for (String input : inputs) {
      given.add(shapes.get(names.indexOf(input)));
    }
    try {
      Shape output = layer.output(given);
      if (output.size() > MOST_VALUES) {
        return false;
      }
      String name = layer.kind().toLowerCase(java.util.Locale.ROOT) + count++;
      builder.add(name, layer, inputs);
      layers.put(name, layer);
      names.add(name);
      shapes.add(output);
      return true;
    } catch (ShapeException doesNotFit) {
      return false;
    }
  }

  /** The last value, usually; sometimes an earlier one, which makes a branch. */
  private int source() {
    return random.nextInt(4) == 0 ? random.nextInt(names.size()) : names.size() - 1;
  }

  private void grow() {
    int at = source();
    String from = names.get(at);
    int channels = shapes.get(at).channels();
    switch (between(0, 23)) {
      case 0, 1, 2, 3 -> convolve(from, channels);
      case 4 -> {
        if (random.nextBoolean()) {
          add(new MaxPool2d(pooling()), from);
        } else {
          add(new AvgPool2d(pooling(), random.nextBoolean()), from);
        }
      }
      case 5 -> add(BatchNorm2d.of(channels), from);
      case 6 -> add(activation(), from);
      case 7, 8 -> join(at);
      case 9 -> residual(from, channels);
      case 10 -> add(new Dropout(0.5f), from);
      case 11 -> add(LocalResponseNorm.alexNet(), from);
      case 12 -> add(responseNorm(), from);
      case 13 -> transposed(from, channels);
      case 14 -> add(PRelu.of(channels), from);
      case 15 -> adaptive(from);
      case 16 -> share(at);
      case 17, 18 -> numbers(from, channels);
      case 19 -> gate(from, channels);
      case 20 -> shuffle(from, shapes.get(at));
      case 21 -> cut(from, shapes.get(at));
      case 22 -> add(resampling(shapes.get(at)), from);
      default -> add(new Resize(between(2, 12), between(2, 12), resizing()), from);
    }
  }

  private void adaptive(String from) {
    int height = between(1, 4);
    int width = between(1, 4);
    if (random.nextBoolean()) {
      add(new AdaptiveMaxPool2d(height, width), from);
    } else {
      add(new AdaptiveAvgPool2d(height, width), from);
    }
  }

  /** An earlier layer once more, on another value that it can take. */
  private void share(int at) {
    List<String> owners =
        layers.keySet().stream()
            .filter(name -> !layers.get(name).parameters().isEmpty())
            .sorted()
            .toList();
    if (owners.isEmpty()) {
      return;
    }
    String owner = owners.get(random.nextInt(owners.size()));
    try {
      Layer layer = layers.get(owner);
      Shape output = layer.output(List.of(shapes.get(at)));
      if (output.size() <= MOST_VALUES) {
        String name = "shared" + count++;
        builder.from(names.get(at)).shared(name, owner);
        names.add(name);
        shapes.add(output);
      }
    } catch (ShapeException doesNotFit) {
      // Another one, then.
    }
  }

  private Activation activation() {
    return switch (between(0, 8)) {
      case 6 -> new Activation.HardSwish();
      case 7 -> new Activation.HardSigmoid(0.2f, 0.5f);
      case 8 -> new Activation.Elu(0.5f);
      case 0 -> new Activation.Sigmoid();
      case 1 -> new Activation.Tanh();
      case 2 -> new Activation.LeakyReLU(0.1f);
      default -> new Activation.ReLU();
    };
  }

  /** Stored numbers, as exporters write a norm: a product, a sum, in any order and number. */
  private void numbers(String from, int channels) {
    Arithmetic.Operation[] operations = {
      Arithmetic.Operation.MULTIPLY, Arithmetic.Operation.ADD, Arithmetic.Operation.SUBTRACT
    };
    Shape[] operands = {
      Shape.of(channels, 1, 1), Shape.of(1, channels, 1, 1), Shape.of(1), Shape.of(1, 1, 1, 2)
    };
    add(
        new Arithmetic(
            operations[between(0, 2)], Optional.of(operands[between(0, 3)]), random.nextBoolean()),
        from);
    if (random.nextBoolean()) {
      add(Arithmetic.with(operations[between(0, 1)], operands[between(0, 1)]), names.getLast());
    }
    if (random.nextBoolean()) {
      add(activation(), names.getLast());
    }
  }

  /** Squeeze and excitation: every channel times what is made of all channels' means. */
  private void gate(String from, int channels) {
    Layer mean =
        random.nextBoolean() ? AdaptiveAvgPool2d.global() : new ReduceMean(List.of(2, 3), true);
    if (!add(mean, from) || !add(Conv2d.of(channels, channels, 1), names.getLast())) {
      return;
    }
    add(activation(), names.getLast());
    String gate = names.getLast();
    Arithmetic.Operation[] operations = Arithmetic.Operation.values();
    Arithmetic.Operation operation = operations[random.nextInt(2) == 0 ? 2 : between(0, 2)];
    boolean first = random.nextBoolean();
    add(Arithmetic.of(operation), first ? from : gate, first ? gate : from);
  }

  /** A channel shuffle, or a transposition and back. */
  private void shuffle(String from, Shape shape) {
    int groups = shape.channels() % 4 == 0 ? 4 : shape.channels() % 2 == 0 ? 2 : 1;
    int each = shape.channels() / groups;
    int height = shape.height();
    int width = shape.width();
    if (groups > 1 && shape.isImage() && random.nextBoolean()) {
      add(new Reshape(List.of(0, groups, each, height, width)), from);
      add(Transpose.of(0, 2, 1, 3, 4), names.getLast());
      add(new Reshape(List.of(0, shape.channels(), height, width)), names.getLast());
    } else {
      add(Transpose.of(0, 2, 3, 1), from);
      add(Transpose.of(0, 3, 1, 2), names.getLast());
    }
  }

  /** A part of some axis, or more around it. */
  private void cut(String from, Shape shape) {
    int axis = between(1, shape.rank() - 1);
    if (random.nextBoolean()) {
      add(Slice.of(axis, 0, Math.max(1, shape.dim(axis) / 2)), from);
    } else if (shape.isImage()) {
      add(Pad.image(1, between(0, 2), between(0, 2), 1), from);
    }
  }

  private Resample resampling(Shape shape) {
    return Resample.of((int) (shape.height() * 1.5), (int) (shape.width() * 1.5))
        .scales(1.5, 1.5)
        .method(random.nextBoolean() ? Resample.Method.LINEAR : Resample.Method.CUBIC)
        .coordinates(Resample.Coordinates.ASYMMETRIC);
  }

  /** Over an odd number of channels, as ONNX has it; the contract of the kernels has even ones. */
  private LocalResponseNorm responseNorm() {
    var conventions = LocalResponseNorm.AlphaConvention.values();
    float beta = random.nextBoolean() ? 0.75f : 0.5f;
    return new LocalResponseNorm(
        between(1, 5), 0.1f, beta, between(1, 2), conventions[random.nextInt(conventions.length)]);
  }

  private Resize.Mode resizing() {
    Resize.Mode[] modes = {Resize.Mode.NEAREST, Resize.Mode.BILINEAR};
    return modes[random.nextInt(modes.length)];
  }

  /** Like a learned enlargement: strides, padding that is cut off, groups, dilation. */
  private void transposed(String from, int channels) {
    int groups = random.nextInt(3) == 0 ? channels : 1;
    int filters = groups == 1 ? CHANNELS[random.nextInt(CHANNELS.length)] : channels;
    Window window =
        Window.of(between(1, 4), between(1, 4))
            .stride(between(1, 3), between(1, 3))
            .dilation(between(1, 2), between(1, 2));
    if (random.nextBoolean()) {
      window = window.padding(Padding.of(between(0, 1), between(0, 1)));
    }
    boolean extra = window.strideHeight() > 1 && random.nextBoolean();
    add(
        new ConvTranspose2d(
            channels, filters, window, extra ? 1 : 0, 0, groups, random.nextBoolean()),
        from);
  }

  private void convolve(String from, int channels) {
    int filters = CHANNELS[random.nextInt(CHANNELS.length)];
    int groups =
        switch (between(0, 5)) {
          case 0 -> channels;
          case 1 -> channels % 2 == 0 && filters % 2 == 0 ? 2 : 1;
          default -> 1;
        };
    if (groups == channels) {
      filters = channels;
    }
    Window window = random.nextBoolean() ? Window.of(3).padding(Padding.of(1)) : window(5);
    if (random.nextInt(5) == 0) {
      window = window.dilation(between(1, 3), between(1, 3));
    }
    boolean added = add(new Conv2d(channels, filters, window, groups, random.nextBoolean()), from);
    if (added && random.nextBoolean()) {
      add(BatchNorm2d.of(filters), names.getLast());
    }
    if (added && random.nextBoolean()) {
      add(activation(), names.getLast());
    }
  }

  private Window pooling() {
    Window window = window(3);
    return random.nextInt(3) == 0
        ? window.stride(between(1, 4), between(1, 4)).ceilMode(true)
        : window;
  }

  private Window window(int most) {
    Window window =
        Window.of(between(1, most), between(1, most)).stride(between(1, 2), between(1, 2));
    int height = between(0, window.kernelHeight() / 2);
    int width = between(0, window.kernelWidth() / 2);
    return random.nextBoolean() ? window : window.padding(Padding.of(height, width));
  }

  /**
   * Joins with any value of the same size: a sum where the channels agree, or one behind the other.
   */
  private void join(int at) {
    List<String> alike = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      boolean sum = shapes.get(i).equals(shapes.get(at));
      if (i != at && sum) {
        alike.add(names.get(i));
      }
    }
    if (!alike.isEmpty() && random.nextBoolean()) {
      String other = alike.get(random.nextInt(alike.size()));
      if (random.nextInt(3) == 0) {
        add(new Add(), names.get(at), other, names.get(at));
      } else {
        add(new Add(), other, names.get(at));
      }
      return;
    }
    String[] inputs = new String[between(2, 3)];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = names.get(i == 0 ? at : random.nextInt(names.size()));
    }
    add(new Concat(), inputs);
  }

  /** A residual block: two convolutions and a shortcut. */
  private void residual(String from, int channels) {
    Conv2d layer = new Conv2d(channels, channels, Window.of(3).padding(Padding.of(1)), 1, true);
    if (!add(layer, from)) {
      return;
    }
    add(new Activation.ReLU(), names.getLast());
    add(layer.withoutBias(), names.getLast());
    add(BatchNorm2d.of(channels), names.getLast());
    add(
        new Add(),
        random.nextBoolean()
            ? new String[] {names.getLast(), from}
            : new String[] {from, names.getLast()});
    if (random.nextBoolean()) {
      add(new Activation.ReLU(), names.getLast());
    }
  }

  private void end() {
    String last = names.getLast();
    Shape shape = shapes.getLast();
    switch (between(0, 3)) {
      case 0 -> {
        add(AdaptiveAvgPool2d.global(), last);
        classify(shape.channels());
      }
      case 1 -> classify((int) shape.size());
      default -> {
        if (names.size() == 1) {
          add(new Activation.ReLU(), last);
        }
      }
    }
  }

  private void classify(int features) {
    if (add(new Flatten(), names.getLast())
        && add(Linear.of(features, between(1, 20)), names.getLast())) {
      if (random.nextBoolean()) {
        add(new Activation.Sigmoid(), names.getLast());
      }
      add(Softmax.overChannels(), names.getLast());
    }
  }
}
