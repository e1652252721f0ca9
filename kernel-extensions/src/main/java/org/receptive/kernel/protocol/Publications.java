package org.receptive.kernel.protocol;

import com.google.gson.JsonObject;
import com.google.gson.annotations.SerializedName;
import java.util.List;

/** Contents of the messages that the kernel publishes to everyone who listens. */
public final class Publications {
  private Publications() {}

  /**
   * {@code status}.
   *
   * @param executionState {@code starting}, {@code busy} or {@code idle}
   */
  public record Status(String executionState) {
    /** Sent once, when the process starts. */
    public static final Status STARTING = new Status("starting");

    /** Sent before a request is handled. */
    public static final Status BUSY = new Status("busy");

    /** Sent after a request and all its output. */
    public static final Status IDLE = new Status("idle");
  }

  /**
   * {@code stream}.
   *
   * @param name {@code stdout} or {@code stderr}
   * @param text what was written
   */
  public record Stream(String name, String text) {}

  /**
   * {@code display_data} and {@code update_display_data}.
   *
   * @param data MIME bundle
   * @param metadata metadata, by MIME type or for all
   * @param transientData {@code display_id}, if it can be updated
   */
  public record DisplayData(
      JsonObject data,
      JsonObject metadata,
      @SerializedName("transient") JsonObject transientData) {}

  /**
   * {@code execute_result}.
   *
   * @param executionCount number of the cell
   * @param data MIME bundle
   * @param metadata metadata of the bundle
   */
  public record ExecuteResult(int executionCount, JsonObject data, JsonObject metadata) {}

  /**
   * {@code execute_input}.
   *
   * @param code the cell
   * @param executionCount its number
   */
  public record ExecuteInput(String code, int executionCount) {}

  /**
   * {@code error}.
   *
   * @param ename short name of the error
   * @param evalue its message
   * @param traceback lines to show, with ANSI colours
   */
  public record Error(String ename, String evalue, List<String> traceback) {}

  /**
   * {@code clear_output}.
   *
   * @param waits whether the old output stays until new output comes
   */
  public record ClearOutput(@SerializedName("wait") boolean waits) {}
}
