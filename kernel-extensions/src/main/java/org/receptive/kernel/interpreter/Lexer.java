package org.receptive.kernel.interpreter;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Cuts a cell into the words of Java that plain statements are made of (JLS 3). */
final class Lexer {
  /** Longest first. */
  private static final List<String> SIGNS =
      List.of(
          ">>>=", "<<=", ">>=", ">>>", "++", "--", "&&", "||", "==", "!=", "<=", ">=", "+=", "-=",
          "*=", "/=", "%=", "&=", "|=", "^=", "<<", ">>", "->", "::", "(", ")", "[", "]", "{", "}",
          ",", ";", ":", ".", "=", "+", "-", "*", "/", "%", "<", ">", "!", "~", "&", "|", "^");

  private static final Pattern LONE_RETURN = Pattern.compile("\r(?!\n)");

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private int line = 1;
  private boolean lineStart = true;

  private Lexer(String text) {
    this.text = text;
  }

  /**
   * Returns the words of a cell, an END last.
   *
   * @throws NotPlain if one of them is not of the plain kind
   */
  static List<Token> words(String cell) {
    if (cell.contains("\\u") || LONE_RETURN.matcher(cell).find()) {
      throw new NotPlain("a Unicode escape, or a line that ends in an old way");
    }
    Lexer lexer = new Lexer(cell);
    while (lexer.skipBlank()) {
      lexer.word();
    }
    lexer.add(Token.Kind.END, "", cell.length());
    return lexer.tokens;
  }

  private void add(Token.Kind kind, String word, int start) {
    tokens.add(new Token(kind, word, start, line));
    lineStart = false;
  }

  /** Passes white space and comments; returns whether a word follows. */
  private boolean skipBlank() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\n') {
        line++;
        lineStart = true;
        at++;
      } else if (c == ' ' || c == '\t' || c == '\f' || c == '\r') {
        at++;
      } else if (text.startsWith("//", at)) {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (text.startsWith("/*", at)) {
        skipBlock();
      } else {
        return true;
      }
    }
    return false;
  }

  private void skipBlock() {
    int end = text.indexOf("*/", at + 2);
    if (end < 0) {
      throw new NotPlain("comment without end");
    }
    line += (int) text.substring(at, end).chars().filter(c -> c == '\n').count();
    at = end + 2;
  }

  private void word() {
    char c = text.charAt(at);
    int start = at;
    if (Character.isJavaIdentifierStart(c)) {
      while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) {
        if (Character.isIdentifierIgnorable(text.charAt(at))) {
          throw new NotPlain("a name with something to be left out");
        }
        at++;
      }
      add(Token.Kind.NAME, text.substring(start, at), start);
    } else if (isDigit(at) || c == '.' && isDigit(at + 1)) {
      number(start);
    } else if (c == '"') {
      if (text.startsWith("\"\"\"", at)) {
        throw new NotPlain("text block");
      }
      add(Token.Kind.STRING, quoted('"'), start);
    } else if (c == '\'') {
      String value = quoted('\'');
      if (value.length() != 1) {
        throw new NotPlain("character literal of " + value.length() + " characters");
      }
      add(Token.Kind.CHARACTER, value, start);
    } else {
      sign(start);
    }
  }

  /** A percent sign that starts a line may be a magic. */
  private void sign(int start) {
    String sign =
        SIGNS.stream()
            .filter(s -> text.startsWith(s, at))
            .findFirst()
            .orElseThrow(() -> new NotPlain("the sign " + text.charAt(start)));
    if (lineStart && sign.startsWith("%")) {
      throw new NotPlain("magic");
    }
    at += sign.length();
    add(Token.Kind.SIGN, sign, start);
  }

  private boolean isDigit(int index) {
    return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
  }

  private void number(int start) {
    while (at < text.length()) {
      char c = text.charAt(at);
      boolean exponentSign =
          (c == '+' || c == '-') && "eE".indexOf(text.charAt(at - 1)) >= 0 && at > start;
      if (!(Character.isLetterOrDigit(c) || c == '.' || c == '_' || exponentSign)) {
        break;
      }
      at++;
    }
    add(Token.Kind.NUMBER, text.substring(start, at), start);
  }

  private String quoted(char quote) {
    StringBuilder value = new StringBuilder();
    at++;
    while (at < text.length() && text.charAt(at) != quote) {
      char c = text.charAt(at++);
      if (c == '\n') {
        throw new NotPlain("literal without end");
      }
      value.append(c == '\\' ? escaped() : c);
    }
    if (at >= text.length()) {
      throw new NotPlain("literal without end");
    }
    at++;
    return value.toString();
  }

  private char escaped() {
    char c = at < text.length() ? text.charAt(at++) : ' ';
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 's' -> ' ';
      case '"', '\'', '\\' -> c;
      default -> throw new NotPlain("the escape \\" + c);
    };
  }
}
