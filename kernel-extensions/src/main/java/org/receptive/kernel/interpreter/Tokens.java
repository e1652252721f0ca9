package org.receptive.kernel.interpreter;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.receptive.kernel.interpreter.Expression.TypeName;

/** The words of a cell and a place among them; what names and types look like. */
final class Tokens {
  private static final Set<String> KEYWORDS =
      Set.of(
          ("_ abstract assert break case catch class const continue default do else enum extends"
                  + " final finally for goto if implements import instanceof interface native"
                  + " package private protected public return static strictfp super switch"
                  + " synchronized this throw throws transient try volatile while yield")
              .split(" "));
  private static final Set<String> VALUE_WORDS = Set.of("null", "true", "false", "new");

  private final List<Token> tokens;
  private int at;

  Tokens(List<Token> tokens) {
    this.tokens = tokens;
  }

  Token peek() {
    return tokens.get(at);
  }

  Token peek(int ahead) {
    return tokens.get(Math.min(at + ahead, tokens.size() - 1));
  }

  Token next() {
    return tokens.get(at++);
  }

  boolean accept(String sign) {
    boolean there = peek().is(sign);
    at += there ? 1 : 0;
    return there;
  }

  void expect(String sign) {
    if (!accept(sign)) {
      throw new NotPlain(sign + " expected, not " + peek().text());
    }
  }

  String name() {
    Token token = next();
    if (!isName(token)) {
      throw new NotPlain("a name expected, not " + token.text());
    }
    return token.text();
  }

  static boolean isName(Token token) {
    return token.kind() == Token.Kind.NAME
        && !KEYWORDS.contains(token.text())
        && !VALUE_WORDS.contains(token.text())
        && !Types.PRIMITIVES.containsKey(token.text());
  }

  void skip(int count) {
    at += count;
  }

  static TypeName elementOf(TypeName array) {
    return new TypeName(array.name(), array.dimensions() - 1);
  }

  /** Looks ahead: how many tokens of a type stand before a name that is declared. */
  Optional<Integer> typeBeforeName() {
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

  TypeName typeName() {
    TypeName element = elementName();
    int dimensions = 0;
    while (peek().is("[") && peek(1).is("]")) {
      at += 2;
      dimensions++;
    }
    return new TypeName(element.name(), dimensions);
  }

  TypeName elementName() {
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
}
