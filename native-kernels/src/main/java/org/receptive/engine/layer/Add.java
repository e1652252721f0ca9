package org.receptive.engine.layer;

import java.util.List;
import java.util.Locale;
import org.receptive.engine.tensor.Shape;

/** The sum of two or more inputs of one shape, value by value: a shortcut's meeting point. */
public record Add() implements Layer {

  @Override
  public Shape output(List<Shape> inputs) {
    if (inputs.size() < 2) {
      throw new ShapeException(
          String.format(
              Locale.ROOT, "Add takes two or more inputs, but %d was given.", inputs.size()));
    }
    Shape first = inputs.getFirst();
    for (Shape other : inputs) {
      if (!other.equals(first)) {
        throw new ShapeException(
            "Add needs inputs of one shape, but they are %s and %s.".formatted(first, other));
      }
    }
    return first;
  }

  @Override
  public String describe() {
    return "sum of its inputs";
  }
}
