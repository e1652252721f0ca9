package org.receptive.kernel.evaluation;

import java.io.Serial;

/**
 * Unwinds a cell that the user has interrupted; an error, so that no {@code catch (Exception)}
 * swallows it.
 */
public final class CellStopped extends Error {
  @Serial private static final long serialVersionUID = 1L;

  /** An interrupted cell. */
  public CellStopped() {
    super("The cell was interrupted.", null, false, false);
  }
}
