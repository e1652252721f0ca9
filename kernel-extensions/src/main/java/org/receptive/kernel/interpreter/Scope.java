package org.receptive.kernel.interpreter;

import java.util.Optional;

/** What names mean in a notebook. */
public interface Scope {
  /** A variable, wherever it is kept. */
  interface Variable {
    /** Returns its declared type. */
    StaticType type();

    /** Returns its value. */
    Object get() throws ReflectiveOperationException;

    /** Gives it another value. */
    void set(Object value) throws ReflectiveOperationException;
  }

  /** What a name means. */
  sealed interface Meaning {
    /** The name is that of a variable the interpreter can use. */
    record Known(Variable variable) implements Meaning {}

    /** Nothing of this name is declared. */
    record Free() implements Meaning {}

    /** Something of this name is declared that only the compiler can handle. */
    record Opaque() implements Meaning {}
  }

  /** Returns what a name means as that of a variable. */
  Meaning variable(String name);

  /** Returns whether the notebook declares a method of this name. */
  boolean declaresMethod(String name);

  /** Returns whether the notebook declares a class of this name. */
  boolean declaresType(String name);

  /** Returns whether a variable of this name and type can be declared without the compiler. */
  boolean mayDeclare(String name, StaticType type);

  /**
   * Declares a variable that may be declared.
   *
   * @param name what it is called
   * @param type its type
   * @param written its type as the declaration has it; empty for {@code var}
   * @param value what it starts with
   */
  void declare(String name, StaticType type, Optional<String> written, Object value);

  /** Keeps the value of an expression under a name of its own. */
  void keep(StaticType type, Object value);

  /** Returns the imports, as they are written between {@code import} and the semicolon. */
  Iterable<String> imports();

  /** Returns what finds classes. */
  ClassLoader loader();
}
