package org.receptive.kernel.client;

/** A kernel that could not be started, died, or did not answer in time. */
public final class KernelFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A failure that a sentence explains. */
  public KernelFailure(String message) {
    super(message);
  }

  KernelFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
