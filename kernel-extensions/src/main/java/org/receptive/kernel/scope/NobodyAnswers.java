package org.receptive.kernel.scope;

import java.io.IOException;
import java.io.Serial;

/** A cell asks for input where nobody can type, such as in {@code lab run} or under a grader. */
public final class NobodyAnswers extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  /** Says what to do instead. */
  public NobodyAnswers() {
    super(
        "nobody can answer here: the cell asks for input, but whoever runs it cannot type;"
            + " run it in a front end with a keyboard, or put the value into the code");
  }
}
