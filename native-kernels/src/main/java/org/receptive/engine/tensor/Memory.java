package org.receptive.engine.tensor;

import java.util.Locale;

/** Amounts of memory: checked before they are asked for, and said in the units people read. */
public final class Memory {
  private Memory() {}

  /**
   * The length of an array that holds a tensor of the given shape.
   *
   * @throws IllegalArgumentException if one array cannot hold it, or it is larger than the JVM may
   *     ever grow
   */
  public static int checkedLength(Shape shape) {
    if (shape.size() > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "A tensor of shape %s holds %,d values; one tensor may hold at most 2^31 - 9 (8.0"
                  + " GiB).",
              shape,
              shape.size()));
    }
    if (shape.size() * Float.BYTES > Runtime.getRuntime().maxMemory()) {
      throw tooLarge(shape);
    }
    return (int) shape.size();
  }

  /**
   * Zeros for a tensor of the given shape.
   *
   * @throws IllegalArgumentException if they do not fit
   */
  static float[] allocate(Shape shape) {
    int length = checkedLength(shape);
    try {
      return new float[length];
    } catch (OutOfMemoryError full) {
      // Nobody can know before: only the failed attempt collects all garbage. One array was not
      // made and nothing else broke, so the program can go on.
      IllegalArgumentException refused = tooLarge(shape);
      refused.initCause(full);
      throw refused;
    }
  }

  private static IllegalArgumentException tooLarge(Shape shape) {
    return new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "A tensor of shape %s needs %,d x 4 bytes = %s, but this JVM can still take %s (its"
                + " limit is %s). Use a smaller batch or image, or start Java with a larger -Xmx.",
            shape,
            shape.size(),
            binary(shape.size() * Float.BYTES),
            binary(available()),
            binary(Runtime.getRuntime().maxMemory())));
  }

  private static long available() {
    Runtime runtime = Runtime.getRuntime();
    long used = runtime.totalMemory() - runtime.freeMemory();
    return runtime.maxMemory() - used;
  }

  /** An amount in powers of 1024, to three digits: {@code 527.8 MiB}. */
  public static String binary(long bytes) {
    return scaled(bytes, 1024, "B", "KiB", "MiB", "GiB", "TiB");
  }

  /** An amount in powers of 1000, to three digits: {@code 553.4 MB}. */
  public static String decimal(long bytes) {
    return scaled(bytes, 1000, "B", "kB", "MB", "GB", "TB");
  }

  private static String scaled(long bytes, int base, String... units) {
    double amount = bytes;
    int unit = 0;
    while (amount >= base && unit < units.length - 1) {
      amount /= base;
      unit++;
    }
    return unit == 0
        ? bytes + " " + units[0]
        : String.format(Locale.ROOT, "%.1f %s", amount, units[unit]);
  }
}
