package org.receptive.viz;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

/**
 * The real program that a test meets: a browser, a Jupyter. Where it is missing the test is
 * skipped, and says so; but with the environment variable {@code CI} it fails, for there everything
 * must be tested.
 */
public final class Counterpart {
  private Counterpart() {}

  /**
   * Lets the test go on if its counterpart is here.
   *
   * @param present whether it is
   * @param missing what is missing and how to install it, for the message
   */
  public static void needed(boolean present, String missing) {
    if (present) {
      return;
    }
    String ci = System.getenv().getOrDefault("CI", "");
    if (!ci.isEmpty() && !ci.equals("false")) {
      fail("With CI set, no test may stand aside: " + missing);
    }
    System.err.println("SKIPPED: " + missing);
    abort("SKIPPED: " + missing);
  }
}
