package org.receptive.kernel.evaluation;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import jdk.jshell.ImportSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.VarSnippet;
import org.receptive.kernel.interpreter.Scope;
import org.receptive.kernel.interpreter.StaticType;

/**
 * What names mean to the interpreter: variables that it has declared itself and JShell does not
 * know yet, then what JShell knows. A variable waits here until a snippet mentions it, as default
 * imports do; from then on JShell keeps it. Safe to share between threads.
 */
final class NotebookScope implements Scope {
  /** What the scope asks of the shell. */
  interface Shell {
    /** Returns JShell, if it has been started. */
    Optional<JShell> started();

    /** Returns the place of a variable of JShell. */
    Optional<Field> field(VarSnippet variable);

    /** Returns the default imports, and whether they have been made. */
    List<String> defaultImports();

    /** Returns a new name for the value of an expression. */
    String newTemporary();

    /** Returns where code comes from that runs now. */
    SnippetOrigins.Origin origin();

    /** Says that a snippet now stands for a later declaration. */
    void cameFrom(Snippet snippet, SnippetOrigins.Origin origin);

    /** Returns what finds classes. */
    ClassLoader loader();
  }

  /** A variable that JShell does not know yet. */
  static final class Waiting implements Variable {
    private final StaticType type;
    private final String written;
    private final SnippetOrigins.Origin origin;
    private volatile Object value;

    private Waiting(StaticType type, String written, SnippetOrigins.Origin origin, Object value) {
      this.type = type;
      this.written = written;
      this.origin = origin;
      this.value = value;
    }

    @Override
    public StaticType type() {
      return type;
    }

    @Override
    public Object get() {
      return value;
    }

    @Override
    public void set(Object value) {
      this.value = value;
    }

    /**
     * Returns the ways to declare it without a value, the best first: as it was written, and,
     * should the names in that mean something else by now, with its type in full.
     *
     * @param name what it is called
     * @param shadowed whether the notebook declares a class of the given simple name
     */
    List<String> declarations(String name, Predicate<String> shadowed) {
      String full = SourceType.of(type.type()).map(SourceType::text).orElseGet(type::source);
      List<String> ways = new ArrayList<>();
      if (type.erased().getTypeParameters().length > 0
          || Identifiers.in(written).stream().noneMatch(shadowed)
          || full.equals(written)) {
        ways.add(written);
      }
      ways.add(full);
      if (!type.erased().isPrimitive()) {
        ways.add("Object"); // Its class may have been declared anew.
      }
      return ways.stream().map(t -> t + " " + name + ";").toList();
    }

    /** Returns where it was declared. */
    SnippetOrigins.Origin origin() {
      return origin;
    }
  }

  /** A variable that JShell keeps. */
  private record Kept(StaticType type, Field field) implements Variable {
    @Override
    public Object get() throws IllegalAccessException {
      return field.get(null);
    }

    @Override
    public void set(Object value) throws IllegalAccessException {
      field.set(null, value);
    }
  }

  /** A variable that was declared here and went to JShell. */
  private record HandedOver(VarSnippet snippet, StaticType type) {}

  private final Shell shell;
  private final Map<String, Waiting> waiting = new LinkedHashMap<>();
  private final Map<String, HandedOver> handedOver = new HashMap<>();

  NotebookScope(Shell shell) {
    this.shell = shell;
  }

  @Override
  public synchronized Meaning variable(String name) {
    Waiting here = waiting.get(name);
    if (here != null) {
      return new Meaning.Known(here);
    }
    return snippet(name).map(this::meaning).orElseGet(Meaning.Free::new);
  }

  private Optional<VarSnippet> snippet(String name) {
    return shell
        .started()
        .flatMap(
            s ->
                s.variables()
                    .filter(v -> v.name().equals(name) && s.status(v).isActive())
                    .findFirst());
  }

  private Meaning meaning(VarSnippet snippet) {
    if (shell.started().map(s -> s.status(snippet)).orElse(Status.NONEXISTENT) != Status.VALID) {
      return new Meaning.Opaque();
    }
    Optional<Field> field = shell.field(snippet);
    return field
        .flatMap(f -> type(snippet, f))
        .<Meaning>map(type -> new Meaning.Known(new Kept(type, field.orElseThrow())))
        .orElseGet(Meaning.Opaque::new);
  }

  /** A type with type arguments, or one that the field hides, only the compiler understands. */
  private Optional<StaticType> type(VarSnippet snippet, Field field) {
    HandedOver mine = handedOver.get(snippet.name());
    if (mine != null && mine.snippet().equals(snippet)) {
      return Optional.of(mine.type());
    }
    Class<?> type = field.getType();
    String name = Optional.ofNullable(type.getCanonicalName()).orElse("");
    String written = snippet.typeName();
    boolean same = name.equals(written) || name.endsWith("." + written);
    boolean raw = type.getTypeParameters().length == 0;
    return same && raw ? Optional.of(new StaticType(type)) : Optional.empty();
  }

