package org.receptive.kernel.evaluation;

/** What a cell is made of, in order. */
public sealed interface CellPart {
  /** Returns the line of the cell, from 1, on which the part starts. */
  int line();

  /**
   * One JShell snippet.
   *
   * @param source its text, with the white space before it
   * @param line first line of the text
   * @param terminated whether it ends with a semicolon or a brace
   */
  record Code(String source, int line, boolean terminated) implements CellPart {}

  /**
   * Text that is no complete Java.
   *
   * @param source the text
   * @param line its first line
   * @param incomplete whether more text could complete it
   */
  record Broken(String source, int line, boolean incomplete) implements CellPart {}

  /**
   * A line {@code %name arguments}.
   *
   * @param name the magic
   * @param arguments the rest of the line
   * @param line the line
   */
  record LineMagic(String name, String arguments, int line) implements CellPart {}

  /**
   * {@code %%name arguments} and all that follows.
   *
   * @param name the magic
   * @param arguments the rest of its line
   * @param body the lines below
   * @param line the line
   */
  record CellMagic(String name, String arguments, String body, int line) implements CellPart {}

  /**
   * {@code name?}, {@code ?name}, {@code %name?}: a question about a name.
   *
   * @param subject the name, with its percent sign if it is a magic
   * @param detailed whether two question marks ask for the source too
   * @param line the line
   */
  record Question(String subject, boolean detailed, int line) implements CellPart {}
}
