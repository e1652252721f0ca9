package org.receptive.engine.layer;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.receptive.engine.tensor.Shape;

/**
 * The axes in another order: axis {@code i} of the output is axis {@code axes[i]} of the input.
 *
 * @param axes for each axis of the output, which axis of the input it is
 */
public record Transpose(List<Integer> axes) implements Arrangement {

  /** Checks that every axis occurs once. */
  public Transpose {
    axes = List.copyOf(axes);
    if (axes.isEmpty()
        || !axes.stream()
            .sorted()
            .toList()
            .equals(IntStream.range(0, axes.size()).boxed().toList())) {
      throw new ShapeException(
          "a transposition names every axis from 0 once, but was given %s.".formatted(axes));
    }
  }

  /** A transposition to the given order. */
  public static Transpose of(Integer... axes) {
    return new Transpose(List.of(axes));
  }

  @Override
  public Shape output(List<Shape> inputs) {
    Shape input = single(inputs);
    if (input.rank() != axes.size()) {
      throw new ShapeException(
          String.format(
              Locale.ROOT,
              "Transpose orders %d axes, but the input %s has %d.",
              axes.size(),
              input,
              input.rank()));
    }
    return Shape.of(axes.stream().mapToInt(input::dim).toArray());
  }

  @Override
  public String describe() {
    return "axes in the order " + axes;
  }
}
