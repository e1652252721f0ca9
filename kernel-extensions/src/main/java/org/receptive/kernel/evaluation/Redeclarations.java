package org.receptive.kernel.evaluation;

import java.lang.reflect.Field;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.PersistentSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Kind;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.VarSnippet;

/**
 * Keeps variables alive when something they depend on is declared anew.
 *
 * <p>JShell recompiles everything that depends on a redeclared name or a new import. In one process
 * that loads new classes, whose fields start at zero: {@code int x = f();} would silently become 0
 * when {@code f} is declared again. Here the old value moves to the new field; where a name has
 * come to mean another type, or the old initial value no longer compiles, the variable is declared
 * with the type that it had. Where its class was replaced, the variable is reset, and the student
 * is told.
 */
final class Redeclarations {
  private final JShell shell;
  private final CellExecutionControl control;
  private final SnippetOrigins origins;
  private final StaleNotes stale;
  private final Map<String, Held> held = new LinkedHashMap<>();
  private final Map<String, String> sources = new HashMap<>();
  private final Map<DeclarationSnippet, String> broken = new LinkedHashMap<>();

  Redeclarations(JShell shell, CellExecutionControl control, SnippetOrigins origins) {
    this.shell = shell;
    this.control = control;
    this.origins = origins;
    this.stale = new StaleNotes(shell, control.code(), origins);
  }

  /**
   * A variable's place.
   *
   * @param field where its value is
   * @param source how it was declared
   * @param origin where
   */
  record Held(String name, Field field, String source, SnippetOrigins.Origin origin) {
    Object value() {
      try {
        return field.get(null);
      } catch (IllegalAccessException e) {
        throw new IllegalStateException("the variable " + name + " cannot be read", e);
      }
    }
  }

  /** Moves values to the places that a snippet has changed, and says what was reset. */
  void after(List<SnippetEvent> events, Consumer<String> notes) {
    SnippetEvent first = events.getFirst();
    if (first.status() == Status.REJECTED) {
      return;
    }
    String name = first.snippet() instanceof PersistentSnippet p ? p.name() : "";
    boolean changed = declaresAnew(first.snippet());
    Set<String> reset = settle(events, name, notes);
    boolean replaced = first.snippet() instanceof VarSnippet variable && holdAnew(variable);
    if (changed || replaced) {
      for (Held one : held.values()) {
        if (isNamed(one.name()) && !one.name().equals(name) && !reset.contains(one.name())) {
          if (changed && Identifiers.mentions(one.source(), name)) {
            notes.accept(stale.ofValue(one, name));
          } else {
            stale.ofCode(one, name).ifPresent(notes);
          }
        }
      }
    }
    events.stream()
        .skip(1)
        .filter(
            e -> e.previousStatus() == Status.VALID && e.snippet() instanceof DeclarationSnippet)
        .map(e -> (DeclarationSnippet) e.snippet())
        .filter(s -> s.kind() == Kind.METHOD || s.kind() == Kind.TYPE_DECL)
        .forEach(s -> broken.putIfAbsent(s, name));
  }

  /**
   * Says what no longer compiles once all of a cell has run: its end may mend what its start broke.
   */
  void endOf(String cell, Consumer<String> notes) {
    broken.forEach(
        (snippet, declared) -> {
          Status now = shell.status(snippet);
          boolean waits =
              now == Status.RECOVERABLE_DEFINED || now == Status.RECOVERABLE_NOT_DEFINED;
          if (waits && !originOf(snippet).cell().equals(cell)) {
            notes.accept(stale.ofBroken(snippet, declared));
          }
        });
    broken.clear();
  }

  /** Remembers a new variable's place; returns whether it has taken that of an older one. */
  boolean holdAnew(VarSnippet variable) {
    Optional<Field> now = field(variable);
    if (now.isEmpty()) {
      return held.remove(variable.name()) != null;
    }
    Held old = hold(variable.name(), now.get(), variable.source(), originOf(variable));
    return old != null && !old.field().equals(now.get());
  }

  /** Forgets a variable that has been dropped. */
  void forget(String name) {
    held.remove(name);
  }

  private Held hold(String name, Field field, String source, SnippetOrigins.Origin origin) {
    field.setAccessible(true);
    return held.put(name, new Held(name, field, source, origin));
  }

  /** What becomes of a variable. */
  private enum Fate {
    KEPT,
    RESET,
    LOST
  }

