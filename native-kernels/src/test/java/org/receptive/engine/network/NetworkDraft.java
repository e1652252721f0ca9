package org.receptive.engine.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.receptive.engine.layer.Layer;
import org.receptive.engine.layer.ShapeException;
import org.receptive.engine.tensor.Shape;

/** A random network while it grows: its values so far, and what all random parts share. */
final class NetworkDraft {
  /** Numbers of channels that fill blocks, registers, or leave some over. */
  static final int[] CHANNELS = {1, 3, 8, 16, 16, 17, 24, 32, 32, 40, 48, 64};

  private static final int MOST_VALUES = 40_000;

  final Random random;
  final NetworkBuilder builder;
  final List<String> names = new ArrayList<>();
  final List<Shape> shapes = new ArrayList<>();
  final Map<String, Layer> layers = new HashMap<>();
  private int count;

  NetworkDraft(long seed) {
    this.random = new Random(seed);
    Shape input = Shape.of(1, CHANNELS[random.nextInt(9)], between(3, 19), between(3, 19));
    this.builder = Network.builder("random " + seed, input).weights(RandomNetworks.noisy(seed));
    names.add(Network.INPUT);
    shapes.add(input);
  }

  int between(int low, int high) {
    return low + random.nextInt(high - low + 1);
  }

  /** Adds a layer if it fits and is not too large; says whether. */
  boolean add(Layer layer, String... inputs) {
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

  /** An earlier layer once more, on another value that it can take. */
  void share(int at) {
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
}
