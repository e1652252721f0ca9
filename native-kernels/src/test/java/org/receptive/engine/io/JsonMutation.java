package org.receptive.engine.io;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Valid JSON that says something else: values exchanged, dropped, of other types, or absurd. */
final class JsonMutation {
  /** A place in a document at which something stands. */
  private interface Place {
    JsonElement get();

    void set(JsonElement value);

    void drop();
  }

  private static final List<JsonElement> ABSURD =
      List.of(
          JsonNull.INSTANCE,
          new JsonPrimitive(0),
          new JsonPrimitive(-1),
          new JsonPrimitive(3),
          new JsonPrimitive(1e300),
          new JsonPrimitive(0.5),
          new JsonPrimitive(Integer.MAX_VALUE),
          new JsonPrimitive(1_000_000_000),
          new JsonPrimitive(Long.MAX_VALUE),
          new JsonPrimitive("7"),
          new JsonPrimitive(""),
          new JsonPrimitive("U0FNRQ=="),
          new JsonPrimitive("../../etc/passwd"),
          new JsonPrimitive(true),
          new JsonArray(),
          new JsonObject());

  private final SplittableRandom random;

  JsonMutation(SplittableRandom random) {
    this.random = random;
  }

  /** A copy with one to four changes. */
  JsonElement mutated(JsonElement root) {
    JsonElement copy = root.deepCopy();
    for (int change = random.nextInt(1, 5); change > 0; change--) {
      List<Place> places = new ArrayList<>();
      collect(copy, places);
      if (places.isEmpty()) {
        return copy;
      }
      Place place = places.get(random.nextInt(places.size()));
      switch (random.nextInt(4)) {
        case 0 -> place.set(ABSURD.get(random.nextInt(ABSURD.size())).deepCopy());
        case 1 -> place.set(places.get(random.nextInt(places.size())).get().deepCopy());
        case 2 -> place.drop();
        default -> place.set(alike(place.get(), places));
      }
    }
    return copy;
  }

  /** Another value of the same type: names are exchanged with names, numbers with numbers. */
  private JsonElement alike(JsonElement value, List<Place> places) {
    List<JsonElement> others =
        places.stream()
            .map(Place::get)
            .filter(
                other ->
                    value.isJsonPrimitive()
                        && other.isJsonPrimitive()
                        && value.getAsJsonPrimitive().isString()
                            == other.getAsJsonPrimitive().isString())
            .toList();
    return others.isEmpty() ? value : others.get(random.nextInt(others.size())).deepCopy();
  }

  private static void collect(JsonElement within, List<Place> places) {
    if (within instanceof JsonArray array) {
      for (int i = 0; i < array.size(); i++) {
        places.add(inArray(array, i));
        collect(array.get(i), places);
      }
    } else if (within instanceof JsonObject object) {
      for (String key : object.keySet()) {
        places.add(inObject(object, key));
        collect(object.get(key), places);
      }
    }
  }

  private static Place inArray(JsonArray array, int index) {
    return new Place() {
      @Override
      public JsonElement get() {
        return array.get(index);
      }

      @Override
      public void set(JsonElement value) {
        array.set(index, value);
      }

      @Override
      public void drop() {
        array.remove(index);
      }
    };
  }

  private static Place inObject(JsonObject object, String key) {
    return new Place() {
      @Override
      public JsonElement get() {
        return object.get(key);
      }

      @Override
      public void set(JsonElement value) {
        object.add(key, value);
      }

      @Override
      public void drop() {
        object.remove(key);
      }
    };
  }
}
