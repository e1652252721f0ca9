package org.receptive.kernel.interpreter;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.receptive.kernel.interpreter.Expression.TypeName;

/** Reads expressions by recursive descent, with the precedences of Java (JLS 15). */
final class ExpressionParser {
  private static final Map<String, Integer> PRECEDENCE =
      Map.ofEntries(
          Map.entry("||", 1),
          Map.entry("&&", 2),
          Map.entry("|", 3),
          Map.entry("^", 4),
          Map.entry("&", 5),
          Map.entry("==", 6),
          Map.entry("!=", 6),
          Map.entry("<", 7),
          Map.entry(">", 7),
          Map.entry("<=", 7),
          Map.entry(">=", 7),
          Map.entry("<<", 8),
          Map.entry(">>", 8),
          Map.entry(">>>", 8),
          Map.entry("+", 9),
          Map.entry("-", 9),
          Map.entry("*", 10),
          Map.entry("/", 10),
          Map.entry("%", 10));

  private static final Set<String> COMPOUND =
      Set.of("+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<=", ">>=", ">>>=");

  private final Tokens tokens;

  ExpressionParser(Tokens tokens) {
    this.tokens = tokens;
  }

  Expression expression() {
    Token first = tokens.peek();
    if (Tokens.isName(first)
        && (tokens.peek(1).is("=") || COMPOUND.contains(tokens.peek(1).text()))) {
      tokens.skip(1);
      String sign = tokens.next().text();
      return new Expression.Assignment(first.text(), compound(sign), expression(), first.line());
    }
    Expression value = binary(1);
    boolean assigned = tokens.peek().is("=") || COMPOUND.contains(tokens.peek().text());
    if (assigned && value instanceof Expression.Element element) {
      String sign = tokens.next().text();
      return new Expression.ElementAssignment(
          element, compound(sign), expression(), element.line());
    }
    return value;
  }

  private static Optional<String> compound(String sign) {
    return sign.equals("=") ? Optional.empty() : Optional.of(sign.substring(0, sign.length() - 1));
  }

  private Expression binary(int lowest) {
    Expression left = unary();
    while (true) {
      Token sign = tokens.peek();
      int precedence = sign.kind() == Token.Kind.SIGN ? PRECEDENCE.getOrDefault(sign.text(), 0) : 0;
      if (precedence < lowest) {
        return left;
      }
      tokens.skip(1);
      left = new Expression.Binary(left, sign.text(), binary(precedence + 1), sign.line());
    }
  }

  private Expression unary() {
    Token first = tokens.peek();
    if (first.is("++") || first.is("--")) {
      tokens.skip(1);
      return new Expression.Step(tokens.name(), first.is("++"), true, first.line());
    }
    if (first.is("-") && tokens.peek(1).kind() == Token.Kind.NUMBER) {
      tokens.skip(1);
      Expression number = Numbers.literal("-" + tokens.next().text(), first.line());
      if (tokens.peek().is(".") || tokens.peek().is("[")) {
        throw new NotPlain("a member of a number");
      }
      return number;
    }
    if (first.is("+") || first.is("-") || first.is("!") || first.is("~")) {
      tokens.skip(1);
      return new Expression.Unary(first.text(), unary(), first.line());
    }
    if (first.is("(") && isCast()) {
      tokens.skip(1);
      TypeName type = tokens.typeName();
      tokens.expect(")");
      return new Expression.Cast(type, unary(), first.line());
    }
    return postfix(primary());
  }

  /** Java's own rule (JLS 15.16): what follows the parenthesis decides. */
  private boolean isCast() {
    int length = 2;
    boolean primitive =
        tokens.peek(1).kind() == Token.Kind.NAME
            && Types.PRIMITIVES.containsKey(tokens.peek(1).text());
    if (!primitive && !Tokens.isName(tokens.peek(1))) {
      return false;
    }
    while (tokens.peek(length).is(".") && Tokens.isName(tokens.peek(length + 1))) {
      length += 2;
    }
    while (tokens.peek(length).is("[") && tokens.peek(length + 1).is("]")) {
      length += 2;
    }
    if (!tokens.peek(length).is(")")) {
      return false;
    }
    Token after = tokens.peek(length + 1);
    return primitive
        || switch (after.kind()) {
          case NAME, NUMBER, CHARACTER, STRING -> true;
          case SIGN -> after.is("(") || after.is("!") || after.is("~");
          case END -> false;
        };
  }

