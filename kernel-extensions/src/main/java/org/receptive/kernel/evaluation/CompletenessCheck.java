package org.receptive.kernel.evaluation;

import java.util.List;
import org.receptive.kernel.protocol.Replies;

/** Whether a text may be run as it is, for consoles that wait for more lines. */
public final class CompletenessCheck {
  private static final String INDENT = "    ";

  private final JavaShell shell;

  /** Asks the given shell. */
  public CompletenessCheck(JavaShell shell) {
    this.shell = shell;
  }

  /**
   * Returns {@code complete}, {@code incomplete} with the next line's indent, or {@code invalid}.
   */
  public Replies.Completeness check(String code) {
    List<CellPart> parts = shell.split(code);
    if (!parts.isEmpty() && parts.getLast() instanceof CellPart.Broken broken) {
      return broken.incomplete()
          ? new Replies.Completeness("incomplete", indent(code))
          : new Replies.Completeness("invalid", "");
    }
    for (CellPart part : parts) {
      if (part instanceof CellPart.Code java
          && !shell.diagnoses().syntaxErrors(java.source()).isEmpty()) {
        return new Replies.Completeness("invalid", "");
      }
    }
    boolean emptyCellMagic =
        !parts.isEmpty()
            && parts.getLast() instanceof CellPart.CellMagic magic
            && !magic.body().endsWith("\n");
    return new Replies.Completeness(emptyCellMagic ? "incomplete" : "complete", "");
  }

  /** One step for each brace that is still open. */
  private static String indent(String code) {
    long opened = code.chars().filter(c -> c == '{').count();
    long closed = code.chars().filter(c -> c == '}').count();
    return INDENT.repeat((int) Math.max(0, opened - closed));
  }
}
