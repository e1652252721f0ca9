package org.receptive.kernel.evaluation;

import jdk.jshell.Diag;
import jdk.jshell.JShell;

/** Says in plain words what a compiler message means and what to try. */
final class Explanations {
  private final JShell shell;

  Explanations(JShell shell) {
    this.shell = shell;
  }

  String of(Diag diagnostic, String message, String source) {
    return "";
  }

  String ofBroken(String source, boolean incomplete) {
    return "";
  }
}
