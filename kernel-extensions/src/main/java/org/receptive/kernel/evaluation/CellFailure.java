package org.receptive.kernel.evaluation;

import java.io.Serial;

/** Ends a cell with an error that has been explained. */
public final class CellFailure extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final transient ErrorReport report;

  /** Ends the cell with the given report. */
  public CellFailure(ErrorReport report) {
    super(report.ename() + ": " + report.evalue());
    this.report = report;
  }

  /** Ends the cell with the given report, keeping what was thrown. */
  public CellFailure(ErrorReport report, Throwable cause) {
    super(report.ename() + ": " + report.evalue(), cause);
    this.report = report;
  }

  /** Returns why the cell failed. */
  public ErrorReport report() {
    return report;
  }
}
