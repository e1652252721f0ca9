package org.receptive.kernel.protocol;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;

/** Contents of the messages that answer a request. */
public final class Replies {
  private static final String OK = "ok";

  private Replies() {}

  /** Returns the start of a reply whose other keys vary: its {@code status} is {@code ok}. */
  public static JsonObject status() {
    JsonObject content = new JsonObject();
    content.addProperty("status", OK);
    return content;
  }

  /**
   * A reply that says no more than that it worked.
   *
   * @param status {@code ok}
   */
  public record Ok(String status) {
    /** The only value. */
    public Ok() {
      this(OK);
    }
  }

  /**
   * {@code execute_reply} of a cell that ran.
   *
   * @param status {@code ok}
   * @param executionCount number of the cell
   * @param payload instructions to the front end: pages to show, the next cell's text
   * @param userExpressions results of the user expressions, by name
   */
  public record Executed(
      String status, int executionCount, List<JsonObject> payload, JsonObject userExpressions) {
    /** A cell that ran. */
    public Executed(int executionCount, List<JsonObject> payload, JsonObject userExpressions) {
      this(OK, executionCount, payload, userExpressions);
    }
  }

  /**
   * {@code execute_reply} of a cell that failed.
   *
   * @param status {@code error}
   * @param executionCount number of the cell
   * @param ename short name of the error, such as {@code ArithmeticException}
   * @param evalue its message
   * @param traceback lines to show, with ANSI colours
   */
  public record Failed(
      String status, int executionCount, String ename, String evalue, List<String> traceback) {
    /** A cell that failed. */
    public Failed(int executionCount, String ename, String evalue, List<String> traceback) {
      this("error", executionCount, ename, evalue, traceback);
    }
  }

  /**
   * {@code execute_reply} of a cell that was dropped because one before it failed. It has no
   * number: a front end that gets one shows the cell as if it had run.
   *
   * @param status {@code aborted}
   * @param ename short name of the reason
   * @param evalue the reason
   * @param traceback empty
   */
  public record Aborted(String status, String ename, String evalue, List<String> traceback) {
    /** A cell behind one that failed. */
    public Aborted() {
      this("aborted", "Aborted", "a cell before this one failed", List.of());
    }
  }

  /**
   * {@code inspect_reply}.
   *
   * @param status {@code ok}
   * @param found whether there is something at the cursor
   * @param data MIME bundle
   * @param metadata metadata of the bundle
   */
  public record Inspected(String status, boolean found, JsonObject data, JsonObject metadata) {
    /** What was found at the cursor; an empty bundle means nothing. */
    public Inspected(JsonObject data) {
      this(OK, !data.isEmpty(), data, new JsonObject());
    }
  }

  /**
   * {@code complete_reply}.
   *
   * @param status {@code ok}
   * @param matches texts that may replace the range
   * @param cursorStart start of the range, in code points
   * @param cursorEnd end of the range, in code points
   * @param metadata kinds of the matches, under {@code _jupyter_types_experimental}
   */
  public record Completed(
      String status, List<String> matches, int cursorStart, int cursorEnd, JsonObject metadata) {
    /** Matches for a range. */
    public Completed(List<String> matches, int cursorStart, int cursorEnd, JsonObject metadata) {
      this(OK, matches, cursorStart, cursorEnd, metadata);
    }
  }

  /**
   * {@code history_reply}.
   *
   * @param status {@code ok}
   * @param history triples of session, line and input (or input and output)
   */
  public record HistoryFound(String status, JsonArray history) {
    /** The cells found. */
    public HistoryFound(JsonArray history) {
      this(OK, history);
    }
  }

  /**
   * {@code is_complete_reply}.
   *
   * @param status {@code complete}, {@code incomplete}, {@code invalid} or {@code unknown}
   * @param indent spaces that the next line starts with, if incomplete
   */
  public record Completeness(String status, String indent) {}

  /**
   * {@code kernel_info_reply}.
   *
   * @param status {@code ok}
   * @param protocolVersion version of the protocol
   * @param implementation name of the kernel
   * @param implementationVersion version of the kernel
   * @param languageInfo name, version, MIME type, file extension, highlighters
   * @param banner shown when a console starts
   * @param debugger whether the debugger protocol is spoken
   * @param helpLinks entries of the help menu, each with {@code text} and {@code url}
   * @param supportedFeatures optional features of the protocol
   */
  public record KernelInfo(
      String status,
      String protocolVersion,
      String implementation,
      String implementationVersion,
      JsonObject languageInfo,
      String banner,
      boolean debugger,
      List<Map<String, String>> helpLinks,
      List<String> supportedFeatures) {}

  /**
   * {@code shutdown_reply}.
   *
   * @param status {@code ok}
   * @param restart as asked
   */
  public record ShutDown(String status, boolean restart) {
    /** Answers a request. */
    public ShutDown(boolean restart) {
      this(OK, restart);
    }
  }

  /**
   * {@code input_reply}.
   *
   * @param value the line typed, without its line end
   */
  public record Input(String value) {
    /** Fills in the empty line. */
    public Input {
      value = value == null ? "" : value;
    }
  }
}
