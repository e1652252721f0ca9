package org.receptive.kernel.interpreter;

import java.util.List;
import java.util.Optional;

/** An expression as it is written. Each knows the line of the cell on which an error would be. */
sealed interface Expression {
  int line();

  /**
   * Does something for each kind of expression. A switch over patterns would do, but its first run
   * costs a cold JVM some 10 ms, and the first cells are run by a cold JVM.
   *
   * @param <R> what comes of it
   */
  interface Visitor<R> {
    R visit(Literal literal);

    R visit(Name name);

    R visit(Member member);

    R visit(Element element);

    R visit(Call call);

    R visit(Creation creation);

    R visit(ArrayOfLength arrayOfLength);

    R visit(ArrayOf arrayOf);

    R visit(Unary unary);

    R visit(Binary binary);

    R visit(Cast cast);

    R visit(Assignment assignment);

    R visit(ElementAssignment elementAssignment);

    R visit(Step step);
  }

  /** Calls the visitor's method for this kind. */
  <R> R accept(Visitor<R> visitor);

  /** A value that is written out; {@code null} has no value. */
  record Literal(Optional<Object> value, Class<?> type, int line) implements Expression {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /** A name alone: a variable, a type, or the start of a package. */
  record Name(String name, int line) implements Expression {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /** A name behind a dot. */
  record Member(Expression target, String name, int line) implements Expression {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /** An element of an array. */
  record Element(Expression array, Expression index, int line) implements Expression {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /** A call, with or without saying whose method it is. */
  record Call(Optional<Expression> target, String name, List<Expression> arguments, int line)
      implements Expression {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /** A new object. */
  record Creation(TypeName type, List<Expression> arguments, int line) implements Expression {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /** A new array of given length; {@code type} is that of its elements. */
  record ArrayOfLength(TypeName type, Expression length, int line) implements Expression {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /** A new array of given elements; {@code type} is that of its elements. */
  record ArrayOf(TypeName type, List<Expression> elements, int line) implements Expression {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /** A sign before a value. */
  record Unary(String sign, Expression operand, int line) implements Expression {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /** A sign between two values. */
  record Binary(Expression left, String sign, Expression right, int line) implements Expression {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /** A value turned into another type. */
  record Cast(TypeName type, Expression operand, int line) implements Expression {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /** {@code =}, or a compound such as {@code +=}, whose sign before {@code =} is given. */
  record Assignment(String name, Optional<String> sign, Expression value, int line)
      implements Expression {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /** The same to an element of an array. */
  record ElementAssignment(Element element, Optional<String> sign, Expression value, int line)
      implements Expression {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /** {@code x++}, {@code --x} and the like. */
  record Step(String name, boolean up, boolean before, int line) implements Expression {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /**
   * A type as it is written, without type arguments.
   *
   * @param name simple or qualified
   * @param dimensions of the array; 0 if it is none
   */
  record TypeName(String name, int dimensions) {}
}
