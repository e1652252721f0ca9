package org.receptive.kernel.display;

import java.io.Serial;

/** An object could not be shown. */
public final class RenderingException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /** Says which object failed, and why. */
  public RenderingException(String message, Throwable cause) {
    super(message + ": " + cause, cause);
  }
}
