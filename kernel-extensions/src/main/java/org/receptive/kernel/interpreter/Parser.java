package org.receptive.kernel.interpreter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.receptive.kernel.interpreter.Expression.TypeName;

/** Reads plain statements by recursive descent (JLS 14). */
final class Parser {
  private final Tokens tokens;
  private final ExpressionParser expressions;

  private Parser(Tokens tokens) {
    this.tokens = tokens;
    this.expressions = new ExpressionParser(tokens);
  }

  /**
   * Returns the statements of a cell.
   *
   * @throws NotPlain if one of them is not plain, or is no Java
   */
  static List<Statement> statements(String cell) {
    Parser parser = new Parser(new Tokens(Lexer.words(cell)));
    List<Statement> statements = new ArrayList<>();
    while (parser.tokens.peek().kind() != Token.Kind.END) {
      statements.add(parser.statement());
    }
    return statements;
  }

  private Statement statement() {
    Token first = tokens.peek();
    if (first.is("for")) {
      return loop();
    }
    Optional<Integer> typeLength = tokens.typeBeforeName();
    if (typeLength.isPresent()) {
      return declaration(first);
    }
    Expression expression = expressions.expression();
    boolean inParentheses =
        first.is("(")
            && (expression instanceof Expression.Name
                || expression instanceof Expression.Assignment
                || expression instanceof Expression.ElementAssignment
                || expression instanceof Expression.Call);
    return new Statement.Evaluation(expression, inParentheses, ended(), first.start());
  }

  /** A statement inside another one: nothing is shown, and nothing is repeated within a loop. */
  private Statement inner() {
    Token first = tokens.peek();
    if (first.is("{")) {
      return block();
    }
    if (tokens.accept("if")) {
      tokens.expect("(");
      Expression condition = expressions.expression();
      tokens.expect(")");
      Statement then = inner();
      Optional<Statement> otherwise =
          tokens.accept("else") ? Optional.of(inner()) : Optional.empty();
      return new Statement.Choice(condition, then, otherwise, first.start());
    }
    Expression expression = effect();
    tokens.expect(";");
    return new Statement.Evaluation(expression, false, true, first.start());
  }

  /** An expression that may be a statement; in parentheses it may not (JLS 14.8). */
  private Expression effect() {
    if (tokens.peek().is("(")) {
      throw new NotPlain("a statement that starts with a parenthesis");
    }
    return expressions.expression();
  }

  private Statement block() {
    Token first = tokens.next();
    List<Statement> statements = new ArrayList<>();
    while (!tokens.accept("}")) {
      boolean declares = tokens.typeBeforeName().isPresent();
      statements.add(declares ? declaration(tokens.peek()) : inner());
    }
    return new Statement.Block(statements, first.start());
  }

  private Statement loop() {
    Token first = tokens.next();
    tokens.expect("(");
    int length = tokens.typeBeforeName().orElseThrow(() -> new NotPlain("a loop of another kind"));
    if (tokens.peek(length + 1).is(":")) {
      return each(first);
    }
    Statement.Declaration counter = declaration(tokens.peek());
    if (counter.value().isEmpty() || counter.type().isEmpty()) {
      throw new NotPlain("a counter without type or value");
    }
    int conditionStart = tokens.peek().start();
    Expression condition = expressions.expression();
    tokens.expect(";");
    List<Expression> updates = new ArrayList<>();
    do {
      updates.add(effect());
    } while (tokens.accept(","));
    tokens.expect(")");
    return new Statement.Count(counter, condition, updates, inner(), first.start(), conditionStart);
  }

  private Statement each(Token first) {
    boolean inferred = tokens.peek().is("var");
    Optional<TypeName> type = Optional.of(tokens.typeName()).filter(_ -> !inferred);
    String name = tokens.name();
    tokens.expect(":");
    Token array = tokens.peek();
    Expression.Name variable = new Expression.Name(tokens.name(), array.line());
    tokens.expect(")");
    return new Statement.Each(type, name, variable, inner(), first.start(), first.line());
  }

  /** A statement ends with a semicolon, the last one of a cell also without. */
  private boolean ended() {
    if (tokens.peek().kind() == Token.Kind.END) {
      return false;
    }
    tokens.expect(";");
    return true;
  }

  private Statement.Declaration declaration(Token first) {
    boolean inferred = first.is("var") && Tokens.isName(tokens.peek(1));
    if (inferred) {
      tokens.skip(1);
    }
    Optional<TypeName> type = inferred ? Optional.empty() : Optional.of(tokens.typeName());
    String name = tokens.name();
    Optional<Expression> value = Optional.empty();
    if (tokens.accept("=")) {
      boolean bare = tokens.peek().is("{") && type.isPresent() && type.get().dimensions() > 0;
      value =
          Optional.of(
              bare ? expressions.elements(Tokens.elementOf(type.get())) : expressions.expression());
    } else if (inferred) {
      throw new NotPlain("var without a value");
    }
    if (!ended() && !name.isEmpty() && value.isEmpty()) {
      throw new NotPlain("declaration without end");
    }
    return new Statement.Declaration(type, name, value, first.start(), first.line());
  }
}