  /** Finds new places for the variables that JShell has compiled anew; returns those reset. */
  private Set<String> settle(List<SnippetEvent> events, String declared, Consumer<String> notes) {
    Set<String> replaced =
        events.stream()
            .map(SnippetEvent::snippet)
            .filter(s -> s.kind() == Kind.TYPE_DECL)
            .map(s -> ((PersistentSnippet) s).name())
            .collect(Collectors.toSet());
    Set<String> reset = new LinkedHashSet<>();
    Set<Held> lost = new LinkedHashSet<>();
    for (SnippetEvent event : events.subList(1, events.size())) {
      Held old = event.snippet() instanceof VarSnippet v ? held.get(v.name()) : null;
      if (old != null && !old.name().equals(declared)) {
        switch (settle((VarSnippet) event.snippet(), old, replaced, declared, notes)) {
          case KEPT -> {}
          case RESET -> reset.add(old.name());
          case LOST -> lost.add(old);
        }
      }
    }
    lost.stream()
        .filter(old -> !restore(old, replaced, declared, notes))
        .forEach(old -> reset.add(old.name()));
    return reset;
  }

  private Fate settle(
      VarSnippet variable,
      Held old,
      Set<String> replaced,
      String declared,
      Consumer<String> notes) {
    Optional<Field> place = field(variable);
    if (place.isPresent()) {
      Field now = place.get();
      boolean same = text(now.getGenericType()).equals(text(old.field().getGenericType()));
      if (now.equals(old.field()) || same || !canRestore(old, replaced)) {
        return move(old, now, declared, notes);
      }
    }
    return Fate.LOST;
  }

  private static Optional<String> text(Type type) {
    return SourceType.of(type).map(SourceType::text);
  }

  private static boolean canRestore(Held old, Set<String> replaced) {
    return SourceType.of(old.field().getGenericType())
        .filter(type -> type.ofNotebook().stream().noneMatch(replaced::contains))
        .isPresent();
  }

  /** Declares a variable with the type that it had. */
  private boolean restore(Held old, Set<String> replaced, String declared, Consumer<String> notes) {
    if (canRestore(old, replaced)) {
      String type = text(old.field().getGenericType()).orElseThrow();
      SnippetOrigins.Origin outer = origins.current();
      origins.from(old.origin());
      try {
        List<SnippetEvent> events = shell.eval(type + " " + old.name() + ";");
        Optional<Field> place =
            events.getFirst().snippet() instanceof VarSnippet v ? field(v) : Optional.empty();
        if (place.isPresent() && move(old, place.get(), declared, notes) == Fate.KEPT) {
          settle(events, old.name(), notes);
          return true;
        }
      } finally {
        origins.from(outer);
      }
    }
    held.remove(old.name());
    if (isNamed(old.name())) {
      notes.accept(stale.ofRemoved(old, declared));
    }
    return false;
  }

  /** Moves a value to the variable's new place, if it is of the type that this is of. */
  private Fate move(Held old, Field now, String declared, Consumer<String> notes) {
    now.setAccessible(true);
    try {
      if (!now.equals(old.field())) {
        now.set(null, old.field().get(null));
      }
      hold(old.name(), now, old.source(), old.origin());
      return Fate.KEPT;
    } catch (IllegalArgumentException e) {
      hold(old.name(), now, old.source(), old.origin());
      if (isNamed(old.name())) {
        notes.accept(stale.ofReset(old, declared));
      }
      return Fate.RESET;
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("the variable " + old.name() + " cannot be moved", e);
    }
  }

  private static boolean isNamed(String name) {
    return !name.startsWith("$");
  }

  private boolean declaresAnew(Snippet declared) {
    if (!(declared instanceof DeclarationSnippet named)
        || declared.kind() != Kind.METHOD && declared.kind() != Kind.TYPE_DECL) {
      return false;
    }
    String key = named instanceof MethodSnippet m ? m.name() + m.parameterTypes() : named.name();
    String old = sources.put(key, declared.source().strip());
    return old != null && !old.equals(declared.source().strip());
  }

  private SnippetOrigins.Origin originOf(Snippet snippet) {
    return origins.of(snippet.id()).orElseGet(origins::current);
  }

  private Optional<Field> field(VarSnippet variable) {
    if (shell.status(variable) != Status.VALID) {
      return Optional.empty();
    }
    shell.varValue(variable);
    return control.takeVariable();
  }
}
