package org.receptive.widgets.sync;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.receptive.kernel.comm.CommMessage;

/**
 * Values of a widget on their way: a JSON tree, and beside it the binary ones with their places in
 * the tree.
 *
 * @param state values by name, those that are binary left out
 * @param bufferPaths for each buffer the keys that lead to its place
 * @param buffers the binary values
 */
record Snapshot(JsonObject state, JsonArray bufferPaths, List<byte[]> buffers) {
  static Snapshot of(Collection<Property<?>> properties) {
    Snapshot snapshot = new Snapshot(new JsonObject(), new JsonArray(), new ArrayList<>());
    properties.forEach(snapshot::add);
    return snapshot;
  }

  private void add(Property<?> property) {
    Optional<byte[]> buffer = property.buffer();
    if (buffer.isPresent()) {
      add(property.name(), buffer.get());
    } else {
      state.add(property.name(), property.json());
    }
  }

  private void add(String name, byte[] buffer) {
    JsonArray path = new JsonArray();
    path.add(name);
    bufferPaths.add(path);
    buffers.add(buffer);
  }

  /** Adds a value as it was received, which may not fit the property. */
  void add(Property<?> property, JsonObject received) {
    JsonElement value = received.get(property.name());
    if (property.buffer().isPresent() && value.isJsonPrimitive()) {
      add(property.name(), Codecs.BYTES.decode(value));
    } else {
      state.add(property.name(), value);
    }
  }

  /** Returns the message with the given method ({@code update}, {@code echo_update}). */
  CommMessage message(String method) {
    JsonObject data = data();
    data.addProperty("method", method);
    return new CommMessage(data, new JsonObject(), buffers);
  }

  /** Returns the data of an opening: the state without a method. */
  JsonObject data() {
    JsonObject data = new JsonObject();
    data.add("state", state);
    data.add("buffer_paths", bufferPaths);
    return data;
  }

  /**
   * Puts received buffers into their places in the tree, as base64.
   *
   * @throws InvalidValue if a path leads nowhere
   */
  static JsonObject merge(JsonObject data, List<byte[]> buffers) {
    JsonObject state =
        data.get("state") instanceof JsonObject object ? object.deepCopy() : new JsonObject();
    JsonArray paths = data.get("buffer_paths") instanceof JsonArray array ? array : new JsonArray();
    for (int i = 0; i < Math.min(paths.size(), buffers.size()); i++) {
      String base64 = Base64.getEncoder().encodeToString(buffers.get(i));
      try {
        put(state, paths.get(i).getAsJsonArray().asList(), new JsonPrimitive(base64));
      } catch (IllegalStateException
          | IndexOutOfBoundsException
          | NumberFormatException
          | UnsupportedOperationException e) {
        throw new InvalidValue("the buffer path " + paths.get(i) + " leads nowhere in the state");
      }
    }
    return state;
  }

  private static void put(JsonElement tree, List<JsonElement> path, JsonElement value) {
    JsonElement place = tree;
    for (JsonElement key : path.subList(0, path.size() - 1)) {
      place = child(place, key);
    }
    JsonElement last = path.getLast();
    switch (place) {
      case JsonObject object -> object.add(last.getAsString(), value);
      case JsonArray array -> array.set(last.getAsInt(), value);
      default -> throw new IllegalStateException("no place for a buffer");
    }
  }

  private static JsonElement child(JsonElement tree, JsonElement key) {
    JsonElement child =
        tree instanceof JsonArray array
            ? array.get(key.getAsInt())
            : tree.getAsJsonObject().get(key.getAsString());
    if (child == null) {
      throw new IllegalStateException("nothing is at " + key);
    }
    return child;
  }
}
