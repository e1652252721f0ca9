package org.receptive.kernel.magic;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What a magic may do to the notebook that called it. */
public interface MagicContext {
  /** Standard output of the calling cell. */
  PrintStream out();

  /** Standard error of the calling cell. */
  PrintStream err();

  /**
   * Tells the reader what a call has done beside what was asked, such as a version that another
   * library has chosen. A note is no failure, so it does not go to {@link #err}.
   */
  void note(String sentence);

  /**
   * Hands a value to the cell that uses the magic as an expression, as in {@code List<String> jars
   * = %jars lib/*.jar}. Alone on its line, the magic shows nothing of it.
   */
  void give(Object value);

  /** Runs {@code %name arguments}, for magics that mean another one. */
  void line(String name, List<String> arguments) throws Exception;

  /** Puts jar files and class folders on the class path of the cells that follow. */
  void addToClassPath(List<Path> entries);

  /** Returns what magics have put on the class path so far, in order. */
  List<Path> classPath();

  /**
   * Runs Java code as a cell does and returns the value of its last expression.
   *
   * @return the value; null if there is none (the one place where Java's null is a value)
   * @throws Exception what the code threw, or why it does not compile
   */
  Object eval(String code) throws Exception;

  /**
   * Shows something below the cell.
   *
   * @param bundle representations by MIME type
   * @return the id for {@link #updateDisplay}
   */
  String display(Map<String, String> bundle);

  /** Shows an object as {@code display(object)} does. */
  void show(Object value);

  /** Replaces what {@link #display} showed. */
  void updateDisplay(String displayId, Map<String, String> bundle);

  /** Opens the front end's pager with the given representations by MIME type. */
  void page(Map<String, String> bundle);

  /**
   * Throws {@link java.util.concurrent.CancellationException} if the user has interrupted the cell;
   * long work calls this between its steps.
   */
  void checkInterrupted();
}
