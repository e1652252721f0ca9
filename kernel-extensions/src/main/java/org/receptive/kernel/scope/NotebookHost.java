package org.receptive.kernel.scope;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.receptive.kernel.comm.Comms;
import org.receptive.kernel.display.Renderers;
import org.receptive.kernel.magic.MagicRegistry;
import org.receptive.kernel.protocol.Publications;

/** What a kernel offers to the code that runs in it. */
public interface NotebookHost {
  /**
   * Runs Java code as a cell does.
   *
   * @return the value of its last expression; null if there is none
   * @throws Exception what the code threw, or why it does not compile
   */
  Object eval(String code) throws Exception;

  /** Runs {@code %name arguments} and returns what it gives to an expression. */
  Optional<Object> lineMagic(String name, List<String> arguments) throws Exception;

  /** Runs {@code %%name arguments} with the text below it; returns what that gives. */
  Optional<Object> cellMagic(String name, List<String> arguments, String body) throws Exception;

  /** Returns the magics. */
  MagicRegistry magics();

  /** Returns how objects are shown. */
  Renderers renderers();

  /** Returns the open comms and their targets. */
  Comms comms();

  /**
   * Tells what a callback threw, on the error stream of the current scope; several lines, without
   * the machinery's stack frames.
   */
  void reportCallback(Throwable thrown);

  /**
   * Returns the report of something thrown outside a cell's own statements.
   *
   * @param where names the place in the report
   */
  Publications.Error explain(Throwable thrown, String where);

  /**
   * Stops the loops of the user's code that runs in a scope beside the cells; or, with {@code stop}
   * false, lets code run in that scope again.
   */
  void stopWork(RequestScope scope, boolean stop);

  /**
   * Returns the one object of a type that this kernel has, made when it is first asked for: a place
   * for what belongs to a kernel and is no business of its core.
   */
  <T> T extension(Class<T> type, Supplier<T> first);

  /**
   * Asks the user for a line.
   *
   * @param prompt shown beside the field
   * @param password whether the typed text is hidden
   * @throws java.io.IOException if the client of the current request cannot ask
   */
  String readLine(String prompt, boolean password) throws java.io.IOException;
}
