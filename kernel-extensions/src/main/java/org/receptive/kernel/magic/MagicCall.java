package org.receptive.kernel.magic;

import java.util.List;

/**
 * One call of a magic.
 *
 * @param name the magic's name, without percent signs
 * @param argumentLine everything after the name, as typed
 * @param arguments the words of it; quotes group and are removed
 * @param body the text below {@code %%name}; empty for {@code %name}
 */
public record MagicCall(String name, String argumentLine, List<String> arguments, String body) {
  /** Keeps its own list of arguments. */
  public MagicCall {
    arguments = List.copyOf(arguments);
  }
}
