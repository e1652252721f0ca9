package org.receptive.kernel.protocol;

import java.io.Serial;

/** A multipart message that is not a Jupyter message, or whose signature is wrong. */
public final class MalformedMessageException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  /** Says what was received and what was expected. */
  public MalformedMessageException(String message) {
    super(message);
  }

  /** Says what was received and what was expected, and what revealed it. */
  public MalformedMessageException(String message, Throwable cause) {
    super(message, cause);
  }
}
