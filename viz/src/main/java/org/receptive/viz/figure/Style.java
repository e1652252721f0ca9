package org.receptive.viz.figure;

import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How a shape is filled and outlined.
 *
 * @param fill the inside, if painted
 * @param stroke the colour of the outline, if painted
 * @param strokeWidth width of the outline in px
 * @param dash lengths of dashes and gaps in px; empty for a solid line
 * @param opacity of fill and outline together, 0 to 1
 */
public record Style(
    Optional<Fill> fill,
    Optional<Color> stroke,
    double strokeWidth,
    List<Double> dash,
    double opacity) {

  /** What the inside of a shape is painted with. */
  public sealed interface Fill {
    /**
     * One colour.
     *
     * @param color the colour
     */
    record Solid(Color color) implements Fill {}

    /**
     * A linear change from one colour to another over the bounds of the shape.
     *
     * @param from colour at the left (or top)
     * @param to colour at the right (or bottom)
     * @param vertical whether it runs from top to bottom
     */
    record Gradient(Color from, Color to, boolean vertical) implements Fill {}
  }

  /** Checks the ranges. */
  public Style {
    dash = List.copyOf(dash);
    if (!(strokeWidth >= 0) || !(opacity >= 0 && opacity <= 1)) {
      throw new IllegalArgumentException(
          "stroke width " + strokeWidth + " px, opacity " + opacity + " (0 to 1)");
    }
  }

  private static final Style NONE = new Style(Optional.empty(), Optional.empty(), 1, List.of(), 1);

  /** Filled with {@code color}, without an outline. */
  public static Style fill(Color color) {
    return new Style(Optional.of(new Fill.Solid(color)), Optional.empty(), 1, List.of(), 1);
  }

  /** Filled with a gradient, without an outline. */
  public static Style gradient(Color from, Color to, boolean vertical) {
    Fill fill = new Fill.Gradient(from, to, vertical);
    return new Style(Optional.of(fill), Optional.empty(), 1, List.of(), 1);
  }

  /** An outline in {@code color}, {@code width} px wide, empty inside. */
  public static Style line(Color color, double width) {
    return NONE.stroke(color, width);
  }

  /** The same with an outline in {@code color}, {@code width} px wide. */
  public Style stroke(Color color, double width) {
    return new Style(fill, Optional.of(color), width, dash, opacity);
  }

  /** The same with the outline dashed. */
  public Style dashed(double... lengths) {
    return new Style(fill, stroke, strokeWidth, Arrays.stream(lengths).boxed().toList(), opacity);
  }

  /** The same with another opacity, 0 to 1. */
  public Style opacity(double value) {
    return new Style(fill, stroke, strokeWidth, dash, value);
  }
}
