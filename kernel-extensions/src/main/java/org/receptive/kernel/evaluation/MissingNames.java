package org.receptive.kernel.evaluation;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jshell.Diag;
import jdk.jshell.SourceCodeAnalysis.Suggestion;
import org.receptive.engine.network.Spelling;

/**
 * Says what may have been meant by a name that the compiler does not know.
 *
 * @param shell knows the names of the notebook
 */
record MissingNames(JavaShell shell) {
  private static final Pattern SYMBOL =
      Pattern.compile("symbol:\\s+(variable|method|class)\\s+([\\w$]+)");
  private static final Pattern LOCATION =
      Pattern.compile(
          "location:\\s+(?:variable \\S+ of type|class|interface|record|enum)\\s+(\\S+)");
  private static final Pattern PACKAGE = Pattern.compile("package (\\S+) does not exist");

  /** What notebooks of other kernels import, and what there is instead. */
  private static final Map<String, String> FOREIGN =
      Map.of(
          "org.dflib.jjava",
          "That is the kernel JJava itself. Here renderAs(Type.class, value -> ...) shows a type,"
              + " and getKernelInstance() offers getMagics() and getRenderer().",
          "io.github.spencerpark",
          "Of the kernel IJava there are IJava.getKernelInstance() with getMagics(), getRenderer()"
              + " and eval(code), and its library io.github.spencerpark.jupyter.kernel.",
          "com.twosigma.beakerx",
          "That is the kernel BeakerX itself. Here figures and tables show themselves, interact("
              + "slider(...), value -> ...) makes a form, and display(\"text/html\", text) shows"
              + " HTML.",
          "org.rapaio.jupyter",
          "That is rapaio's kernel itself. Here display(\"text/html\", text) shows text of a type,"
              + " and %maven fetches libraries.",
          "ganymede",
          "That is the kernel Ganymede itself. Here display(\"text/html\", text) shows text of a"
              + " type, and %maven fetches libraries.");

  Optional<String> explain(Diag diagnostic, String message, String source) {
    Matcher folder = PACKAGE.matcher(message);
    if (folder.find()) {
      return missingPackage(folder.group(1));
    }
    Matcher symbol = SYMBOL.matcher(message);
    if (!symbol.find()) {
      return Optional.empty();
    }
    String kind = symbol.group(1);
    String name = symbol.group(2);
    String before = before(diagnostic, name, source);
    boolean member = before.stripTrailing().endsWith(".");
    List<String> close = member ? members(name, before) : closeTo(name, before);
    String owner = member ? ownerIn(message) : "";
    if (!close.isEmpty()) {
      return Optional.of(
          "Nothing is called '%s' %s. Did you mean %s?"
              .formatted(name, owner.isEmpty() ? "here" : "in " + owner, or(close)));
    }
    return Optional.of(
        switch (kind) {
          case "variable" ->
              member
                  ? "There is no '%s'%s.".formatted(name, owner.isEmpty() ? "" : " in " + owner)
                  : "Nothing is called '%s' here. Has the cell that declares it been run?"
                      .formatted(name);
          case "class" ->
              "No class is called '%s' here. Does it need an import, or a cell run before?"
                  .formatted(name);
          default -> "There is no method '%s' for these arguments.".formatted(name);
        });
  }

  private static Optional<String> missingPackage(String name) {
    return FOREIGN.entrySet().stream()
        .filter(entry -> (name + ".").startsWith(entry.getKey() + "."))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static String or(List<String> names) {
    return String.join(" or ", names);
  }

  /** The text in front of the name that is missing; empty if it cannot be told. */
  private static String before(Diag diagnostic, String name, String source) {
    int end = (int) Math.min(diagnostic.getEndPosition(), source.length());
    int start = (int) Math.max(0, diagnostic.getStartPosition());
    int at = end < start ? -1 : source.lastIndexOf(name, Math.max(start, end - name.length()));
    return at < start ? "" : source.substring(0, at);
  }

  private static String ownerIn(String message) {
    Matcher location = LOCATION.matcher(message);
    return location.find() ? location.group(1).replaceAll("<.*", "").replaceAll(".*[.$]", "") : "";
  }

  /** Members of what stands before the dot whose names are spelled alike. */
  private List<String> members(String name, String before) {
    return Spelling.closest(name, names(before).toList());
  }

  /** Names of the notebook, its imports and the place that are spelled alike. */
  List<String> closeTo(String name, String before) {
    TreeSet<String> candidates = new TreeSet<>(shell.living().names());
    shell.namesToImport().forEach(candidates::add);
    String start = name.substring(0, 1);
    for (String prefix : List.of(start.toUpperCase(Locale.ROOT), start.toLowerCase(Locale.ROOT))) {
      names(prefix).forEach(candidates::add);
      if (!before.isBlank()) {
        names(before + prefix).forEach(candidates::add);
      }
    }
    List<String> close = Spelling.closest(name, candidates);
    return close.isEmpty()
        ? Spelling.closest(name, Stream.concat(names(""), shell.namesToImport()).toList())
        : close;
  }

  /** What may stand at the end of a text. */
  private Stream<String> names(String text) {
    return shell
        .analysisOfMentioned(text)
        .completionSuggestions(text, text.length(), new int[1])
        .stream()
        .map(Suggestion::continuation)
        .map(suggestion -> suggestion.replaceAll("\\W.*", ""))
        .filter(suggestion -> !suggestion.isEmpty());
  }
}