  private Expression postfix(Expression start) {
    Expression value = start;
    while (true) {
      Token sign = tokens.peek();
      if (sign.is(".")) {
        tokens.skip(1);
        int line = tokens.peek().line();
        String name = tokens.name();
        value =
            tokens.peek().is("(")
                ? new Expression.Call(Optional.of(value), name, arguments(), line)
                : new Expression.Member(value, name, line);
      } else if (sign.is("[")) {
        tokens.skip(1);
        Expression index = expression();
        tokens.expect("]");
        value = new Expression.Element(value, index, sign.line());
      } else if (sign.is("++") || sign.is("--")) {
        tokens.skip(1);
        if (!(value instanceof Expression.Name variable)) {
          throw new NotPlain("a step of something that is no variable");
        }
        value = new Expression.Step(variable.name(), sign.is("++"), false, sign.line());
      } else {
        return value;
      }
    }
  }

  private Expression primary() {
    Token token = tokens.next();
    int line = token.line();
    return switch (token.kind()) {
      case NUMBER -> Numbers.literal(token.text(), line);
      case STRING -> new Expression.Literal(Optional.of(token.text().intern()), String.class, line);
      case CHARACTER ->
          new Expression.Literal(Optional.of(token.text().charAt(0)), char.class, line);
      case NAME -> named(token);
      case SIGN -> {
        if (!token.is("(")) {
          throw new NotPlain("a value expected, not " + token.text());
        }
        Expression inner = expression();
        tokens.expect(")");
        yield inner;
      }
      case END -> throw new NotPlain("a value expected, not the end");
    };
  }

  private Expression named(Token token) {
    int line = token.line();
    switch (token.text()) {
      case "null" -> {
        return new Expression.Literal(Optional.empty(), Types.Null.class, line);
      }
      case "true", "false" -> {
        return new Expression.Literal(
            Optional.of(token.text().equals("true")), boolean.class, line);
      }
      case "new" -> {
        return creation(line);
      }
      default -> {
        if (!Tokens.isName(token)) {
          throw new NotPlain("the word " + token.text());
        }
        return tokens.peek().is("(")
            ? new Expression.Call(Optional.empty(), token.text(), arguments(), line)
            : new Expression.Name(token.text(), line);
      }
    }
  }

  private Expression creation(int line) {
    TypeName element = tokens.elementName();
    if (tokens.peek().is("(")) {
      List<Expression> arguments = arguments();
      if (tokens.peek().is("{")) {
        throw new NotPlain("a class without a name");
      }
      return new Expression.Creation(element, arguments, line);
    }
    if (tokens.peek().is("[") && tokens.peek(1).is("]")) {
      tokens.skip(2);
      if (!tokens.peek().is("{")) {
        throw new NotPlain("an array of arrays");
      }
      return elements(element);
    }
    tokens.expect("[");
    Expression length = expression();
    tokens.expect("]");
    if (tokens.peek().is("[")) {
      throw new NotPlain("an array of arrays");
    }
    return new Expression.ArrayOfLength(element, length, line);
  }

  /** The elements in braces; those of an array of arrays may be in braces themselves. */
  Expression elements(TypeName type) {
    int line = tokens.peek().line();
    tokens.expect("{");
    List<Expression> elements = new ArrayList<>();
    while (!tokens.accept("}")) {
      boolean nested = tokens.peek().is("{") && type.dimensions() > 0;
      elements.add(nested ? elements(Tokens.elementOf(type)) : expression());
      if (!tokens.peek().is("}")) {
        tokens.expect(",");
      }
    }
    return new Expression.ArrayOf(type, elements, line);
  }

  private List<Expression> arguments() {
    tokens.expect("(");
    List<Expression> arguments = new ArrayList<>();
    if (tokens.accept(")")) {
      return arguments;
    }
    do {
      arguments.add(expression());
    } while (tokens.accept(","));
    tokens.expect(")");
    return arguments;
  }
}
