package org.receptive.kernel.scope;

import java.util.List;
import org.receptive.kernel.comm.Comms;
import org.receptive.kernel.display.Renderers;

/** What a kernel offers to the code that runs in it. */
public interface NotebookHost {
  /**
   * Runs Java code as a cell does.
   *
   * @return the value of its last expression; null if there is none
   * @throws Exception what the code threw, or why it does not compile
   */
  Object eval(String code) throws Exception;

  /** Runs {@code %name arguments}. */
  void lineMagic(String name, List<String> arguments) throws Exception;

  /** Runs {@code %%name arguments} with the text below it. */
  void cellMagic(String name, List<String> arguments, String body) throws Exception;

  /** Returns how objects are shown. */
  Renderers renderers();

  /** Returns the open comms and their targets. */
  Comms comms();

  /**
   * Asks the user for a line.
   *
   * @param prompt shown beside the field
   * @param password whether the typed text is hidden
   * @throws java.io.IOException if the client of the current request cannot ask
   */
  String readLine(String prompt, boolean password) throws java.io.IOException;
}
