package org.receptive.engine.network;

import java.util.List;
import java.util.Optional;
import org.receptive.engine.layer.Activation;
import org.receptive.engine.layer.AdaptiveAvgPool2d;
import org.receptive.engine.layer.Add;
import org.receptive.engine.layer.Arithmetic;
import org.receptive.engine.layer.BatchNorm2d;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.Layer;
import org.receptive.engine.layer.Padding;
import org.receptive.engine.layer.ReduceMean;
import org.receptive.engine.layer.Reshape;
import org.receptive.engine.layer.Transpose;
import org.receptive.engine.layer.Window;
import org.receptive.engine.tensor.Shape;

/** Blocks of several layers, as networks have them, with random settings. */
final class RandomBlocks {
  private final NetworkDraft draft;
  private final LayerSettings settings;

  RandomBlocks(NetworkDraft draft, LayerSettings settings) {
    this.draft = draft;
    this.settings = settings;
  }

  /** Stored numbers, as exporters write a norm: a product, a sum, in any order and number. */
  void numbers(String from, int channels) {
    Arithmetic.Operation[] operations = {
      Arithmetic.Operation.MULTIPLY, Arithmetic.Operation.ADD, Arithmetic.Operation.SUBTRACT
    };
    Shape[] operands = {
      Shape.of(channels, 1, 1), Shape.of(1, channels, 1, 1), Shape.of(1), Shape.of(1, 1, 1, 2)
    };
    draft.add(
        new Arithmetic(
            operations[draft.between(0, 2)],
            Optional.of(operands[draft.between(0, 3)]),
            draft.random.nextBoolean()),
        from);
    if (draft.random.nextBoolean()) {
      draft.add(
          Arithmetic.with(operations[draft.between(0, 1)], operands[draft.between(0, 1)]),
          draft.names.getLast());
    }
    if (draft.random.nextBoolean()) {
      draft.add(settings.activation(), draft.names.getLast());
    }
  }

  /** Squeeze and excitation: every channel times what is made of all channels' means. */
  void gate(String from, int channels) {
    Layer mean =
        draft.random.nextBoolean()
            ? AdaptiveAvgPool2d.global()
            : new ReduceMean(List.of(2, 3), true);
    if (!draft.add(mean, from)
        || !draft.add(Conv2d.of(channels, channels, 1), draft.names.getLast())) {
      return;
    }
    draft.add(settings.activation(), draft.names.getLast());
    String gate = draft.names.getLast();
    Arithmetic.Operation[] operations = Arithmetic.Operation.values();
    Arithmetic.Operation operation =
        operations[draft.random.nextInt(2) == 0 ? 2 : draft.between(0, 2)];
    boolean first = draft.random.nextBoolean();
    draft.add(Arithmetic.of(operation), first ? from : gate, first ? gate : from);
  }

  /** A channel shuffle, or a transposition and back. */
  void shuffle(String from, Shape shape) {
    int groups = shape.channels() % 4 == 0 ? 4 : shape.channels() % 2 == 0 ? 2 : 1;
    int each = shape.channels() / groups;
    int height = shape.height();
    int width = shape.width();
    if (groups > 1 && shape.isImage() && draft.random.nextBoolean()) {
      draft.add(new Reshape(List.of(0, groups, each, height, width)), from);
      draft.add(Transpose.of(0, 2, 1, 3, 4), draft.names.getLast());
      draft.add(new Reshape(List.of(0, shape.channels(), height, width)), draft.names.getLast());
    } else {
      draft.add(Transpose.of(0, 2, 3, 1), from);
      draft.add(Transpose.of(0, 3, 1, 2), draft.names.getLast());
    }
  }

  /** A residual block: two convolutions and a shortcut. */
  void residual(String from, int channels) {
    Conv2d layer = new Conv2d(channels, channels, Window.of(3).padding(Padding.of(1)), 1, true);
    if (!draft.add(layer, from)) {
      return;
    }
    draft.add(new Activation.ReLU(), draft.names.getLast());
    draft.add(layer.withoutBias(), draft.names.getLast());
    draft.add(BatchNorm2d.of(channels), draft.names.getLast());
    draft.add(
        new Add(),
        draft.random.nextBoolean()
            ? new String[] {draft.names.getLast(), from}
            : new String[] {from, draft.names.getLast()});
    if (draft.random.nextBoolean()) {
      draft.add(new Activation.ReLU(), draft.names.getLast());
    }
  }
}
