package org.receptive.kernel.interpreter;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.receptive.kernel.interpreter.Expression.TypeName;

/** Reads plain statements by recursive descent, with the precedences of Java (JLS 15). */
final class Parser {
  private static final Set<String> KEYWORDS =
      Set.of(
          ("_ abstract assert break case catch class const continue default do else enum extends"
                  + " final finally for goto if implements import instanceof interface native"
                  + " package private protected public return static strictfp super switch"
                  + " synchronized this throw throws transient try volatile while yield")
              .split(" "));
  private static final Set<String> VALUE_WORDS = Set.of("null", "true", "false", "new");

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

  private final List<Token> tokens;
  private int at;

  private Parser(List<Token> tokens) {
    this.tokens = tokens;
  }

  /**
   * Returns the statements of a cell.
   *
   * @throws NotPlain if one of them is not plain, or is no Java
   */
  static List<Statement> statements(String cell) {
    Parser parser = new Parser(Lexer.words(cell));
    List<Statement> statements = new ArrayList<>();
    while (parser.peek().kind() != Token.Kind.END) {
      statements.add(parser.statement());
    }
    return statements;
  }

  private Token peek() {
    return tokens.get(at);
  }

  private Token peek(int ahead) {
    return tokens.get(Math.min(at + ahead, tokens.size() - 1));
  }

  private Token next() {
    return tokens.get(at++);
  }

  private boolean accept(String sign) {
    boolean there = peek().is(sign);
    at += there ? 1 : 0;
    return there;
  }

  private void expect(String sign) {
    if (!accept(sign)) {
      throw new NotPlain(sign + " expected, not " + peek().text());
    }
  }

  private String name() {
    Token token = next();
    if (!isName(token)) {
      throw new NotPlain("a name expected, not " + token.text());
    }
    return token.text();
  }

  private static boolean isName(Token token) {
    return token.kind() == Token.Kind.NAME
        && !KEYWORDS.contains(token.text())
        && !VALUE_WORDS.contains(token.text())
        && !Types.PRIMITIVES.containsKey(token.text());
  }

  private Statement statement() {
    Token first = peek();
    if (first.is("for")) {
      return loop();
    }
    Optional<Integer> typeLength = typeBeforeName();
    if (typeLength.isPresent()) {
      return declaration(first);
    }
    Expression expression = expression();
    return new Statement.Evaluation(expression, ended(), first.start());
  }

  /** A statement inside another one: nothing is shown, and nothing is repeated within a loop. */
  private Statement inner() {
    Token first = peek();
    if (first.is("{")) {
      return block();
    }
    if (accept("if")) {
      expect("(");
      Expression condition = expression();
      expect(")");
      Statement then = inner();
      Optional<Statement> otherwise = accept("else") ? Optional.of(inner()) : Optional.empty();
      return new Statement.Choice(condition, then, otherwise, first.start());
    }
    Expression expression = expression();
    expect(";");
    return new Statement.Evaluation(expression, true, first.start());
  }

  private Statement block() {
    Token first = next();
    List<Statement> statements = new ArrayList<>();
    while (!accept("}")) {
      boolean declares = typeBeforeName().isPresent();
      statements.add(declares ? declaration(peek()) : inner());
    }
    return new Statement.Block(statements, first.start());
  }

  private Statement loop() {
    Token first = next();
    expect("(");
    int length = typeBeforeName().orElseThrow(() -> new NotPlain("a loop of another kind"));
    if (peek(length + 1).is(":")) {
      return each(first);
    }
    Statement.Declaration counter = declaration(peek());
    if (counter.value().isEmpty() || counter.type().isEmpty()) {
      throw new NotPlain("a counter without type or value");
    }
    int conditionStart = peek().start();
    Expression condition = expression();
    expect(";");
    List<Expression> updates = new ArrayList<>();
    do {
      updates.add(expression());
    } while (accept(","));
    expect(")");
    return new Statement.Count(counter, condition, updates, inner(), first.start(), conditionStart);
  }

  private Statement each(Token first) {
    boolean inferred = peek().is("var");
    Optional<TypeName> type = Optional.of(typeName()).filter(_ -> !inferred);
    String name = name();
    expect(":");
    Token array = peek();
    Expression.Name variable = new Expression.Name(name(), array.line());
    expect(")");
    return new Statement.Each(type, name, variable, inner(), first.start(), first.line());
  }

  /** A statement ends with a semicolon, the last one of a cell also without. */
  private boolean ended() {
    if (peek().kind() == Token.Kind.END) {
      return false;
    }
    expect(";");
    return true;
  }

  private Statement.Declaration declaration(Token first) {
    boolean inferred = first.is("var") && isName(peek(1));
    if (inferred) {
      at++;
    }
    Optional<TypeName> type = inferred ? Optional.empty() : Optional.of(typeName());
    String name = name();
    Optional<Expression> value = Optional.empty();
    if (accept("=")) {
      boolean bare = peek().is("{") && type.isPresent() && type.get().dimensions() > 0;
      value = Optional.of(bare ? elements(elementOf(type.get())) : expression());
    } else if (inferred) {
      throw new NotPlain("var without a value");
    }
    if (!ended() && !name.isEmpty() && value.isEmpty()) {
      throw new NotPlain("declaration without end");
    }
    return new Statement.Declaration(type, name, value, first.start(), first.line());
  }

  private static TypeName elementOf(TypeName array) {
    return new TypeName(array.name(), array.dimensions() - 1);
  }

