package org.receptive.kernel.client;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.receptive.kernel.protocol.MalformedMessageException;
import org.receptive.kernel.protocol.Message;
import org.receptive.kernel.protocol.MessageType;
import org.receptive.kernel.protocol.Publications;

/**
 * The outputs below one cell, kept as a front end keeps them: neighbouring texts of one stream are
 * one output, a cleared area empties (at once, or when the next output arrives), and a display can
 * be replaced later.
 */
public final class OutputArea {
  /** One output, and the id under which it can be replaced; an empty id stands for none. */
  private record Shown(Output output, String displayId) {}

  private final List<Shown> shown = new ArrayList<>();
  private boolean clearBeforeNext;

  /** The outputs, from the top. */
  public List<Output> outputs() {
    return shown.stream().map(Shown::output).toList();
  }

  /** Takes a publication of this area's cell; those that show nothing are ignored. */
  public void accept(Message message) throws MalformedMessageException {
    if (message.is(MessageType.STREAM)) {
      Publications.Stream stream = MessageType.STREAM.read(message);
      print(stream.name(), stream.text());
    } else if (message.is(MessageType.DISPLAY_DATA)) {
      Publications.DisplayData display = MessageType.DISPLAY_DATA.read(message);
      show(
          new Output.DisplayData(orEmpty(display.data()), orEmpty(display.metadata())),
          displayId(message));
    } else if (message.is(MessageType.EXECUTE_RESULT)) {
      Publications.ExecuteResult result = MessageType.EXECUTE_RESULT.read(message);
      show(
          new Output.ExecuteResult(
              OptionalInt.of(result.executionCount()),
              orEmpty(result.data()),
              orEmpty(result.metadata())),
          displayId(message));
    } else if (message.is(MessageType.ERROR)) {
      Publications.Error error = MessageType.ERROR.read(message);
      show(new Output.Failure(error.ename(), error.evalue(), error.traceback()), "");
    } else if (message.is(MessageType.CLEAR_OUTPUT)) {
      clear(MessageType.CLEAR_OUTPUT.read(message).waits());
    }
  }

  /** Replaces every output that was shown under the display id of the message. */
  public void update(Message message) throws MalformedMessageException {
    Publications.DisplayData update = MessageType.UPDATE_DISPLAY_DATA.read(message);
    String id = displayId(message);
    shown.replaceAll(
        old ->
            id.isEmpty() || !old.displayId().equals(id)
                ? old
                : new Shown(replaced(old.output(), update), id));
  }

  private static Output replaced(Output old, Publications.DisplayData update) {
    JsonObject data = orEmpty(update.data());
    JsonObject metadata = orEmpty(update.metadata());
    return old instanceof Output.ExecuteResult result
        ? new Output.ExecuteResult(result.executionCount(), data, metadata)
        : new Output.DisplayData(data, metadata);
  }

  private void print(String name, String text) {
    clearIfDue();
    if (!shown.isEmpty()
        && shown.getLast().output() instanceof Output.Stream last
        && last.name().equals(name)) {
      shown.removeLast();
      shown.add(new Shown(new Output.Stream(name, last.text() + text), ""));
    } else {
      shown.add(new Shown(new Output.Stream(name, text), ""));
    }
  }

  private void show(Output output, String displayId) {
    clearIfDue();
    shown.add(new Shown(output, displayId));
  }

  private void clear(boolean waits) {
    clearBeforeNext = waits;
    if (!waits) {
      shown.clear();
    }
  }

  private void clearIfDue() {
    if (clearBeforeNext) {
      clear(false);
    }
  }

  private static JsonObject orEmpty(JsonObject json) {
    return json == null ? new JsonObject() : json;
  }

  private static String displayId(Message message) {
    if (message.content().get("transient") instanceof JsonObject extra) {
      JsonElement id = extra.get("display_id");
      return id != null && id.isJsonPrimitive() ? id.getAsString() : "";
    }
    return "";
  }
}
