package org.receptive.kernel.interpreter;

import java.io.Serial;

/**
 * Says that something is not for the interpreter: beyond what it knows, or wrong. It is an everyday
 * answer, not a failure: the compiler takes over, and says what is wrong if anything is.
 */
final class NotPlain extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  NotPlain(String why) {
    super(why, null, false, false);
  }
}
