package org.receptive.kernel.protocol;

import com.google.gson.annotations.SerializedName;
import java.util.Map;

/** Contents of the messages that ask for something. Missing keys take the protocol's defaults. */
public final class Requests {
  private Requests() {}

  /**
   * {@code execute_request}.
   *
   * @param code the cell
   * @param silent publish no result and no input, do not count, do not remember
   * @param storeHistory remember the cell; null stands for the default, true unless silent
   * @param userExpressions expressions to evaluate after the cell, by name
   * @param allowStdin whether the client can answer questions; null stands for true
   * @param stopOnError whether cells that wait behind this one are dropped if it fails; null stands
   *     for true
   */
  public record Execute(
      String code,
      boolean silent,
      Boolean storeHistory,
      Map<String, String> userExpressions,
      Boolean allowStdin,
      Boolean stopOnError) {
    /** Fills in the protocol's defaults. */
    public Execute {
      code = code == null ? "" : code;
      storeHistory = !silent && (storeHistory == null || storeHistory);
      userExpressions = userExpressions == null ? Map.of() : userExpressions;
      allowStdin = allowStdin == null || allowStdin;
      stopOnError = stopOnError == null || stopOnError;
    }

    /** A cell run as a front end does: published, counted, remembered. */
    public static Execute of(String code) {
      return new Execute(code, false, true, Map.of(), false, true);
    }
  }

  /**
   * {@code inspect_request}.
   *
   * @param code the text of the cell
   * @param cursorPos cursor in Unicode code points from the start
   * @param detailLevel 0, or 1 for the source as well
   */
  public record Inspect(String code, int cursorPos, int detailLevel) {
    /** Fills in the protocol's defaults. */
    public Inspect {
      code = code == null ? "" : code;
    }
  }

  /**
   * {@code complete_request}.
   *
   * @param code the text of the cell
   * @param cursorPos cursor in Unicode code points from the start
   */
  public record Complete(String code, int cursorPos) {
    /** Fills in the protocol's defaults. */
    public Complete {
      code = code == null ? "" : code;
    }
  }

  /**
   * {@code history_request}.
   *
   * @param output whether results are wanted beside the input
   * @param raw whether the input is wanted as typed (a Java cell has only that form)
   * @param accessType {@code range}, {@code tail} or {@code search}
   * @param session session of a range; 0 is the current one, negative ones count backwards
   * @param start first line of a range
   * @param stop line after the last of a range; 0 for all
   * @param n number of cells at most; 0 for all
   * @param pattern glob pattern of a search
   * @param unique whether equal cells are reported once
   */
  public record History(
      boolean output,
      boolean raw,
      @SerializedName("hist_access_type") String accessType,
      int session,
      int start,
      Integer stop,
      Integer n,
      String pattern,
      boolean unique) {
    /** Fills in the protocol's defaults. */
    public History {
      accessType = accessType == null ? "tail" : accessType;
      stop = stop == null ? 0 : stop;
      n = n == null ? 0 : n;
      pattern = pattern == null ? "*" : pattern;
    }
  }

  /**
   * {@code is_complete_request}.
   *
   * @param code the text so far
   */
  public record IsComplete(String code) {
    /** Fills in the protocol's defaults. */
    public IsComplete {
      code = code == null ? "" : code;
    }
  }

  /**
   * {@code comm_info_request}.
   *
   * @param targetName only comms of this target; empty for all
   */
  public record CommInfo(String targetName) {
    /** Fills in the protocol's defaults. */
    public CommInfo {
      targetName = targetName == null ? "" : targetName;
    }
  }

  /**
   * {@code shutdown_request}.
   *
   * @param restart whether the client starts the kernel again afterwards
   */
  public record Shutdown(boolean restart) {}

  /**
   * {@code input_request}.
   *
   * @param prompt shown beside the field
   * @param password whether the typed text is hidden
   */
  public record Input(String prompt, boolean password) {}
}
