package org.receptive.kernel.magic;

import java.io.Serial;

/** A magic cannot do what was asked; the message tells the student why, and the remedy. */
public class MagicException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  /** Says what was asked, what is possible, and what to do. */
  public MagicException(String message) {
    super(message);
  }

  /** Says what was asked, what is possible, and what to do; keeps the cause. */
  public MagicException(String message, Throwable cause) {
    super(message, cause);
  }
}
