package org.receptive.engine.io;

/** A file cannot be read or written. The message names the file and says what is wrong with it. */
public class DataFileException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Something is wrong with a file. */
  public DataFileException(String file, String problem) {
    super(file + ": " + problem);
  }

  /** Something is wrong with a file, and another exception found it. */
  public DataFileException(String file, String problem, Throwable cause) {
    super(file + ": " + problem, cause);
  }
}
