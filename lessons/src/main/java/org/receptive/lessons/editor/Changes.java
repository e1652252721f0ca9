package org.receptive.lessons.editor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.receptive.engine.layer.Layer;
import org.receptive.engine.network.Network;
import org.receptive.engine.network.Node;

/** What makes two versions of a network differ, in words. */
final class Changes {
  private Changes() {}

  /** One line for each number that was changed, and for each layer that came or went. */
  static List<String> of(NetworkEdit edit) {
    Map<String, Layer> before = layers(edit.original());
    List<String> changes = new ArrayList<>();
    for (Node node : edit.network().nodes()) {
      Layer old = before.remove(node.name());
      if (old == null) {
        changes.add("%s: new, %s".formatted(node.name(), node.layer().describe()));
      } else if (!node.sharesWeights()) {
        changes.addAll(numbers(node.name(), old, node.layer()));
      }
    }
    before.keySet().forEach(name -> changes.add(name + ": taken away"));
    return List.copyOf(changes);
  }

  private static List<String> numbers(String name, Layer old, Layer now) {
    List<String> changes = new ArrayList<>();
    for (LayerSetting setting : LayerSetting.values()) {
      if (setting.of(old).isPresent()
          && setting.of(now).isPresent()
          && setting.of(old).getAsInt() != setting.of(now).getAsInt()) {
        changes.add(
            String.format(
                Locale.ROOT,
                "%s: %s %d \u2192 %d",
                name,
                setting.label(),
                setting.of(old).getAsInt(),
                setting.of(now).getAsInt()));
      }
    }
    return changes;
  }

  private static Map<String, Layer> layers(Network network) {
    Map<String, Layer> layers = new LinkedHashMap<>();
    network.nodes().forEach(node -> layers.put(node.name(), node.layer()));
    return layers;
  }
}
