package org.receptive.engine.kernels.contract;

import java.util.LinkedHashSet;
import java.util.Set;
import org.receptive.engine.layer.Layer;

/** All kinds of layers that there are, found in the sealed family itself. */
final class LayerFamily {
  private LayerFamily() {}

  /** Every record that is a layer. */
  static Set<Class<?>> kinds() {
    Set<Class<?>> kinds = new LinkedHashSet<>();
    collect(Layer.class, kinds);
    return kinds;
  }

  private static void collect(Class<?> type, Set<Class<?>> kinds) {
    if (type.isSealed()) {
      for (Class<?> permitted : type.getPermittedSubclasses()) {
        collect(permitted, kinds);
      }
    } else {
      kinds.add(type);
    }
  }
}
