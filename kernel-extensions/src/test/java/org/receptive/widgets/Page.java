package org.receptive.widgets;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.receptive.kernel.Conversation;
import org.receptive.kernel.protocol.Channel;
import org.receptive.kernel.protocol.CommContent;
import org.receptive.kernel.protocol.Message;
import org.receptive.kernel.protocol.MessageType;

/** The other end of widgets: keeps models as a page's widget manager does, and moves controls. */
final class Page {
  private final Conversation conversation;
  private final Map<String, JsonObject> models = new LinkedHashMap<>();

  Page(Conversation conversation) {
    this.conversation = conversation;
  }

  static JsonObject json(String text) {
    return JsonParser.parseString(text.replace('\'', '"')).getAsJsonObject();
  }

  /** Takes what a cell or an update has published into the models. */
  void hear(List<Message> published) {
    published.forEach(this::hear);
  }

  void hear(Message message) {
    JsonObject content = message.content();
    if (message.is(MessageType.COMM_OPEN)) {
      models.put(
          content.get("comm_id").getAsString(),
          content.getAsJsonObject("data").getAsJsonObject("state").deepCopy());
    } else if (message.is(MessageType.COMM_MSG)
        && content.getAsJsonObject("data").get("method").getAsString().contains("update")) {
      JsonObject model = models.get(content.get("comm_id").getAsString());
      content.getAsJsonObject("data").getAsJsonObject("state").entrySet().stream()
          .forEach(entry -> model.add(entry.getKey(), entry.getValue()));
    }
  }

  JsonObject model(String id) {
    return models.get(id);
  }

  List<String> ids(String modelName) {
    List<String> ids = new ArrayList<>();
    models.forEach(
        (id, state) -> {
          if (state.get("_model_name").getAsString().equals(modelName)) {
            ids.add(id);
          }
        });
    return ids;
  }

  /** Returns the id of the newest model with the given name and description. */
  String id(String modelName, String description) {
    return ids(modelName).reversed().stream()
        .filter(id -> models.get(id).get("description").getAsString().equals(description))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + modelName + " '" + description + "'"));
  }

  /** Returns the outputs of the newest output widget. */
  JsonArray outputs() {
    return models.get(ids("OutputModel").getLast()).getAsJsonArray("outputs");
  }

  /** Returns the plain text of all outputs of the newest output widget. */
  String text() {
    StringBuilder text = new StringBuilder();
    for (JsonElement element : outputs()) {
      JsonObject output = element.getAsJsonObject();
      text.append(
          switch (output.get("output_type").getAsString()) {
            case "stream" -> output.get("text").getAsString();
            case "error" ->
                output.get("ename").getAsString() + ": " + output.get("evalue").getAsString();
            default -> output.getAsJsonObject("data").get("text/plain").getAsString();
          });
    }
    return text.toString();
  }

  /** Sends what a page sends when a control is moved. */
  Message send(String id, String key, JsonElement value) {
    JsonObject state = new JsonObject();
    state.add(key, value);
    JsonObject data = new JsonObject();
    data.addProperty("method", "update");
    data.add("state", state);
    data.add("buffer_paths", new JsonArray());
    return say(id, data);
  }

  Message say(String id, JsonObject data) {
    return conversation.send(Channel.SHELL, MessageType.COMM_MSG, new CommContent.Data(id, data));
  }

  /** Moves a control and takes all that is published for it until idle. */
  List<Message> set(String id, String key, Number value) {
    return set(id, key, new JsonPrimitive(value));
  }

  List<Message> set(String id, String key, JsonElement value) {
    List<Message> published = conversation.publishedFor(send(id, key, value));
    hear(published);
    return published;
  }

  /** Waits until a message makes the condition true; takes all messages on the way. */
  void hearUntil(java.util.function.BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      hear(conversation.published(message -> true));
    }
  }
}
