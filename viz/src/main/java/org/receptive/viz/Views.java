package org.receptive.viz;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.receptive.viz.figure.Figure;
import org.receptive.viz.figure.Picture;

/** Finds the figure of a value: the value itself, or what the first willing provider draws. */
public final class Views {
  private Views() {}

  /** Loaded when the first value is looked at that is no picture itself. */
  private static final class Providers {
    static final List<FigureProvider> FOUND =
        ServiceLoader.load(FigureProvider.class, Views.class.getClassLoader()).stream()
            .map(ServiceLoader.Provider::get)
            .toList();
  }

  /**
   * The figure of a value.
   *
   * @param value any value; null has no figure
   * @return the figure, or empty if nobody draws values of its type
   */
  public static Optional<Figure> of(Object value) {
    return switch (value) {
      case null -> Optional.empty();
      case Picture picture -> Optional.of(picture.figure());
      default ->
          Providers.FOUND.stream()
              .map(provider -> provider.figure(value))
              .flatMap(Optional::stream)
              .findFirst();
    };
  }
}
