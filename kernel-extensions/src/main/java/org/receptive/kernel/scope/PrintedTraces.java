package org.receptive.kernel.scope;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stack traces that a student's code prints, without what is below the cell: the kernel, JShell and
 * the JDK's reflection. Frames of cells have the cell's name instead of their class's.
 *
 * <p>{@link Throwable#printStackTrace()} prints a trace line by line, while it holds the stream.
 */
final class PrintedTraces {
  private static final Pattern FRAME =
      Pattern.compile("(\\t+at )(?:[^\\s(]*/)?([\\w.$]+?)\\.([^.\\s(]+)\\(.*\\)");
  private static final Pattern MORE = Pattern.compile("\\t+\\.\\.\\. \\d+ more");
  private static final Pattern REFLECTION =
      Pattern.compile("(?:jdk\\.internal|java\\.lang)\\.(?:reflect|invoke)\\..*");
  private static final String KERNEL = "org.receptive.kernel.";
  private static final String SNIPPETS = "REPL.";
  private static final String BODY = "do_it$";

  private final Function<String, Optional<String>> cells;
  private final List<String> held = new ArrayList<>();
  private boolean below;

  /**
   * Makes a filter.
   *
   * @param cells returns the name of the cell that a class of a snippet came from
   */
  PrintedTraces(Function<String, Optional<String>> cells) {
    this.cells = cells;
  }

  /** Returns the lines to print instead of a line. */
  synchronized List<String> instead(String line) {
    Matcher frame = FRAME.matcher(line);
    if (frame.matches()) {
      return frame(line, frame.group(1), frame.group(2), frame.group(3));
    }
    if (below && MORE.matcher(line).matches()) {
      return List.of();
    }
    below = false;
    return after(line);
  }

  private List<String> frame(String line, String at, String type, String method) {
    if (below) {
      return List.of();
    }
    if (type.startsWith(KERNEL)) {
      held.clear();
      below = true;
      return List.of();
    }
    if (REFLECTION.matcher(type).matches()) {
      held.add(line);
      return List.of();
    }
    if (!type.startsWith(SNIPPETS)) {
      return after(line);
    }
    below = method.startsWith(BODY);
    String cell = cells.apply(type).orElse("a cell");
    return after(at + (below ? cell : readable(type, method) + " (" + cell + ")"));
  }

  /** Without the class that JShell wraps a snippet in. */
  private static String readable(String type, String method) {
    String name = method.startsWith("lambda$") ? "a lambda" : method;
    int inner = type.indexOf('$', type.indexOf("$JShell$") + "$JShell$".length());
    return inner < 0 ? name : type.substring(inner + 1).replace('$', '.') + "." + name;
  }

  private List<String> after(String line) {
    List<String> lines = new ArrayList<>(held);
    held.clear();
    lines.add(line);
    return lines;
  }
}
