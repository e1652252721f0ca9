package org.receptive.kernel.evaluation;

import java.lang.reflect.Field;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import jdk.jshell.JShell;
import jdk.jshell.PersistentSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Kind;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.VarSnippet;

/**
 * Keeps variables alive when something they depend on is declared anew.
 *
 * <p>JShell recompiles everything that depends on a redeclared method, class or record. In one
 * process that loads new classes, whose fields start at zero: {@code int x = f();} would silently
 * become 0 when {@code f} is declared again. Here the old value moves to the new field. Where it
 * cannot, because its class was replaced, the variable is reset, and the student is told.
 */
final class Redeclarations {
  private final JShell shell;
  private final CellExecutionControl control;
  private final SnippetOrigins origins;

  Redeclarations(JShell shell, CellExecutionControl control, SnippetOrigins origins) {
    this.shell = shell;
    this.control = control;
    this.origins = origins;
  }

  /** A variable's place and content before a snippet runs. */
  record Held(VarSnippet variable, Field field) {}

  /**
   * The notebook before a snippet runs.
   *
   * @param variables places of the variables, by name
   * @param sources texts of the methods and classes, by name
   */
  record Snapshot(Map<String, Held> variables, Map<String, String> sources) {}

  /** Remembers where every variable is, and how every method and class is declared. */
  Snapshot before() {
    Map<String, Held> variables = new LinkedHashMap<>();
    shell
        .variables()
        .filter(this::alive)
        .forEach(v -> field(v).ifPresent(f -> variables.put(v.name(), new Held(v, f))));
    Map<String, String> sources = new LinkedHashMap<>();
    shell.methods().filter(this::alive).forEach(m -> sources.put(m.name(), m.source()));
    shell.types().filter(this::alive).forEach(t -> sources.put(t.name(), t.source()));
    return new Snapshot(variables, sources);
  }

  /** Moves values to the places that the snippet has changed, and says what was reset. */
  void after(Snapshot before, List<SnippetEvent> events, Consumer<String> notes) {
    Snippet declared = events.getFirst().snippet();
    boolean changed = declaresAnew(before, declared);
    String name = declared instanceof PersistentSnippet p ? p.name() : "";
    Set<String> left = new LinkedHashSet<>(before.variables().keySet());
    left.remove(name);
    for (VarSnippet variable : shell.variables().filter(this::alive).toList()) {
      left.remove(variable.name());
      Held held = before.variables().get(variable.name());
      if (variable != declared && held != null) {
        boolean kept = field(variable).map(now -> move(held, now, name, notes)).orElse(false);
        if (kept && changed && mentions(held.variable(), name)) {
          notes.accept(
              "%s keeps the value that the old %s gave it. Run %s again to compute it anew."
                  .formatted(variable.name(), name, cellOf(held.variable())));
        }
      }
    }
    if (declared.kind() == Kind.METHOD || declared.kind() == Kind.TYPE_DECL) {
      left.forEach(gone -> report(before.variables().get(gone), name, notes));
    }
  }

  private void report(Held gone, String declared, Consumer<String> notes) {
    notes.accept(
        "%s was removed: its value is of the old %s. Run %s again to set it."
            .formatted(gone.variable().name(), declared, cellOf(gone.variable())));
  }

  /** Moves a value to the variable's new place; returns whether it is still there. */
  private boolean move(Held held, Field now, String declared, Consumer<String> notes) {
    if (now.equals(held.field())) {
      return true;
    }
    String name = held.variable().name();
    try {
      now.set(null, held.field().get(null));
      return true;
    } catch (IllegalArgumentException e) {
      notes.accept(
          "%s was reset to null: its value is of the old %s. Run %s again to set it."
              .formatted(name, declared, cellOf(held.variable())));
      return false;
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("the variable " + name + " cannot be moved", e);
    }
  }

  private static boolean declaresAnew(Snapshot before, Snippet declared) {
    boolean declaration = declared.kind() == Kind.METHOD || declared.kind() == Kind.TYPE_DECL;
    if (!declaration || !(declared instanceof PersistentSnippet persistent)) {
      return false;
    }
    String old = before.sources().get(persistent.name());
    return old != null && !old.strip().equals(declared.source().strip());
  }

  private static boolean mentions(VarSnippet variable, String name) {
    return !name.isEmpty()
        && Pattern.compile("\\b" + Pattern.quote(name) + "\\b").matcher(variable.source()).find();
  }

  private String cellOf(VarSnippet variable) {
    return origins.of(variable.id()).map(o -> o.cell().replace("Cell", "cell")).orElse("its cell");
  }

  private boolean alive(Snippet snippet) {
    return shell.status(snippet) == Status.VALID;
  }

  private Optional<Field> field(VarSnippet variable) {
    shell.varValue(variable);
    return control.takeVariable();
  }
}
