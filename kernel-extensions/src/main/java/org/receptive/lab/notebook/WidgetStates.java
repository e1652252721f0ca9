package org.receptive.lab.notebook;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.receptive.kernel.client.KernelClient;
import org.receptive.kernel.protocol.CommContent;
import org.receptive.kernel.protocol.Message;
import org.receptive.kernel.protocol.MessageType;

/**
 * The states of a kernel's widgets, as a notebook keeps them (widget state format 2.0): a page can
 * then show sliders and pictures as they were left, without a kernel.
 */
final class WidgetStates {
  /** The MIME type of the states, under {@code widgets} in a notebook's metadata. */
  static final String TYPE = "application/vnd.jupyter.widget-state+json";

  private static final String TARGET = "jupyter.widget";
  private static final String CONTROL = "jupyter.widget.control";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final KernelClient kernel;
  private final WidgetNumbers numbers = new WidgetNumbers();
  private boolean opened;
  private Optional<Message> answer = Optional.empty();

  /** Listens from now on whether the kernel makes widgets. */
  WidgetStates(KernelClient kernel) {
    this.kernel = kernel;
    kernel.onPublication(this::heard);
  }

  /** Numbers in place of the ids of the widgets that were made so far. */
  WidgetNumbers numbers() {
    return numbers;
  }

  /** Asks the kernel for the states; empty if no widget was made. */
  Optional<JsonObject> collect() {
    if (!opened) {
      return Optional.empty();
    }
    String comm = UUID.randomUUID().toString().replace("-", "");
    kernel.send(MessageType.COMM_OPEN, new CommContent.Open(comm, CONTROL, new JsonObject()));
    JsonObject request = new JsonObject();
    request.addProperty("method", "request_states");
    String asked = kernel.send(MessageType.COMM_MSG, new CommContent.Data(comm, request));
    kernel.await(() -> kernel.isIdleAfter(asked), PATIENCE);
    kernel.send(MessageType.COMM_CLOSE, new CommContent.Data(comm, new JsonObject()));
    return answer.map(WidgetStates::saved).map(this::numbered);
  }

  private void heard(Message message) {
    if (message.is(MessageType.COMM_OPEN)) {
      if (TARGET.equals(text(message.content(), "target_name"))) {
        opened = true;
        numbers.made(text(message.content(), "comm_id"));
      }
    } else if (message.is(MessageType.COMM_MSG)
        && message.content().get("data") instanceof JsonObject data
        && text(data, "method").equals("update_states")) {
      answer = Optional.of(message);
    }
  }

  /** The states with numbers for ids, in the order of the numbers. */
  private JsonObject numbered(JsonObject saved) {
    JsonObject numbered = numbers.in(saved).getAsJsonObject();
    Map<String, JsonElement> sorted = new TreeMap<>(numbered.getAsJsonObject("state").asMap());
    JsonObject states = new JsonObject();
    sorted.forEach(states::add);
    numbered.add("state", states);
    return numbered;
  }

  private static JsonObject saved(Message answer) {
    JsonObject data = answer.content().getAsJsonObject("data");
    JsonObject states = data.getAsJsonObject("states").deepCopy();
    JsonArray paths = data.getAsJsonArray("buffer_paths");
    for (int i = 0; i < paths.size(); i++) {
      addBuffer(states, paths.get(i).getAsJsonArray().asList(), answer.buffers().get(i));
    }
    JsonObject saved = new JsonObject();
    saved.addProperty("version_major", 2);
    saved.addProperty("version_minor", 0);
    saved.add("state", states);
    return saved;
  }

  private static void addBuffer(JsonObject states, List<JsonElement> path, byte[] bytes) {
    JsonObject model = states.getAsJsonObject(path.getFirst().getAsString());
    if (!model.has("buffers")) {
      model.add("buffers", new JsonArray());
    }
    JsonArray place = new JsonArray();
    // A message's paths begin at all models, those of a file in the model's state.
    path.subList(2, path.size()).forEach(place::add);
    JsonObject buffer = new JsonObject();
    buffer.add("path", place);
    buffer.addProperty("data", Base64.getEncoder().encodeToString(bytes));
    buffer.addProperty("encoding", "base64");
    model.getAsJsonArray("buffers").add(buffer);
  }

  private static String text(JsonObject json, String key) {
    return json.get(key) != null && json.get(key).isJsonPrimitive()
        ? json.get(key).getAsString()
        : "";
  }
}
