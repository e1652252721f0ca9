package org.receptive.engine.kernels;

/** Kernels cannot run on this machine; the message says why, and what would help. */
public class KernelsUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Kernels that cannot run, for the given reason. */
  public KernelsUnavailableException(String reason) {
    super(reason);
  }

  /** Kernels that cannot run, for the given reason. */
  public KernelsUnavailableException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
