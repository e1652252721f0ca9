package org.receptive.kernel.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A signature as JShell writes it, such as {@code a.b.Size a.b.Plan.size(int input, a.b.Padding
 * padding)}.
 *
 * @param owner the class of a member, with its package unless it is imported; of a class its
 *     package
 * @param name the member's simple name, or the class's
 * @param parameters the simple types of a method's parameters; empty if it is no method
 */
record Signature(String owner, String name, Optional<List<String>> parameters) {
  static Signature parse(String text) {
    int open = text.indexOf('(');
    String head = withoutTypeArguments(open < 0 ? text : text.substring(0, open)).strip();
    String qualified = head.substring(head.lastIndexOf(' ') + 1);
    int dot = qualified.lastIndexOf('.');
    String name = qualified.substring(dot + 1);
    String owner = dot < 0 ? "" : qualified.substring(0, dot);
    Optional<List<String>> parameters =
        open < 0
            ? Optional.empty()
            : Optional.of(
                types(text.substring(open + 1, Math.max(open + 1, text.lastIndexOf(')')))));
    return new Signature(owner, name, parameters);
  }

  private static List<String> types(String parameters) {
    List<String> types = new ArrayList<>();
    for (String parameter : withoutTypeArguments(parameters).split(",")) {
      String declared = parameter.strip();
      int space = declared.lastIndexOf(' ');
      if (!declared.isEmpty()) {
        types.add(simple(space < 0 ? declared : declared.substring(0, space)));
      }
    }
    return List.copyOf(types);
  }

  /** A type without packages, outer classes, type arguments and annotations. */
  static String simple(String type) {
    String bare = withoutTypeArguments(type).replace("...", "[]").strip();
    String word = bare.substring(bare.lastIndexOf(' ') + 1);
    return word.substring(word.lastIndexOf('.') + 1);
  }

  private static String withoutTypeArguments(String text) {
    StringBuilder bare = new StringBuilder();
    int depth = 0;
    for (char c : text.toCharArray()) {
      depth -= c == '>' ? 1 : 0;
      if (depth == 0 && c != '<' && c != '>') {
        bare.append(c);
      }
      depth += c == '<' ? 1 : 0;
    }
    return bare.toString();
  }
}
