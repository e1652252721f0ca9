package org.receptive.lessons.editor;

import java.util.function.Function;
import org.receptive.engine.layer.Activation;
import org.receptive.engine.layer.AvgPool2d;
import org.receptive.engine.layer.BatchNorm2d;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.Dropout;
import org.receptive.engine.layer.Layer;
import org.receptive.engine.layer.Linear;
import org.receptive.engine.layer.MaxPool2d;
import org.receptive.engine.network.Network;
import org.receptive.engine.tensor.Shape;

/** A layer that can be put into a network; its numbers are changed once it is there. */
public enum NewLayer {
  /** As many filters as channels come in, 3x3, the size stays. */
  CONVOLUTION("conv 3x3", "conv", in -> Conv2d.of(in.channels(), in.channels(), 3).padding(1)),
  /** As many filters as channels come in, 1x1. */
  POINTWISE("conv 1x1", "conv", in -> Conv2d.of(in.channels(), in.channels(), 1)),
  /** Halves height and width. */
  MAX_POOLING("max pool 2x2", "pool", in -> MaxPool2d.of(2, 2)),
  /** Halves height and width. */
  MEAN_POOLING("mean pool 2x2", "pool", in -> AvgPool2d.of(2, 2)),
  /** One number in place of a negative one. */
  RELU("ReLU", "relu", in -> new Activation.ReLU()),
  /** Normalises each channel. */
  BATCH_NORM("batch norm", "norm", in -> BatchNorm2d.of(in.channels())),
  /** As many neurons as features come in. */
  LINEAR("linear", "fc", in -> Linear.of(in.channels(), in.channels())),
  /** Passes all on when the network runs. */
  DROPOUT("dropout", "dropout", in -> new Dropout(0.5f));

  private final String label;
  private final String name;
  private final Function<Shape, Layer> made;

  NewLayer(String label, String name, Function<Shape, Layer> made) {
    this.label = label;
    this.name = name;
    this.made = made;
  }

  /**
   * Puts it behind a layer, under a name of its own.
   *
   * @throws IllegalArgumentException if what the layer gives is not known
   */
  public NetworkEdit behind(String layer, NetworkEdit edit) {
    Network network = edit.network();
    if (!network.knownStatistics().containsKey(layer)) {
      throw new IllegalArgumentException(
          "what %s gives is not known, because the shapes do not fit; mend that first."
              .formatted(layer));
    }
    return edit.insertAfter(layer, freeName(network), made.apply(network.shape(layer)));
  }

  private String freeName(Network network) {
    int number = 1;
    while (isTaken(network, "new_" + name + number)) {
      number++;
    }
    return "new_" + name + number;
  }

  private static boolean isTaken(Network network, String name) {
    return network.nodes().stream().anyMatch(node -> node.name().equals(name));
  }

  /** What it is called in a menu. */
  @Override
  public String toString() {
    return label;
  }
}
