package org.receptive.lessons.editor;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.receptive.engine.layer.AvgPool2d;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.ConvTranspose2d;
import org.receptive.engine.layer.Layer;
import org.receptive.engine.layer.Linear;
import org.receptive.engine.layer.MaxPool2d;
import org.receptive.engine.layer.Padding;
import org.receptive.engine.layer.ShapeException;
import org.receptive.engine.layer.Window;

/** A number of a layer that a student can change; activations and their like have none. */
public enum LayerSetting {
  /** The filters of a convolution: the channels that it gives. */
  FILTERS("filters", 1, 16) {
    @Override
    public OptionalInt of(Layer layer) {
      return layer instanceof Conv2d conv
          ? OptionalInt.of(conv.outChannels())
          : OptionalInt.empty();
    }

    @Override
    public Layer in(Layer layer, int value) {
      Conv2d conv = (Conv2d) layer;
      return new Conv2d(conv.inChannels(), value, conv.window(), conv.groups(), conv.bias());
    }
  },
  /** The neurons of a fully connected layer. */
  NEURONS("neurons", 1, 16) {
    @Override
    public OptionalInt of(Layer layer) {
      return layer instanceof Linear linear
          ? OptionalInt.of(linear.outFeatures())
          : OptionalInt.empty();
    }

    @Override
    public Layer in(Layer layer, int value) {
      Linear linear = (Linear) layer;
      return new Linear(linear.inFeatures(), value, linear.bias());
    }
  },
  /** Height and width of a square window. */
  KERNEL("kernel", 1, 11) {
    @Override
    public OptionalInt of(Layer layer) {
      return ofWindow(layer, LayerSetting::isSquare, Window::kernelHeight);
    }

    @Override
    public Layer in(Layer layer, int value) {
      return windowed(layer, window -> kernel(window, value, value));
    }
  },
  /** The height of a window that is not square. */
  KERNEL_HEIGHT("kernel height", 1, 11) {
    @Override
    public OptionalInt of(Layer layer) {
      return ofWindow(layer, window -> !isSquare(window), Window::kernelHeight);
    }

    @Override
    public Layer in(Layer layer, int value) {
      return windowed(layer, window -> kernel(window, value, window.kernelWidth()));
    }
  },
  /** The width of a window that is not square. */
  KERNEL_WIDTH("kernel width", 1, 11) {
    @Override
    public OptionalInt of(Layer layer) {
      return ofWindow(layer, window -> !isSquare(window), Window::kernelWidth);
    }

    @Override
    public Layer in(Layer layer, int value) {
      return windowed(layer, window -> kernel(window, window.kernelHeight(), value));
    }
  },
  /** How far the window moves, on both axes. */
  STRIDE("stride", 1, 4) {
    @Override
    public OptionalInt of(Layer layer) {
      return ofWindow(layer, window -> true, Window::strideHeight);
    }

    @Override
    public Layer in(Layer layer, int value) {
      return windowed(layer, window -> window.stride(value, value));
    }
  },
  /** What is added on every side; of padding that is uneven or goes by a rule, the most. */
  PADDING("padding", 0, 5) {
    @Override
    public OptionalInt of(Layer layer) {
      return ofWindow(layer, window -> true, LayerSetting::padding);
    }

    @Override
    public Layer in(Layer layer, int value) {
      return windowed(layer, window -> window.padding(Padding.of(value)));
    }
  },
  /** The distance between the elements of the kernel. */
  DILATION("dilation", 1, 4) {
    @Override
    public OptionalInt of(Layer layer) {
      return ofWindow(layer, window -> true, Window::dilationHeight);
    }

    @Override
    public Layer in(Layer layer, int value) {
      return windowed(layer, window -> window.dilation(value, value));
    }
  },
  /**
   * How many parts the channels are split into that do not see each other; one channel has none.
   */
  GROUPS("groups", 1, 4) {
    @Override
    public OptionalInt of(Layer layer) {
      return layer instanceof Conv2d conv && conv.inChannels() > 1
          ? OptionalInt.of(conv.groups())
          : OptionalInt.empty();
    }

    @Override
    public Layer in(Layer layer, int value) {
      return ((Conv2d) layer).groups(value);
    }
  };

  private static final int GROWTH = 4;

  private final String label;
  private final int least;
  private final int most;

  LayerSetting(String label, int least, int most) {
    this.label = label;
    this.least = least;
    this.most = most;
  }

  /** The settings that a layer has, in the order in which they are spoken of. */
  public static List<LayerSetting> all(Layer layer) {
    return Stream.of(values()).filter(setting -> setting.of(layer).isPresent()).toList();
  }

  /** What it is called. */
  public String label() {
    return label;
  }

  /** The value that a layer has; empty if it has no such setting. */
  public abstract OptionalInt of(Layer layer);

  /**
   * The layer with another value.
   *
   * @throws ShapeException if the layer cannot have it, whatever its input
   * @throws ClassCastException if the layer has no such setting
   */
  public abstract Layer in(Layer layer, int value);

  /** The least value that is worth trying. */
  public int least() {
    return least;
  }

  /** The largest value that is worth trying, for a layer as it was before it was changed. */
  public int most(Layer original) {
    int value = of(original).orElse(least);
    return switch (this) {
      case FILTERS, NEURONS -> Math.max(most, GROWTH * value);
      default -> Math.max(most, value);
    };
  }

  private static OptionalInt ofWindow(
      Layer layer, Predicate<Window> applies, ToIntFunction<Window> value) {
    // The window of a transposed convolution is another thing, and pooling to bins has none.
    return layer instanceof ConvTranspose2d
        ? OptionalInt.empty()
        : layer.asWindow().filter(applies).stream().mapToInt(value).findFirst();
  }

  private static boolean isSquare(Window window) {
    return window.kernelHeight() == window.kernelWidth();
  }

  private static int padding(Window window) {
    int extent = window.dilationHeight() * (window.kernelHeight() - 1) + 1;
    return switch (window.padding()) {
      case Padding.Explicit(int top, int bottom, int left, int right) ->
          Math.max(Math.max(top, bottom), Math.max(left, right));
      case Padding.Same same -> extent / 2;
      case Padding.Full full -> extent - 1;
    };
  }

  private static Window kernel(Window window, int height, int width) {
    return new Window(
        height,
        width,
        window.strideHeight(),
        window.strideWidth(),
        window.padding(),
        window.dilationHeight(),
        window.dilationWidth(),
        window.ceilMode());
  }

  private static Layer windowed(Layer layer, UnaryOperator<Window> change) {
    return switch (layer) {
      case Conv2d conv -> conv.window(change.apply(conv.window()));
      case MaxPool2d pool -> new MaxPool2d(change.apply(pool.window()));
      case AvgPool2d pool -> new AvgPool2d(change.apply(pool.window()), pool.countIncludePad());
      default -> throw new ClassCastException(layer.kind() + " has no window to change");
    };
  }
}
