package org.receptive.viz.chart;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Numbers as a picture writes them. */
public final class NumberText {
  private static final int MOST_DECIMALS = 6;
  private static final double SMALLEST_PLAIN = 1e-4;
  private static final double LARGEST = 1e13;

  private NumberText() {}

  /**
   * What stands for a large unit.
   *
   * @param size how many ones it is
   * @param suffix is written behind the number
   */
  private record Unit(double size, String suffix) {
    static Unit of(double value) {
      double size = Math.abs(value);
      if (size >= 1e9) {
        return new Unit(1e9, " G");
      }
      if (size >= 1e6) {
        return new Unit(1e6, " M");
      }
      return size >= 1e4 ? new Unit(1e3, " k") : new Unit(1, "");
    }
  }

  /** A value with five digits; whole ones with all of them and separators. */
  public static String of(double value) {
    if (Double.isNaN(value)) {
      return "none";
    }
    if (Double.isInfinite(value)) {
      return value < 0 ? "\u2212\u221e" : "\u221e";
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return minus(String.format(Locale.ROOT, "%,.0f", value + 0.0));
    }
    String text = minus(String.format(Locale.ROOT, "%.5g", value));
    return text.contains("e") ? text : withoutLastZeros(text);
  }

  /** A mark of an axis, by itself: k, M or G where it is large. */
  static String tick(double value) {
    return ticks(List.of(value)).getFirst();
  }

  /** The marks of an axis: all in the unit of the largest, with as many decimals as tell apart. */
  static List<String> ticks(List<Double> values) {
    double largest = values.stream().mapToDouble(Math::abs).max().orElse(0);
    if (largest >= LARGEST || (largest > 0 && largest < SMALLEST_PLAIN)) {
      return values.stream().map(NumberText::withPower).toList();
    }
    Unit unit = Unit.of(largest);
    for (int decimals = 0; decimals < MOST_DECIMALS; decimals++) {
      int digits = decimals;
      if (values.stream().allMatch(value -> isExact(value / unit.size(), largest, digits, unit))) {
        return values.stream().map(value -> text(value, unit, digits)).toList();
      }
    }
    return values.stream().map(value -> text(value, unit, MOST_DECIMALS)).toList();
  }

  /** Whether the texts are as many as the values. */
  static boolean tellApart(List<String> texts) {
    Set<String> different = new HashSet<>(texts);
    return different.size() == texts.size();
  }

  private static boolean isExact(double scaled, double largest, int decimals, Unit unit) {
    double power = Math.pow(10, decimals);
    double off = Math.abs(scaled * power - Math.rint(scaled * power)) / power;
    return off <= 1e-9 * largest / unit.size();
  }

  private static String text(double value, Unit unit, int decimals) {
    if (value == 0) {
      return "0";
    }
    String number = String.format(Locale.ROOT, "%,." + decimals + "f", value / unit.size());
    return minus(number) + unit.suffix();
  }

  private static String withPower(double value) {
    if (value == 0) {
      return "0";
    }
    String text = String.format(Locale.ROOT, "%.4e", value);
    int power = text.indexOf('e');
    String exponent = text.substring(power + 1).replace("+", "").replaceFirst("^(-?)0+", "$1");
    return withoutLastZeros(minus(text.substring(0, power))) + "e" + minus(exponent);
  }

  private static String withoutLastZeros(String text) {
    return text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
  }

  private static String minus(String text) {
    return text.replace('-', '\u2212');
  }
}
