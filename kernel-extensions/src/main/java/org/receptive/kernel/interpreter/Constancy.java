package org.receptive.kernel.interpreter;

/**
 * Whether an expression is a constant expression (JLS 15.29). It matters where a text is made:
 * constant texts are interned, others are new objects; and in conditions.
 */
enum Constancy {
  /** It is none. */
  NO,

  /**
   * A final field of a class: whether its value is written in the class file, reflection does not
   * say.
   */
  PERHAPS,

  /** It is one. */
  YES;

  /** Returns what an expression of two others is. */
  Constancy and(Constancy other) {
    return compareTo(other) < 0 ? this : other;
  }
}
