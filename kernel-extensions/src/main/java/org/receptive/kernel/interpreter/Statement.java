package org.receptive.kernel.interpreter;

import java.util.List;
import java.util.Optional;

/** A statement as it is written. */
sealed interface Statement {
  /** Returns where it starts in the cell. */
  int start();

  /**
   * The declaration of a variable.
   *
   * @param type its type; empty for {@code var}
   * @param name the variable
   * @param value what it starts with; empty if nothing is said
   * @param start where it starts in the cell
   * @param line the line of the cell on which it starts
   */
  record Declaration(
      Optional<Expression.TypeName> type,
      String name,
      Optional<Expression> value,
      int start,
      int line)
      implements Statement {}

  /**
   * An expression.
   *
   * @param expression what is evaluated
   * @param inParentheses whether it may be in parentheses, and so shows even what alone would not
   * @param terminated whether it ends with a semicolon
   * @param start where it starts in the cell
   */
  record Evaluation(Expression expression, boolean inParentheses, boolean terminated, int start)
      implements Statement {}

  /** Statements in braces. */
  record Block(List<Statement> statements, int start) implements Statement {}

  /** {@code if}, with or without {@code else}. */
  record Choice(Expression condition, Statement then, Optional<Statement> otherwise, int start)
      implements Statement {}

  /**
   * A loop that counts: {@code for (int i = 0; i < n; i++)}.
   *
   * @param counter declares what is counted, with a value
   * @param condition whether it goes on
   * @param updates what happens between two rounds
   * @param body what is repeated
   * @param start where it starts in the cell
   * @param conditionStart where the condition starts in the cell
   */
  record Count(
      Declaration counter,
      Expression condition,
      List<Expression> updates,
      Statement body,
      int start,
      int conditionStart)
      implements Statement {}

  /**
   * A loop over an array: {@code for (int n : numbers)}.
   *
   * @param type of the elements; empty for {@code var}
   * @param name of the element in the body
   * @param array a variable
   * @param body what is repeated
   * @param start where it starts in the cell
   * @param line the line of the cell on which it starts
   */
  record Each(
      Optional<Expression.TypeName> type,
      String name,
      Expression.Name array,
      Statement body,
      int start,
      int line)
      implements Statement {}
}
