package org.receptive.lessons.claim;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something that a slide says, to be compared with what comes out when it is computed.
 *
 * @param where where it is said: {@code slide 6}
 * @param statement what is said, in words
 * @param number the number in it, if it is about a number
 * @param unit the number's unit; empty for none
 */
public record Claim(String where, String statement, OptionalDouble number, String unit) {
  private static final Pattern SLIDE = Pattern.compile("slide\\s*(\\d+)", Pattern.CASE_INSENSITIVE);

  /**
   * Checks that something is claimed.
   *
   * @throws IllegalArgumentException if anything is null, or the number is not finite
   */
  public Claim {
    requireGiven(where, "where it says so, such as \"slide 6\"");
    requireGiven(statement, "what is said, a number or some words");
    requireGiven(unit, "the number's unit, \"\" for none");
    if (number.isPresent() && !Double.isFinite(number.getAsDouble())) {
      throw new IllegalArgumentException(
          "The claim on %s can't be that it is %s; a finite number is needed."
              .formatted(where, number.getAsDouble()));
    }
  }

  private static void requireGiven(String given, String expected) {
    if (given == null) {
      throw new IllegalArgumentException("A claim needs %s; null was given.".formatted(expected));
    }
  }

  /** A claim about a number. */
  public static Claim of(String where, double number, String unit) {
    requireGiven(unit, "the number's unit, \"\" for none");
    return new Claim(where, Numbers.write(number, unit), OptionalDouble.of(number), unit);
  }

  /** A claim in words. */
  public static Claim of(String where, String statement) {
    return new Claim(where, statement, OptionalDouble.empty(), "");
  }

  /**
   * Compares the claimed number with a computed one in the same unit.
   *
   * @throws IllegalArgumentException if the claim is in words, or the number is not finite
   */
  public Verdict about(double computed) {
    if (number.isEmpty()) {
      throw new IllegalArgumentException(
          "\"%s\" is a claim in words; it can't be compared with the number %s."
              .formatted(statement, Numbers.write(computed)));
    }
    if (!Double.isFinite(computed)) {
      throw new IllegalArgumentException(
          "The claim on %s can't be compared with %s; a finite number is needed."
              .formatted(where, computed));
    }
    return NumberVerdict.of(this, number.getAsDouble(), computed);
  }

  /**
   * Compares a claim in words with something measured.
   *
   * @throws IllegalArgumentException if nothing was measured
   */
  public Verdict about(Evidence evidence) {
    if (evidence == null) {
      throw new IllegalArgumentException(
          "The claim on %s can't be compared with null; something measured is needed."
              .formatted(where));
    }
    return EvidenceVerdict.of(this, evidence);
  }

  /** What the list of errata says about the slide, if this claim is about one. */
  List<Erratum> errata() {
    return slide().map(slide -> Errata.ofSlide(slide).list()).orElse(List.of());
  }

  /** Where it is said, as the start of a sentence. */
  String source() {
    return where.isEmpty() ? where : Character.toUpperCase(where.charAt(0)) + where.substring(1);
  }

  private Optional<Integer> slide() {
    Matcher matcher = SLIDE.matcher(where);
    return matcher.find() ? Optional.of(Integer.valueOf(matcher.group(1))) : Optional.empty();
  }
}
