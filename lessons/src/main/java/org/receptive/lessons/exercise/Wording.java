package org.receptive.lessons.exercise;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An answer in words, as far as its wording matters.
 *
 * @param text the answer as it was given
 * @param words its words that carry meaning, in lower case and without the s of a plural
 * @param negated whether it says that something is not so
 */
record Wording(String text, List<String> words, boolean negated) {
  private static final Set<String> EMPTY_WORDS =
      Set.of("the", "a", "an", "it", "its", "they", "them", "their");
  private static final Set<String> NEGATIONS =
      Set.of("not", "no", "never", "cannot", "none", "nothing", "neither", "nor", "without");

  private static final Map<String, Double> SCALES =
      Map.of("thousand", 1e3, "million", 1e6, "billion", 1e9);

  /** A number, with its sign unless that joins it to a word before, or a word. */
  private static final Pattern WORD =
      Pattern.compile("(?:(?<!\\S)[-\u2212])?\\d+(?:[.,_]\\d+)*|[\\p{L}\\d]+(?:['\u2019]\\p{L}+)?");

  private static final Pattern NUMBER =
      Pattern.compile(
          "(?<![\\p{L}\\d.,_\u2212-])"
              + "[-+\u2212]?(?:\\d{1,3}(?:,\\d{3})+|\\d[\\d_]*)(?:\\.\\d+)?(?:[eE][-+\u2212]?\\d+)?"
              + "(?![\\p{L}\\d_]|[.,-]\\d)");

  static Wording of(String text) {
    List<String> words = new ArrayList<>();
    boolean negated = false;
    Matcher matcher = WORD.matcher(text.toLowerCase(Locale.ROOT));
    while (matcher.find()) {
      String word = matcher.group().replace('\u2019', '\'').replace('\u2212', '-');
      if (NEGATIONS.contains(word) || word.endsWith("n't")) {
        negated = true;
      } else if (!EMPTY_WORDS.contains(word)) {
        words.add(stem(word));
      }
    }
    return new Wording(text, List.copyOf(words), negated);
  }

  /** The word without the ending of a plural or of the third person. */
  private static String stem(String word) {
    if (word.matches(".+(?:ss|sh|ch|x)es")) {
      return word.substring(0, word.length() - 2);
    }
    return word.length() > 2 && word.endsWith("s") && !word.endsWith("ss")
        ? word.substring(0, word.length() - 1)
        : word;
  }

  /** Whether the words of one are all among the other's, and both say that it is so or is not. */
  boolean agreesWith(Wording other) {
    if (text.strip().equalsIgnoreCase(other.text.strip())) {
      return true;
    }
    if (negated != other.negated) {
      return false;
    }
    if (words.isEmpty() || other.words.isEmpty()) {
      return negated && words.equals(other.words);
    }
    return words.containsAll(other.words)
        || other.words.containsAll(words)
        || String.join("", words).equals(String.join("", other.words));
  }

  /**
   * The number in the answer, thousands and millions multiplied out; empty if there is none, more
   * than one, or one that it is not.
   */
  OptionalDouble number() {
    List<String> numbers = NUMBER.matcher(text).results().map(MatchResult::group).toList();
    if (negated || numbers.size() != 1) {
      return OptionalDouble.empty();
    }
    String digits = numbers.getFirst().replace('\u2212', '-').replaceAll("[,_]", "");
    double factor = words.stream().mapToDouble(w -> SCALES.getOrDefault(w, 1.0)).max().orElse(1);
    return OptionalDouble.of(factor * Double.parseDouble(digits));
  }

  /** Whether the answer is a number and nothing else. */
  boolean isNumber() {
    return NUMBER.matcher(text.strip()).matches();
  }
}
