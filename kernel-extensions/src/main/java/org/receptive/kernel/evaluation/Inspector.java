package org.receptive.kernel.evaluation;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SourceCodeAnalysis.Documentation;
import jdk.jshell.VarSnippet;
import org.receptive.kernel.display.MimeBundle;
import org.receptive.kernel.magic.Magic;
import org.receptive.kernel.magic.MagicRegistry;

/** Says what is at the cursor: signatures with their documentation, declarations, magics. */
public final class Inspector {
  private final JavaShell shell;
  private final MagicRegistry magics;

  /** Looks into the given shell and magics. */
  public Inspector(JavaShell shell, MagicRegistry magics) {
    this.shell = shell;
    this.magics = magics;
  }

  /**
   * Returns a description of what the cursor is in, at the end of, or calls.
   *
   * @param code the cell
   * @param cursor the cursor in code points
   * @param detailed whether the source is wanted as well
   */
  public Optional<MimeBundle> inspect(String code, int cursor, boolean detailed) {
    int at = CodePoints.toUnits(code, cursor);
    int end = at;
    while (end < code.length() && Character.isJavaIdentifierPart(code.charAt(end))) {
      end++;
    }
    int start = end;
    while (start > 0 && isNamePart(code.charAt(start - 1))) {
      start--;
    }
    String name = code.substring(start, end);
    if (name.startsWith("%")) {
      return explainMagic(name);
    }
    int snippet = snippetStart(code, end);
    String before = code.substring(snippet, end);
    return declared(name, detailed)
        .or(() -> documented(before))
        .or(() -> documented(before + "("))
        .or(() -> documented(code.substring(snippet, Math.max(snippet, at))))
        .map(MimeBundle::text);
  }

  /** Returns what {@code subject?} shows. */
  public Optional<MimeBundle> explain(String subject, boolean detailed) {
    return subject.startsWith("%")
        ? explainMagic(subject)
        : inspect(subject, subject.codePointCount(0, subject.length()), detailed);
  }

  private static boolean isNamePart(char c) {
    return Character.isJavaIdentifierPart(c) || c == '.' || c == '%';
  }

  private int snippetStart(String code, int end) {
    int line = 1;
    for (CellPart part : shell.split(code.substring(0, end))) {
      line = part.line();
    }
    int start = 0;
    for (int i = 1; i < line; i++) {
      start = code.indexOf('\n', start) + 1;
    }
    return start;
  }

  private Optional<MimeBundle> explainMagic(String name) {
    return magics
        .find(name.replace("%", ""))
        .map(Magic::description)
        .map(d -> MimeBundle.text(d.summary() + "\n\n" + d.usage() + "\n\n" + d.details()));
  }

  private Optional<String> documented(String code) {
    List<Documentation> found = shell.analysis(code).documentation(code, code.length(), true);
    SourceDocs sources = new SourceDocs(Inspector.class.getClassLoader(), shell.defaultImports());
    String text =
        found.stream()
            .map(d -> d.signature() + javadoc(d, sources))
            .distinct()
            .collect(Collectors.joining("\n\n"));
    return text.isBlank() ? Optional.empty() : Optional.of(text);
  }

  private static String javadoc(Documentation documentation, SourceDocs sources) {
    return Optional.ofNullable(documentation.javadoc())
        .or(() -> sources.of(documentation.signature()))
        .map(text -> "\n" + JavadocText.plain(text).indent(4).stripTrailing())
        .orElse("");
  }

  private Optional<String> declared(String name, boolean detailed) {
    JShell snippets = shell.withVariablesIn(name);
    Optional<String> variable =
        snippets
            .variables()
            .filter(v -> v.name().equals(name) && alive(v))
            .map(this::describe)
            .findFirst();
    return variable.or(
        () ->
            Stream.concat(snippets.methods(), snippets.types())
                .filter(s -> s.name().equals(name) && alive(s))
                .map(s -> declaration(s.source(), detailed))
                .reduce((a, b) -> a + "\n\n" + b));
  }

  private boolean alive(Snippet snippet) {
    Status status = shell.snippets().status(snippet);
    return status == Status.VALID || status == Status.RECOVERABLE_DEFINED;
  }

  private String describe(VarSnippet variable) {
    return variable.typeName() + " " + variable.name() + "\n" + shell.valueText(variable);
  }

  private static String declaration(String source, boolean detailed) {
    int body = source.indexOf('{');
    return (detailed || body < 0 ? source : source.substring(0, body)).strip();
  }
}
