package org.receptive.kernel.guest;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;

/**
 * What IJava and JJava add to their own base library: a JShell in the same process, and {@code
 * %jars}. Their base libraries are on Maven Central, the kernels made of them are not.
 */
public final class GuestShell {
  private static Object last;

  private final JShell shell = JShell.builder().executionEngine("local").build();
  private final ClassLoader loader;

  GuestShell() {
    // Now, for no snippet can ask while another one, such as %jars, runs.
    loader = (ClassLoader) evaluate("new Object() {}.getClass().getClassLoader()");
  }

  /** Called by the snippets. */
  public static void keep(Object value) {
    last = value;
  }

  /** Adds what {@code %jars} names, separated as a class path is. */
  void addToClassPath(String classPath) {
    Stream.of(classPath.split(File.pathSeparator)).map(Path::of).forEach(this::add);
  }

  private void add(Path path) {
    shell.addToClasspath(path.toString());
  }

  /** Runs a cell; the value of its last expression unless a semicolon follows, or null. */
  Object evaluate(String cell) {
    last = null;
    String rest = cell.strip();
    while (!rest.isEmpty()) {
      var completion = shell.sourceCodeAnalysis().analyzeCompletion(rest);
      boolean ends = completion.remaining() == null || completion.remaining().isBlank();
      String source = ends ? rest : completion.source();
      run(ends && isValue(source) ? GuestShell.class.getName() + ".keep(" + source + ");" : source);
      rest = ends ? "" : completion.remaining().strip();
    }
    return last;
  }

  private boolean isValue(String source) {
    return !source.endsWith(";")
        && shell.sourceCodeAnalysis().sourceToSnippets(source).stream()
            .anyMatch(
                snippet ->
                    snippet.kind() == Snippet.Kind.EXPRESSION
                        || snippet.subKind() == Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND);
  }

  private void run(String source) {
    List<SnippetEvent> events = shell.eval(source);
    for (SnippetEvent event : events) {
      if (event.exception() != null) {
        throw new IllegalStateException(event.exception());
      }
      if (event.status() == Snippet.Status.REJECTED) {
        throw new IllegalArgumentException(
            shell.diagnostics(event.snippet()).map(d -> d.getMessage(null)).toList().toString());
      }
    }
  }

  /** Loads the snippets and what is on their class path. */
  ClassLoader loader() {
    return loader;
  }
}
