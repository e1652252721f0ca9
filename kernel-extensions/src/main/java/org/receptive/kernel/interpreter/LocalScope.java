package org.receptive.kernel.interpreter;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The inside of a loop or block: what is declared there hides what is outside, and ends with it.
 */
final class LocalScope implements Scope {
  private final Scope outer;
  private final Map<String, Local> locals = new HashMap<>();
  private final Set<String> begun = new HashSet<>();

  LocalScope(Scope outer) {
    this.outer = outer;
  }

  /** A variable of a block. */
  static final class Local implements Variable {
    private final StaticType type;
    private Object value;

    private Local(StaticType type) {
      this.type = type;
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
  }

  /**
   * Declares a variable; it gets its value when the declaration runs.
   *
   * @throws NotPlain if a block around has one of this name
   */
  Local local(String name, StaticType type) {
    if (isLocal(name)) {
      throw new NotPlain("a second " + name);
    }
    Local local = new Local(type);
    locals.put(name, local);
    return local;
  }

  /**
   * Begins a declaration: from its name on, this is what the name means (JLS 6.3), and it has no
   * value yet.
   */
  LocalScope begin(String name) {
    begun.add(name);
    return this;
  }

  private boolean isLocal(String name) {
    return locals.containsKey(name) || outer instanceof LocalScope scope && scope.isLocal(name);
  }

  @Override
  public Meaning variable(String name) {
    Local local = locals.get(name);
    if (local != null) {
      return new Meaning.Known(local);
    }
    return begun.contains(name) ? new Meaning.Opaque() : outer.variable(name);
  }

  @Override
  public boolean declaresMethod(String name) {
    return outer.declaresMethod(name);
  }

  @Override
  public boolean declaresType(String name) {
    return outer.declaresType(name);
  }

  @Override
  public boolean mayDeclare(String name, StaticType type) {
    return !isLocal(name);
  }

  @Override
  public void declare(String name, StaticType type, Optional<String> written, Object value) {
    local(name, type).set(value);
  }

  @Override
  public void keep(StaticType type, Object value) {
    // Values inside a block are not shown, and have no name.
  }

  @Override
  public Iterable<String> imports() {
    return outer.imports();
  }

  @Override
  public ClassLoader loader() {
    return outer.loader();
  }
}
