package org.receptive.lab.notebook;

/** A file that is not a notebook; the message names the file, the place and what was expected. */
public final class InvalidNotebook extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InvalidNotebook(String message) {
    super(message);
  }

  InvalidNotebook(String message, Throwable cause) {
    super(message, cause);
  }
}
