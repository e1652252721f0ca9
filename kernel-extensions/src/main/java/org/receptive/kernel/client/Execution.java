package org.receptive.kernel.client;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.receptive.kernel.protocol.Message;

/** A cell that the kernel has run. Its outputs may still change while later cells run. */
public final class Execution {
  private final Message reply;
  private final OutputArea area;

  Execution(Message reply, OutputArea area) {
    this.reply = reply;
    this.area = area;
  }

  /** Whether the kernel reported success. */
  public boolean succeeded() {
    return text("status", "").equals("ok");
  }

  /** The number of the cell, if the kernel counted it. */
  public OptionalInt executionCount() {
    JsonElement count = reply.content().get("execution_count");
    return count == null || count.isJsonNull()
        ? OptionalInt.empty()
        : OptionalInt.of(count.getAsInt());
  }

  /** What the cell shows now: later cells and background threads may have changed it. */
  public List<Output> outputs() {
    return area.outputs();
  }

  /** The error that ended the cell, if one did. */
  public Optional<Output.Failure> failure() {
    if (succeeded()) {
      return Optional.empty();
    }
    return Optional.of(
        outputs().stream()
            .filter(Output.Failure.class::isInstance)
            .map(Output.Failure.class::cast)
            .findFirst()
            .orElseGet(this::failureOfReply));
  }

  /** The content of the reply as it came. */
  public JsonObject reply() {
    return reply.content().deepCopy();
  }

  private Output.Failure failureOfReply() {
    return new Output.Failure(text("ename", "Error"), text("evalue", ""), List.of());
  }

  private String text(String name, String otherwise) {
    JsonElement value = reply.content().get(name);
    return value != null && value.isJsonPrimitive() ? value.getAsString() : otherwise;
  }
}
