package org.receptive.kernel.evaluation;

import java.util.Optional;
import org.receptive.kernel.magic.MagicException;

/** Failures of magics: a sentence where the magic gives one. */
final class CommandReport {
  private CommandReport() {}

  static ErrorReport of(Exception e) {
    String message = Optional.ofNullable(e.getMessage()).orElse("");
    return ErrorReport.of(
        e instanceof MagicException ? "MagicError" : e.getClass().getSimpleName(), message);
  }
}
