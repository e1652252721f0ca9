package org.receptive.kernel.evaluation;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jshell.SourceCodeAnalysis.Suggestion;
import org.receptive.kernel.magic.Magic;
import org.receptive.kernel.magic.MagicRegistry;
import org.receptive.kernel.protocol.Replies;

/** Completes Java at the cursor with what fits the expected type first, and magics. */
public final class Completer {
  private static final Pattern MAGIC_LINE =
      Pattern.compile("^\\s*(%%?)(\\w*)(?:\\s+((?:\\S+\\s+)*)(\\S*))?$");

  /** A name before the cursor that is not a member of something. */
  private static final Pattern LAST_NAME =
      Pattern.compile("(?<!\\.)" + Identifiers.NONE_BEFORE + Identifiers.ONE + "$");

  private final JavaShell shell;
  private final MagicRegistry magics;

  /** Completes names of the given shell and magics. */
  public Completer(JavaShell shell, MagicRegistry magics) {
    this.shell = shell;
    this.magics = magics;
  }

  /**
   * Returns what may stand at the cursor.
   *
   * @param code the cell
   * @param cursor the cursor in code points
   */
  public Replies.Completed complete(String code, int cursor) {
    int end = CodePoints.toUnits(code, cursor);
    int lineStart = code.lastIndexOf('\n', end - 1) + 1;
    Matcher magic = MAGIC_LINE.matcher(code.substring(lineStart, end));
    if (magic.matches()) {
      return completeMagic(code, end, magic);
    }
    int[] anchor = {end};
    List<Suggestion> suggestions = suggestions(code, end, anchor);
    List<String> matches = suggestions.stream().map(Suggestion::continuation).distinct().toList();
    return completed(code, anchor[0], end, matches, types(matches));
  }

  /** JShell looks at one snippet; the ones before it have to be left out. */
  private List<Suggestion> suggestions(String code, int end, int[] anchor) {
    int start = 0;
    for (CellPart part : shell.split(code.substring(0, end))) {
      start = startOf(code, part.line());
    }
    int[] inSnippet = {end - start};
    List<Suggestion> found = at(code.substring(start), end - start, inSnippet);
    anchor[0] = start + inSnippet[0];
    return found;
  }

  private List<Suggestion> at(String snippet, int cursor, int[] anchor) {
    Comparator<Suggestion> fittingFirst =
        Comparator.comparing((Suggestion s) -> !s.matchesType())
            .thenComparing(Suggestion::continuation);
    return Stream.concat(
            shell.analysis(snippet).completionSuggestions(snippet, cursor, anchor).stream(),
            waiting(snippet.substring(0, cursor)))
        .sorted(fittingFirst)
        .toList();
  }

  /** Variables that JShell has not been told of. */
  private Stream<Suggestion> waiting(String before) {
    Matcher name = LAST_NAME.matcher(before);
    return name.find()
        ? shell.waiting().filter(v -> v.startsWith(name.group())).map(Completer::variable)
        : Stream.empty();
  }

  private static Suggestion variable(String name) {
    return new Suggestion() {
      @Override
      public String continuation() {
        return name;
      }

      @Override
      public boolean matchesType() {
        return false;
      }
    };
  }

  private static int startOf(String code, int line) {
    int start = 0;
    for (int i = 1; i < line; i++) {
      start = code.indexOf('\n', start) + 1;
    }
    return start;
  }

  private Replies.Completed completeMagic(String code, int end, Matcher line) {
    String signs = line.group(1);
    String name = line.group(2);
    if (line.group(4) == null) {
      boolean cell = signs.equals("%%");
      List<String> matches =
          magics.all().stream()
              .map(Magic::description)
              .filter(d -> cell ? d.cell() : d.line() || d.cell())
              .filter(d -> d.name().startsWith(name))
              .map(d -> (cell || !d.line() ? "%%" : "%") + d.name())
              .toList();
      int start = end - name.length() - signs.length();
      return completed(
          code, start, end, matches, Stream.generate(() -> "magic").limit(matches.size()).toList());
    }
    String prefix = line.group(4);
    List<String> before = MagicRegistry.words(line.group(3));
    List<String> matches =
        magics.find(name).map(magic -> magic.complete(before, prefix)).orElse(List.of());
    return completed(
        code,
        end - prefix.length(),
        end,
        matches,
        Stream.generate(() -> "path").limit(matches.size()).toList());
  }

  private static Replies.Completed completed(
      String code, int start, int end, List<String> matches, List<String> types) {
    JsonArray described = new JsonArray();
    for (int i = 0; i < matches.size(); i++) {
      JsonObject match = new JsonObject();
      match.addProperty("text", matches.get(i));
      match.addProperty("type", types.get(i));
      match.addProperty("start", CodePoints.toPoints(code, start));
      match.addProperty("end", CodePoints.toPoints(code, end));
      described.add(match);
    }
    JsonObject metadata = new JsonObject();
    metadata.add("_jupyter_types_experimental", described);
    return new Replies.Completed(
        matches, CodePoints.toPoints(code, start), CodePoints.toPoints(code, end), metadata);
  }

  /** The conventions of Java's names tell the kinds apart. */
  private static List<String> types(List<String> matches) {
    List<String> types = new ArrayList<>();
    for (String match : matches) {
      boolean call = match.endsWith("(") || match.endsWith("()");
      boolean constant = match.length() > 1 && match.matches("[A-Z][A-Z0-9_]*");
      boolean type = !match.isEmpty() && Character.isUpperCase(match.charAt(0));
      types.add(call ? "function" : constant ? "constant" : type ? "class" : "variable");
    }
    return types;
  }
}
