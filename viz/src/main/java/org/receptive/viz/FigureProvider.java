package org.receptive.viz;

import java.util.Optional;
import org.receptive.viz.figure.Figure;

/**
 * Draws values of types that know no pictures, such as those of the engine. Providers are listed in
 * {@code META-INF/services/org.receptive.viz.FigureProvider} of their jar and found by {@link
 * Views}.
 */
@FunctionalInterface
public interface FigureProvider {

  /**
   * The figure of a value, or empty if this provider does not draw values of its type. Must say so
   * quickly: it is asked about every value that a cell shows.
   *
   * @param value never null
   */
  Optional<Figure> figure(Object value);
}
