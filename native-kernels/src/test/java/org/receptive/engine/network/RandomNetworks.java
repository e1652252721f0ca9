package org.receptive.engine.network;

import java.util.ArrayList;
import java.util.List;
import org.receptive.engine.layer.Activation;
import org.receptive.engine.layer.AdaptiveAvgPool2d;
import org.receptive.engine.layer.AdaptiveMaxPool2d;
import org.receptive.engine.layer.Add;
import org.receptive.engine.layer.AvgPool2d;
import org.receptive.engine.layer.BatchNorm2d;
import org.receptive.engine.layer.Concat;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.ConvTranspose2d;
import org.receptive.engine.layer.Dropout;
import org.receptive.engine.layer.Flatten;
import org.receptive.engine.layer.Linear;
import org.receptive.engine.layer.LocalResponseNorm;
import org.receptive.engine.layer.MaxPool2d;
import org.receptive.engine.layer.PRelu;
import org.receptive.engine.layer.Pad;
import org.receptive.engine.layer.Padding;
import org.receptive.engine.layer.ParameterSpec;
import org.receptive.engine.layer.Resize;
import org.receptive.engine.layer.Slice;
import org.receptive.engine.layer.Softmax;
import org.receptive.engine.layer.Window;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/** Small networks with branches, sums and concatenations, the same one for the same seed. */
final class RandomNetworks {
  private final NetworkDraft draft;
  private final LayerSettings settings;
  private final RandomBlocks blocks;

  private RandomNetworks(long seed) {
    this.draft = new NetworkDraft(seed);
    this.settings = new LayerSettings(draft);
    this.blocks = new RandomBlocks(draft, settings);
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
    int layers = maker.draft.between(1, 10);
    for (int i = 0; i < layers; i++) {
      maker.grow();
    }
    maker.end();
    return maker.draft.builder.build();
  }

  /** The last value, usually; sometimes an earlier one, which makes a branch. */
  private int source() {
    return draft.random.nextInt(4) == 0
        ? draft.random.nextInt(draft.names.size())
        : draft.names.size() - 1;
  }

  private void grow() {
    int at = source();
    String from = draft.names.get(at);
    int channels = draft.shapes.get(at).channels();
    switch (draft.between(0, 23)) {
      case 0, 1, 2, 3 -> convolve(from, channels);
      case 4 -> {
        if (draft.random.nextBoolean()) {
          draft.add(new MaxPool2d(settings.pooling()), from);
        } else {
          draft.add(new AvgPool2d(settings.averaging(), draft.random.nextBoolean()), from);
        }
      }
      case 5 -> draft.add(BatchNorm2d.of(channels), from);
      case 6 -> draft.add(settings.activation(), from);
      case 7, 8 -> join(at);
      case 9 -> blocks.residual(from, channels);
      case 10 -> draft.add(new Dropout(0.5f), from);
      case 11 -> draft.add(LocalResponseNorm.alexNet(), from);
      case 12 -> draft.add(settings.responseNorm(), from);
      case 13 -> transposed(from, channels);
      case 14 -> draft.add(PRelu.of(channels), from);
      case 15 -> adaptive(from);
      case 16 -> draft.share(at);
      case 17, 18 -> blocks.numbers(from, channels);
      case 19 -> blocks.gate(from, channels);
      case 20 -> blocks.shuffle(from, draft.shapes.get(at));
      case 21 -> cut(from, draft.shapes.get(at));
      case 22 -> draft.add(settings.resampling(draft.shapes.get(at)), from);
      default ->
          draft.add(
              new Resize(draft.between(2, 12), draft.between(2, 12), settings.resizing()), from);
    }
  }

  private void adaptive(String from) {
    int height = draft.between(1, 4);
    int width = draft.between(1, 4);
    if (draft.random.nextBoolean()) {
      draft.add(new AdaptiveMaxPool2d(height, width), from);
    } else {
      draft.add(new AdaptiveAvgPool2d(height, width), from);
    }
  }

