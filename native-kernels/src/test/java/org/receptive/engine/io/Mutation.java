package org.receptive.engine.io;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Bytes that are almost those of a file. */
public final class Mutation {
  private Mutation() {}

  /** Some bytes changed, dropped or repeated. */
  public static byte[] of(byte[] whole, SplittableRandom random) {
    byte[] bytes = whole.clone();
    for (int change = random.nextInt(1, 6); change > 0; change--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] = (byte) random.nextInt();
        case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
        default -> {
          int from = random.nextInt(bytes.length);
          int room = bytes.length - Math.max(at, from);
          System.arraycopy(bytes, from, bytes, at, Math.min(room, random.nextInt(1, 9)));
        }
      }
    }
    return bytes;
  }
}
