package org.receptive.kernel.protocol;

import com.google.gson.JsonObject;

/** Contents of the comm messages, which go both ways. */
public final class CommContent {
  private CommContent() {}

  /**
   * {@code comm_open}.
   *
   * @param commId id of the new comm
   * @param targetName who shall answer at the other end
   * @param data first data
   */
  public record Open(String commId, String targetName, JsonObject data) {
    /** Fills in the protocol's defaults. */
    public Open {
      commId = commId == null ? "" : commId;
      targetName = targetName == null ? "" : targetName;
      data = data == null ? new JsonObject() : data;
    }
  }

  /**
   * {@code comm_msg} and {@code comm_close}.
   *
   * @param commId id of the comm
   * @param data what is said
   */
  public record Data(String commId, JsonObject data) {
    /** Fills in the protocol's defaults. */
    public Data {
      commId = commId == null ? "" : commId;
      data = data == null ? new JsonObject() : data;
    }
  }
}
