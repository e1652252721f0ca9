package org.receptive.engine.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * A roof that no layer is above. The loops that measure the machine can only find it slower than it
 * is; a layer that was faster shows that they were disturbed.
 *
 * @param limits of the machine
 * @param notes what was raised, and by which layer
 */
record Roof(MachineLimits limits, List<String> notes) {
  /** More than this is not in a cache when a layer begins. */
  private static final double MEMORY_BYTES = 32 << 20;

  /** Measures the machine a second time if a layer was faster, and then raises what is too low. */
  static Roof over(List<LayerSpeed> layers, Supplier<MachineLimits> machine) {
    MachineLimits first = machine.get();
    Roof roof = over(layers, first);
    return roof.notes().isEmpty() ? roof : over(layers, first.best(machine.get()));
  }

  /** Raises the limits that layers were faster than. */
  static Roof over(List<LayerSpeed> layers, MachineLimits limits) {
    List<String> notes = new ArrayList<>();
    double gigaflops =
        raised(
            limits.gigaflops(),
            layers,
            LayerSpeed::computedGigaflops,
            "the roof was raised: %s computed %.0f GFLOP/s, the loop only %.0f",
            notes);
    double memory =
        raised(
            limits.memoryGigabytes(),
            layers.stream().filter(layer -> layer.bytes() > MEMORY_BYTES).toList(),
            LayerSpeed::gigabytes,
            "the roof was raised: %s moved %.0f GB/s, the loop only %.0f",
            notes);
    double cache =
        raised(
            Math.max(limits.cacheGigabytes(), memory),
            layers,
            LayerSpeed::gigabytes,
            "the roof was raised: %s moved %.0f GB/s in the cache, the loop only %.0f",
            notes);
    return notes.isEmpty()
        ? new Roof(limits, List.of())
        : new Roof(new MachineLimits(limits.threads(), gigaflops, memory, cache), notes);
  }

  private static double raised(
      double limit,
      List<LayerSpeed> layers,
      ToDoubleFunction<LayerSpeed> speed,
      String note,
      List<String> notes) {
    LayerSpeed fastest = null;
    double most = limit;
    for (LayerSpeed layer : layers) {
      if (speed.applyAsDouble(layer) > most) {
        fastest = layer;
        most = speed.applyAsDouble(layer);
      }
    }
    if (fastest != null) {
      notes.add(String.format(Locale.ROOT, note, fastest.name(), most, limit));
    }
    return most;
  }
}
