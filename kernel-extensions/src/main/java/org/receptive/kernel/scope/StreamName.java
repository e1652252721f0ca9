package org.receptive.kernel.scope;

/** The two text streams of a cell. */
public enum StreamName {
  /** Standard output. */
  STDOUT("stdout"),
  /** Standard error. */
  STDERR("stderr");

  private final String wireName;

  StreamName(String wireName) {
    this.wireName = wireName;
  }

  /** Returns the name in the protocol. */
  public String wireName() {
    return wireName;
  }
}
