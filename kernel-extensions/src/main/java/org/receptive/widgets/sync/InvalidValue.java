package org.receptive.widgets.sync;

import java.io.Serial;

/** A value that a property cannot take: of another type, or outside its range. */
public final class InvalidValue extends IllegalArgumentException {
  @Serial private static final long serialVersionUID = 1L;

  /** Says what was given and what was expected. */
  public InvalidValue(String message) {
    super(message);
  }
}
