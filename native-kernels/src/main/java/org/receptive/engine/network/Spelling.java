package org.receptive.engine.network;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** Which names may have been meant by one that does not exist. */
public final class Spelling {
  private static final int MAX_EDITS = 2;
  private static final int MAX_SHOWN = 3;
  private static final int SHORT = 3;

  private Spelling() {}

  /**
   * Returns the names that differ from one by the fewest letters, at most two (one for names of up
   * to three letters), letters compared without case; at most three, sorted.
   */
  public static List<String> closest(String name, Collection<String> candidates) {
    TreeSet<String> others = new TreeSet<>(candidates);
    others.remove(name);
    int allowed = name.length() <= SHORT ? 1 : MAX_EDITS;
    int best = others.stream().mapToInt(c -> distance(name, c)).min().orElse(Integer.MAX_VALUE);
    return best > allowed
        ? List.of()
        : others.stream().filter(c -> distance(name, c) == best).limit(MAX_SHOWN).toList();
  }

  /** Returns a question to append to a message, a space before it; empty if nothing is close. */
  public static String didYouMean(String name, Collection<String> candidates) {
    List<String> close = closest(name, candidates);
    return close.isEmpty() ? "" : " Did you mean '" + String.join("' or '", close) + "'?";
  }

  /** Edit distance (Levenshtein 1966), letters compared without case. */
  static int distance(String left, String right) {
    String a = left.toLowerCase(Locale.ROOT);
    String b = right.toLowerCase(Locale.ROOT);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