  /** Looks ahead: how many tokens of a type stand before a name that is declared. */
  private Optional<Integer> typeBeforeName() {
    int length = 1;
    if (isName(peek())) {
      while (peek(length).is(".") && isName(peek(length + 1))) {
        length += 2;
      }
    } else if (!Types.PRIMITIVES.containsKey(peek().text()) || peek().kind() != Token.Kind.NAME) {
      return Optional.empty();
    }
    while (peek(length).is("[") && peek(length + 1).is("]")) {
      length += 2;
    }
    return isName(peek(length)) ? Optional.of(length) : Optional.empty();
  }

  private TypeName typeName() {
    TypeName element = elementName();
    int dimensions = 0;
    while (peek().is("[") && peek(1).is("]")) {
      at += 2;
      dimensions++;
    }
    return new TypeName(element.name(), dimensions);
  }

  private TypeName elementName() {
    Token first = next();
    boolean primitive = Types.PRIMITIVES.containsKey(first.text());
    if (first.kind() != Token.Kind.NAME || !primitive && !isName(first)) {
      throw new NotPlain("a type expected, not " + first.text());
    }
    StringBuilder name = new StringBuilder(first.text());
    while (!primitive && peek().is(".") && isName(peek(1))) {
      at++;
      name.append('.').append(next().text());
    }
    return new TypeName(name.toString(), 0);
  }

  private Expression expression() {
    Token first = peek();
    if (isName(first) && (peek(1).is("=") || COMPOUND.contains(peek(1).text()))) {
      at++;
      String sign = next().text();
      return new Expression.Assignment(first.text(), compound(sign), expression(), first.line());
    }
    Expression value = binary(1);
    boolean assigned = peek().is("=") || COMPOUND.contains(peek().text());
    if (assigned && value instanceof Expression.Element element) {
      String sign = next().text();
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
      Token sign = peek();
      int precedence = sign.kind() == Token.Kind.SIGN ? PRECEDENCE.getOrDefault(sign.text(), 0) : 0;
      if (precedence < lowest) {
        return left;
      }
      at++;
      left = new Expression.Binary(left, sign.text(), binary(precedence + 1), sign.line());
    }
  }

  private Expression unary() {
    Token first = peek();
    if (first.is("++") || first.is("--")) {
      at++;
      return new Expression.Step(name(), first.is("++"), true, first.line());
    }
    if (first.is("-") && peek(1).kind() == Token.Kind.NUMBER) {
      at++;
      Expression number = Numbers.literal("-" + next().text(), first.line());
      if (peek().is(".") || peek().is("[")) {
        throw new NotPlain("a member of a number");
      }
      return number;
    }
    if (first.is("+") || first.is("-") || first.is("!") || first.is("~")) {
      at++;
      return new Expression.Unary(first.text(), unary(), first.line());
    }
    if (first.is("(") && isCast()) {
      at++;
      TypeName type = typeName();
      expect(")");
      return new Expression.Cast(type, unary(), first.line());
    }
    return postfix(primary());
  }

  /** Java's own rule (JLS 15.16): what follows the parenthesis decides. */
  private boolean isCast() {
    int length = 2;
    boolean primitive =
        peek(1).kind() == Token.Kind.NAME && Types.PRIMITIVES.containsKey(peek(1).text());
    if (!primitive && !isName(peek(1))) {
      return false;
    }
    while (peek(length).is(".") && isName(peek(length + 1))) {
      length += 2;
    }
    while (peek(length).is("[") && peek(length + 1).is("]")) {
      length += 2;
    }
    if (!peek(length).is(")")) {
      return false;
    }
    Token after = peek(length + 1);
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
      Token sign = peek();
      if (sign.is(".")) {
        at++;
        int line = peek().line();
        String name = name();
        value =
            peek().is("(")
                ? new Expression.Call(Optional.of(value), name, arguments(), line)
                : new Expression.Member(value, name, line);
      } else if (sign.is("[")) {
        at++;
        Expression index = expression();
        expect("]");
        value = new Expression.Element(value, index, sign.line());
      } else if (sign.is("++") || sign.is("--")) {
        at++;
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
    Token token = next();
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
        expect(")");
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
        if (!isName(token)) {
          throw new NotPlain("the word " + token.text());
        }
        return peek().is("(")
            ? new Expression.Call(Optional.empty(), token.text(), arguments(), line)
            : new Expression.Name(token.text(), line);
      }
    }
  }

  private Expression creation(int line) {
    TypeName element = elementName();
    if (peek().is("(")) {
      List<Expression> arguments = arguments();
      if (peek().is("{")) {
        throw new NotPlain("a class without a name");
      }
      return new Expression.Creation(element, arguments, line);
    }
    if (peek().is("[") && peek(1).is("]")) {
      at += 2;
      if (!peek().is("{")) {
        throw new NotPlain("an array of arrays");
      }
      return elements(element);
    }
    expect("[");
    Expression length = expression();
    expect("]");
    if (peek().is("[")) {
      throw new NotPlain("an array of arrays");
    }
    return new Expression.ArrayOfLength(element, length, line);
  }

  /** The elements in braces; those of an array of arrays may be in braces themselves. */
  private Expression elements(TypeName type) {
    int line = peek().line();
    expect("{");
    List<Expression> elements = new ArrayList<>();
    while (!accept("}")) {
      boolean nested = peek().is("{") && type.dimensions() > 0;
      elements.add(nested ? elements(elementOf(type)) : expression());
      if (!peek().is("}")) {
        expect(",");
      }
    }
    return new Expression.ArrayOf(type, elements, line);
  }

  private List<Expression> arguments() {
    expect("(");
    List<Expression> arguments = new ArrayList<>();
    if (accept(")")) {
      return arguments;
    }
    do {
      arguments.add(expression());
    } while (accept(","));
    expect(")");
    return arguments;
  }
}
