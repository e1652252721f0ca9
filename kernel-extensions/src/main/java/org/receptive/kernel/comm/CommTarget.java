package org.receptive.kernel.comm;

/** Answers comms that the front end opens. */
@FunctionalInterface
public interface CommTarget {
  /**
   * Takes a new comm. Callbacks are registered here, before further messages arrive.
   *
   * @param comm the comm
   * @param first what came with its opening
   * @throws Exception to refuse the comm, which is then closed
   */
  void opened(Comm comm, CommMessage first) throws Exception;
}