  /** A part of some axis, or more around it. */
  private void cut(String from, Shape shape) {
    int axis = draft.between(1, shape.rank() - 1);
    if (draft.random.nextBoolean()) {
      draft.add(Slice.of(axis, 0, Math.max(1, shape.dim(axis) / 2)), from);
    } else if (shape.isImage()) {
      draft.add(Pad.image(1, draft.between(0, 2), draft.between(0, 2), 1), from);
    }
  }

  /** Like a learned enlargement: strides, padding that is cut off, groups, dilation. */
  private void transposed(String from, int channels) {
    int groups = draft.random.nextInt(3) == 0 ? channels : 1;
    int filters =
        groups == 1
            ? NetworkDraft.CHANNELS[draft.random.nextInt(NetworkDraft.CHANNELS.length)]
            : channels;
    Window window =
        Window.of(draft.between(1, 4), draft.between(1, 4))
            .stride(draft.between(1, 3), draft.between(1, 3))
            .dilation(draft.between(1, 2), draft.between(1, 2));
    if (draft.random.nextBoolean()) {
      window = window.padding(Padding.of(draft.between(0, 1), draft.between(0, 1)));
    }
    boolean extra = window.strideHeight() > 1 && draft.random.nextBoolean();
    draft.add(
        new ConvTranspose2d(
            channels, filters, window, extra ? 1 : 0, 0, groups, draft.random.nextBoolean()),
        from);
  }

  private void convolve(String from, int channels) {
    int filters = NetworkDraft.CHANNELS[draft.random.nextInt(NetworkDraft.CHANNELS.length)];
    int groups =
        switch (draft.between(0, 5)) {
          case 0 -> channels;
          case 1 -> channels % 2 == 0 && filters % 2 == 0 ? 2 : 1;
          default -> 1;
        };
    if (groups == channels) {
      filters = channels;
    }
    Window window =
        draft.random.nextBoolean() ? Window.of(3).padding(Padding.of(1)) : settings.window(5);
    if (draft.random.nextInt(5) == 0) {
      window = window.dilation(draft.between(1, 3), draft.between(1, 3));
    }
    boolean added =
        draft.add(new Conv2d(channels, filters, window, groups, draft.random.nextBoolean()), from);
    if (added && draft.random.nextBoolean()) {
      draft.add(BatchNorm2d.of(filters), draft.names.getLast());
    }
    if (added && draft.random.nextBoolean()) {
      draft.add(settings.activation(), draft.names.getLast());
    }
  }

  /**
   * Joins with any value of the same size: a sum where the channels agree, or one behind the other.
   */
  private void join(int at) {
    List<String> alike = new ArrayList<>();
    for (int i = 0; i < draft.names.size(); i++) {
      boolean sum = draft.shapes.get(i).equals(draft.shapes.get(at));
      if (i != at && sum) {
        alike.add(draft.names.get(i));
      }
    }
    if (!alike.isEmpty() && draft.random.nextBoolean()) {
      String other = alike.get(draft.random.nextInt(alike.size()));
      if (draft.random.nextInt(3) == 0) {
        draft.add(new Add(), draft.names.get(at), other, draft.names.get(at));
      } else {
        draft.add(new Add(), other, draft.names.get(at));
      }
      return;
    }
    String[] inputs = new String[draft.between(2, 3)];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = draft.names.get(i == 0 ? at : draft.random.nextInt(draft.names.size()));
    }
    draft.add(new Concat(), inputs);
  }

  private void end() {
    String last = draft.names.getLast();
    Shape shape = draft.shapes.getLast();
    switch (draft.between(0, 3)) {
      case 0 -> {
        draft.add(AdaptiveAvgPool2d.global(), last);
        classify(shape.channels());
      }
      case 1 -> classify((int) shape.size());
      default -> {
        if (draft.names.size() == 1) {
          draft.add(new Activation.ReLU(), last);
        }
      }
    }
  }

  private void classify(int features) {
    if (draft.add(new Flatten(), draft.names.getLast())
        && draft.add(Linear.of(features, draft.between(1, 20)), draft.names.getLast())) {
      if (draft.random.nextBoolean()) {
        draft.add(new Activation.Sigmoid(), draft.names.getLast());
      }
      draft.add(Softmax.overChannels(), draft.names.getLast());
    }
  }
}
