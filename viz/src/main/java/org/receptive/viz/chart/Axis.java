package org.receptive.viz.chart;

import java.util.List;

/**
 * An axis as it is asked for; its scale comes from the values.
 *
 * @param title what it measures; may be empty
 * @param kind how values are spread along it
 * @param fromZero whether a linear one takes 0 in
 */
public record Axis(String title, Kind kind, boolean fromZero) {

  /** How numbers are spread along an axis; categories are spread evenly. */
  public enum Kind {
    /** Equal differences are equally long. */
    LINEAR,
    /** Equal ratios are equally long. */
    LOGARITHMIC
  }

  /** A linear axis. */
  public static Axis linear(String title) {
    return new Axis(title, Kind.LINEAR, false);
  }

  /** A logarithmic axis. */
  public static Axis logarithmic(String title) {
    return new Axis(title, Kind.LOGARITHMIC, false);
  }

  /** The same with 0 on it. */
  public Axis withZero() {
    return new Axis(title, kind, true);
  }

  /** The same with another title. */
  public Axis titled(String other) {
    return new Axis(other, kind, fromZero);
  }

  /** The same of another kind. */
  public Axis as(Kind other) {
    return new Axis(title, other, fromZero);
  }

  boolean isLogarithmic() {
    return kind == Kind.LOGARITHMIC;
  }

  /** A scale that ends at round values. */
  Scale rounded(List<Double> values) {
    return isLogarithmic() ? LogScale.around(values) : LinearScale.rounded(values, fromZero);
  }

  /** A scale that ends at the outermost values. */
  Scale tight(List<Double> values) {
    if (isLogarithmic()) {
      return LogScale.around(values);
    }
    return fromZero ? LinearScale.rounded(values, true) : LinearScale.tight(values);
  }
}
