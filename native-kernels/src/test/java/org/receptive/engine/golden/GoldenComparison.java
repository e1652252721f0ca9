package org.receptive.engine.golden;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a case's outputs are compared. Integers are always compared exactly.
 *
 * @param mode exact, allclose or any_of
 * @param rtol relative tolerance
 * @param atol absolute tolerance
 */
record GoldenComparison(Mode mode, double rtol, double atol) {
  /** What float32 can promise where the files, computed in float64, ask for 1e-9. */
  private static final double FLOAT32_RTOL = 1e-4;

  private static final double FLOAT32_ATOL = 1e-5;

  /** The modes that the engine's operations use. */
  enum Mode {
    EXACT,
    ALLCLOSE,
    ANY_OF
  }

  static GoldenComparison of(JsonObject json) {
    String mode = json.get("mode").getAsString();
    double rtol = json.has("rtol") ? json.get("rtol").getAsDouble() : 0;
    double atol = json.has("atol") ? json.get("atol").getAsDouble() : 0;
    return new GoldenComparison(
        switch (mode) {
          case "exact" -> Mode.EXACT;
          case "allclose" -> Mode.ALLCLOSE;
          case "any_of" -> Mode.ANY_OF;
          default ->
              throw new IllegalArgumentException("Unknown way to compare: '%s'.".formatted(mode));
        },
        Math.max(rtol, FLOAT32_RTOL),
        Math.max(atol, FLOAT32_ATOL));
  }

  /** What is wrong with a result, or empty if it equals the expectation (or any of several). */
  Optional<String> difference(List<GoldenTensor> expected, GoldenTensor actual) {
    Optional<String> first = Optional.empty();
    for (GoldenTensor alternative : expected) {
      Optional<String> problem = difference(alternative, actual);
      if (problem.isEmpty()) {
        return problem;
      }
      first = first.or(() -> problem);
    }
    return first;
  }

  private Optional<String> difference(GoldenTensor expected, GoldenTensor actual) {
    if (!expected.shape().equals(actual.shape())) {
      return Optional.of(
          "the shape is %s, but should be %s".formatted(actual.shape(), expected.shape()));
    }
    boolean exactly = mode == Mode.EXACT || expected.integer();
    for (int i = 0; i < expected.size(); i++) {
      if (!equal(actual.at(i), expected.at(i), exactly)) {
        return Optional.of(
            String.format(
                Locale.ROOT, "value %d is %s, but should be %s", i, actual.at(i), expected.at(i)));
      }
    }
    return Optional.empty();
  }

  private boolean equal(double actual, double expected, boolean exactly) {
    if (Double.isNaN(expected) || Double.isNaN(actual)) {
      return Double.isNaN(expected) && Double.isNaN(actual);
    }
    if (actual == expected || actual == (float) expected) {
      return true;
    }
    return !exactly
        && Double.isFinite(actual)
        && Double.isFinite(expected)
        && Math.abs(actual - expected) <= atol + rtol * Math.abs(expected);
  }
}