  @Override
  public synchronized boolean declaresMethod(String name) {
    return shell
        .started()
        .filter(s -> s.methods().anyMatch(m -> m.name().equals(name) && s.status(m).isActive()))
        .isPresent();
  }

  @Override
  public synchronized boolean declaresType(String name) {
    return shell
        .started()
        .filter(s -> s.types().anyMatch(t -> t.name().equals(name) && s.status(t).isActive()))
        .isPresent();
  }

  /** JShell's own variables may have been computed by what they mention: those it replaces. */
  @Override
  public synchronized boolean mayDeclare(String name, StaticType type) {
    Optional<VarSnippet> known = waiting.containsKey(name) ? Optional.empty() : snippet(name);
    return known.isEmpty() || isHandedOver(known.get(), type);
  }

  private boolean isHandedOver(VarSnippet snippet, StaticType type) {
    HandedOver mine = handedOver.get(snippet.name());
    return mine != null
        && mine.snippet().equals(snippet)
        && mine.type().equals(type)
        && shell.started().map(s -> s.status(snippet)).orElse(Status.NONEXISTENT) == Status.VALID;
  }

  @Override
  public synchronized void declare(
      String name, StaticType type, Optional<String> written, Object value) {
    Optional<VarSnippet> known = waiting.containsKey(name) ? Optional.empty() : snippet(name);
    Optional<Field> field = known.filter(v -> isHandedOver(v, type)).flatMap(shell::field);
    if (field.isEmpty()) {
      waiting.put(
          name,
          new Waiting(type, written.orElseGet(() -> shortSource(type)), shell.origin(), value));
      return;
    }
    try {
      field.get().set(null, value);
      shell.cameFrom(known.orElseThrow(), shell.origin());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("the variable " + name + " cannot be set", e);
    }
  }

  @Override
  public synchronized void keep(StaticType type, Object value) {
    String name = shell.newTemporary();
    waiting.put(name, new Waiting(type, shortSource(type), shell.origin(), value));
  }

  /** Keeps the value of an expression that JShell has compiled; returns whether it can. */
  synchronized boolean setAside(VarSnippet variable, Field field) {
    Optional<StaticType> type =
        StaticType.of(field.getGenericType()).filter(t -> SourceType.of(t.type()).isPresent());
    type.ifPresent(t -> waiting.put(variable.name(), taken(variable, t, field)));
    return type.isPresent();
  }

  /** A value leaves its field, or the field would hold it for good. */
  private Waiting taken(VarSnippet variable, StaticType type, Field field) {
    try {
      Waiting taken = new Waiting(type, variable.typeName(), shell.origin(), field.get(null));
      if (!field.getType().isPrimitive()) {
        field.set(null, null);
      }
      return taken;
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("the value " + variable.name() + " cannot be read", e);
    }
  }

  /** A type is shown to students by its simple name, if that is enough. */
  private String shortSource(StaticType type) {
    String full = type.source();
    if (full.startsWith("java.lang.") && full.lastIndexOf('.') == "java.lang".length()) {
      return full.substring("java.lang.".length());
    }
    return shell.defaultImports().contains(full) ? full.substring(full.lastIndexOf('.') + 1) : full;
  }

  /** Returns the names of the variables that JShell does not know yet, oldest first. */
  synchronized List<String> waiting() {
    return List.copyOf(waiting.keySet());
  }

  /** Returns whether there are variables that JShell does not know yet. */
  synchronized boolean anyWaiting() {
    return !waiting.isEmpty();
  }

  /** Takes out the variables whose names fit, to be declared in JShell. */
  synchronized Map<String, Waiting> take(Predicate<String> wanted) {
    Map<String, Waiting> taken = new LinkedHashMap<>();
    waiting.forEach(
        (name, variable) -> {
          if (wanted.test(name)) {
            taken.put(name, variable);
          }
        });
    taken.keySet().forEach(waiting::remove);
    return taken;
  }

  /** Remembers that a variable has gone to JShell. */
  synchronized void handedOver(VarSnippet snippet, StaticType type) {
    handedOver.put(snippet.name(), new HandedOver(snippet, type));
  }

  @Override
  public synchronized List<String> imports() {
    List<String> all = new ArrayList<>(shell.defaultImports());
    shell
        .started()
        .ifPresent(
            s ->
                s.imports()
                    .filter(i -> s.status(i).isActive())
                    .map(NotebookScope::written)
                    .filter(i -> !all.contains(i))
                    .forEach(all::add));
    return all;
  }

  private static String written(ImportSnippet snippet) {
    return (snippet.isStatic() ? "static " : "") + snippet.fullname();
  }

  @Override
  public ClassLoader loader() {
    return shell.loader();
  }
}
