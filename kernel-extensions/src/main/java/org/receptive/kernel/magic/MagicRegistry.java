package org.receptive.kernel.magic;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.receptive.engine.network.Spelling;

/** All magics by name. Providers are looked for when a magic is first asked for. */
public final class MagicRegistry {
  private final Map<String, Magic> magics = new TreeMap<>();
  private boolean complete;

  /** Adds a magic, replacing one of the same name. */
  public synchronized void add(Magic magic) {
    magics.put(magic.description().name(), magic);
  }

  /** Returns all magics, by name. */
  public synchronized Collection<Magic> all() {
    findProviders();
    return List.copyOf(magics.values());
  }

  /** Returns the magic of a name. */
  public synchronized Optional<Magic> find(String name) {
    findProviders();
    return Optional.ofNullable(magics.get(name));
  }

  /**
   * Returns the magic of a name.
   *
   * @throws MagicException if there is none; the message names the closest ones
   */
  public Magic require(String name) throws MagicException {
    return require("%", name, Magic.Description::line);
  }

  /**
   * Returns the magic of a name that stands above a cell.
   *
   * @throws MagicException if there is none; the message names the closest ones
   */
  public Magic requireForCell(String name) throws MagicException {
    return require("%%", name, Magic.Description::cell);
  }

  private Magic require(String signs, String name, Predicate<Magic.Description> takesSigns)
      throws MagicException {
    Optional<Magic> magic = find(name);
    if (magic.isPresent()) {
      return magic.get();
    }
    Optional<String> foreign = ForeignMagics.advice(signs, name);
    if (foreign.isPresent()) {
      throw new MagicException(foreign.get());
    }
    List<String> close = close(name, signs, takesSigns);
    throw new MagicException(
        "There is no magic "
            + signs
            + name
            + "."
            + (close.isEmpty() ? "" : " Did you mean " + String.join(" or ", close) + "?")
            + " %lsmagic lists them all.");
  }

  /** Magics whose names are spelled alike; else those that begin alike. */
  private List<String> close(String name, String signs, Predicate<Magic.Description> takesSigns) {
    List<Magic.Description> all = all().stream().map(Magic::description).toList();
    String prefix = name.substring(0, Math.min(2, name.length())).toLowerCase(Locale.ROOT);
    List<String> spelled =
        Spelling.closest(name, all.stream().map(Magic.Description::name).toList());
    return all.stream()
        .filter(
            other ->
                spelled.isEmpty()
                    ? other.name().toLowerCase(Locale.ROOT).startsWith(prefix)
                    : spelled.contains(other.name()))
        .map(other -> (takesSigns.test(other) ? signs : otherThan(signs)) + other.name())
        .toList();
  }

  private static String otherThan(String signs) {
    return signs.equals("%") ? "%%" : "%";
  }

  /** Returns the words of an argument line; single and double quotes group and are removed. */
  public static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    char quote = 0;
    boolean started = false;
    for (char c : line.toCharArray()) {
      if (quote != 0) {
        if (c == quote) {
          quote = 0;
        } else {
          word.append(c);
        }
      } else if (c == '"' || c == '\'') {
        quote = c;
        started = true;
      } else if (Character.isWhitespace(c)) {
        if (started) {
          words.add(word.toString());
          word.setLength(0);
          started = false;
        }
      } else {
        word.append(c);
        started = true;
      }
    }
    if (started) {
      words.add(word.toString());
    }
    return words;
  }

  private void findProviders() {
    if (complete) {
      return;
    }
    complete = true;
    try {
      for (MagicProvider provider : ServiceLoader.load(MagicProvider.class)) {
        provider.magics().forEach(m -> magics.putIfAbsent(m.description().name(), m));
      }
    } catch (ServiceConfigurationError e) {
      System.getLogger(MagicRegistry.class.getName())
          .log(System.Logger.Level.ERROR, "a provider of magics cannot be used", e);
    }
  }
}
