package org.receptive.kernel.interpreter;

/**
 * A word of Java.
 *
 * @param kind what it is
 * @param text as it is written; of strings and characters what they stand for
 * @param start where it starts in the cell
 * @param line its line in the cell, from 1
 */
record Token(Kind kind, String text, int start, int line) {
  /** Kinds of words. */
  enum Kind {
    NAME,
    NUMBER,
    CHARACTER,
    STRING,
    SIGN,
    END
  }

  boolean is(String sign) {
    return (kind == Kind.SIGN || kind == Kind.NAME) && text.equals(sign);
  }
}
