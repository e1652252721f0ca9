package org.receptive.lab;

/**
 * One thing that the doctor looked at.
 *
 * @param health how it is
 * @param subject what was looked at
 * @param detail what was seen
 * @param remedy what to do; empty if nothing need be done
 */
record Finding(Health health, String subject, String detail, String remedy) {
  /** How something is. */
  enum Health {
    /** As it should be. */
    FINE,
    /** The lab works, but slower or with less. */
    LESS,
    /** The lab does not work. */
    BROKEN
  }

  static Finding fine(String subject, String detail) {
    return new Finding(Health.FINE, subject, detail, "");
  }

  static Finding less(String subject, String detail, String remedy) {
    return new Finding(Health.LESS, subject, detail, remedy);
  }

  static Finding broken(String subject, String detail, String remedy) {
    return new Finding(Health.BROKEN, subject, detail, remedy);
  }
}
