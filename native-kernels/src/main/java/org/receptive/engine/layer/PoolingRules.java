package org.receptive.engine.layer;

import java.util.Locale;

/** What must hold for a pooling window. */
final class PoolingRules {
  private PoolingRules() {}

  /** A window that saw nothing but padding would have no maximum and no mean. */
  static void checkPadding(Window window) {
    switch (window.padding()) {
      case Padding.Explicit p -> {
        checkSide(Math.max(p.top(), p.bottom()), window.kernelHeight(), window.dilationHeight());
        checkSide(Math.max(p.left(), p.right()), window.kernelWidth(), window.dilationWidth());
      }
      case Padding.Full full ->
          throw new ShapeException(
              "pooling cannot use full padding: its first window would see nothing but padding.");
      case Padding.Same same -> {}
    }
  }

  private static void checkSide(int padding, int kernel, int dilation) {
    int extent = dilation * (kernel - 1) + 1;
    if (padding > extent / 2) {
      throw new ShapeException(
          String.format(
              Locale.ROOT,
              "pooling padding is %d, but may be at most half the window: %d / 2 = %d.",
              padding,
              extent,
              extent / 2));
    }
  }
}
