package org.receptive.kernel.scope;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stack traces that a student's code prints, without what is below the cell: the kernel, JShell and
 * the JDK's reflection. Frames of cells have the cell's name and line instead of their class's.
 *
 * <p>{@link Throwable#printStackTrace()} prints a trace line by line, while it holds the stream.
 */
public final class PrintedTraces {
  private static final Pattern FRAME =
      Pattern.compile("(\\t+at )(?:[^\\s(]*/)?([\\w.$]+?)\\.([^.\\s(]+)\\((.*?)(?::(\\d+))?\\)");
  private static final Pattern MORE = Pattern.compile("\\t+\\.\\.\\. \\d+ more");
  private static final Pattern REFLECTION =
      Pattern.compile("(?:jdk\\.internal|java\\.lang)\\.(?:reflect|invoke)\\..*");
  private static final String KERNEL = "org.receptive.kernel.";
  private static final String SNIPPETS = "REPL.";
  private static final String BODY = "do_it$";

  /** What stands for the class of a cell that ran without one. */
  private static final String PLAIN = SNIPPETS + "Cell";

  /** Knows where the code of snippets came from. */
  public interface Places {
    /**
     * Returns the place in a cell, such as {@code Cell 3, line 2}.
     *
     * @param className a class of a snippet
     * @param line the line that a trace names, from 1; 0 if it names none
     */
    Optional<String> of(String className, int line);
  }

  private final Places places;
  private final List<String> held = new ArrayList<>();
  private boolean below;

  /**
   * Makes a filter.
   *
   * @param places knows where classes of snippets came from
   */
  PrintedTraces(Places places) {
    this.places = places;
  }

  /** Returns the frame of a statement that runs without being compiled. */
  public static StackTraceElement frame(String cell, int line) {
    return new StackTraceElement(PLAIN, BODY, cell, line);
  }

  /** Returns the lines to print instead of a line. */
  synchronized List<String> instead(String line) {
    Matcher frame = FRAME.matcher(line);
    if (frame.matches()) {
      return frame(line, frame);
    }
    if (below && MORE.matcher(line).matches()) {
      return List.of();
    }
    below = false;
    return after(line);
  }

  private List<String> frame(String line, Matcher frame) {
    String type = frame.group(2);
    String method = frame.group(3);
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
    String place = place(type, frame.group(4), Optional.ofNullable(frame.group(5)));
    return after(frame.group(1) + (below ? place : readable(type, method) + " (" + place + ")"));
  }

  private String place(String type, String file, Optional<String> line) {
    return type.equals(PLAIN)
        ? file + ", line " + line.orElse("?")
        : places.of(type, line.map(Integer::valueOf).orElse(0)).orElse("a cell");
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
