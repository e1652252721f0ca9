package org.receptive.server.http;

/** A request that is not fulfilled, with the HTTP status and a sentence for the user. */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  /**
   * Refuses a request.
   *
   * @param status an HTTP status of 400 or above
   * @param message what was asked for, and why it cannot be
   */
  public Refusal(int status, String message) {
    super(message);
    this.status = status;
  }

  /** Refuses a request because something else has failed. */
  public Refusal(int status, String message, Throwable cause) {
    super(message, cause);
    this.status = status;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** There is no such thing. */
  public static Refusal notFound(String message) {
    return new Refusal(404, message);
  }

  /** The request makes no sense. */
  public static Refusal badRequest(String message) {
    return new Refusal(400, message);
  }
}
