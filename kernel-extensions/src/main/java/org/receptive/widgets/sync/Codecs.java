package org.receptive.widgets.sync;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The codecs of the types in the published model schema. */
public final class Codecs {
  /** Text. */
  public static final Codec<String> STRING =
      simple(
          JsonPrimitive::new,
          json -> primitive(json, "a text", JsonPrimitive::isString).getAsString());

  /** True or false. */
  public static final Codec<Boolean> BOOLEAN =
      simple(
          JsonPrimitive::new,
          json -> primitive(json, "true or false", JsonPrimitive::isBoolean).getAsBoolean());

  /** Whole numbers of 32 bits; JavaScript writes some of them as 5.0. */
  public static final Codec<Integer> INTEGER = simple(JsonPrimitive::new, Codecs::integer);

  /** Finite numbers. */
  public static final Codec<Double> FLOAT =
      simple(value -> new JsonPrimitive(finite(value)), Codecs::number);

  /** Anything, as it is. */
  public static final Codec<JsonElement> ANY = simple(json -> json, json -> json);

  /** A number, or the word {@code any} for no steps at all. */
  public static final Codec<JsonElement> NUMBER_OR_ANY =
      simple(
          json -> json,
          json -> {
            boolean any =
                json instanceof JsonPrimitive p && p.isString() && p.getAsString().equals("any");
            return any ? json : new JsonPrimitive(number(json));
          });

  /** An object, as it is. */
  public static final Codec<JsonObject> OBJECT =
      simple(json -> json, json -> tree(json, JsonObject.class, "an object"));

  /** Bytes; they travel in a buffer of their own. In JSON trees they are base64. */
  public static final Codec<byte[]> BYTES = new Bytes();

  /** A day; JavaScript counts months from 0. */
  public static final Codec<LocalDate> DATE =
      simple(
          date ->
              fields(
                  "year",
                  date.getYear(),
                  "month",
                  date.getMonthValue() - 1,
                  "date",
                  date.getDayOfMonth()),
          json -> parse(json, "a day", Codecs::day));

  /** A time of day to the millisecond. */
  public static final Codec<LocalTime> TIME =
      simple(Codecs::clock, json -> parse(json, "a time of day", Codecs::time));

  /** A day and a time without a time zone. */
  public static final Codec<LocalDateTime> LOCAL_DATE_TIME =
      simple(
          value -> {
            JsonObject both = DATE.encode(value.toLocalDate()).getAsJsonObject();
            clock(value.toLocalTime()).entrySet().forEach(e -> both.add(e.getKey(), e.getValue()));
            return both;
          },
          json ->
              parse(json, "a day and time", object -> LocalDateTime.of(day(object), time(object))));

  /** A moment; it travels as a day and a time in UTC. */
  public static final Codec<Instant> INSTANT =
      simple(
          value -> LOCAL_DATE_TIME.encode(LocalDateTime.ofInstant(value, ZoneOffset.UTC)),
          json -> LOCAL_DATE_TIME.decode(json).toInstant(ZoneOffset.UTC));

  private static final String REFERENCE = "IPY_MODEL_";

  private Codecs() {}

  /** One of the given words. */
  public static Codec<String> oneOf(String... words) {
    List<String> known = List.of(words);
    Function<String, String> check =
        word -> {
          if (!known.contains(word)) {
            throw new InvalidValue("'" + word + "' is none of " + known);
          }
          return word;
        };
    return simple(
        word -> new JsonPrimitive(check.apply(word)), json -> check.apply(STRING.decode(json)));
  }

  /** A value or none; none is JSON's null. */
  public static <T> Codec<Optional<T>> optional(Codec<T> codec) {
    return new OptionalCodec<>(codec);
  }

  /** Values in order. */
  public static <T> Codec<List<T>> list(Codec<T> codec) {
    return new ListCodec<>(codec);
  }

  /** A widget of the given type. The front end never sends one that Java does not know. */
  public static <W extends Widget> Codec<W> reference(Class<W> type) {
    return new Reference<>(type);
  }

  private record Reference<W extends Widget>(Class<W> type) implements Codec<W> {
    @Override
    public JsonElement encode(W widget) {
      return new JsonPrimitive(REFERENCE + widget.id());
    }

    @Override
    public W decode(JsonElement json) {
      String id = STRING.decode(json);
      return WidgetRegistry.here()
          .flatMap(registry -> registry.find(id.replaceFirst("^" + REFERENCE, "")))
          .filter(type::isInstance)
          .map(type::cast)
          .orElseThrow(
              () ->
                  new InvalidValue(
                      "'" + id + "' is no " + type.getSimpleName() + " of this kernel"));
    }

    @Override
    public Stream<Widget> references(W widget) {
      return Stream.of(widget);
    }
  }

  private record OptionalCodec<T>(Codec<T> codec) implements Codec<Optional<T>> {
    @Override
    public JsonElement encode(Optional<T> value) {
      return value.map(codec::encode).orElse(JsonNull.INSTANCE);
    }

    @Override
    public Optional<T> decode(JsonElement json) {
      return json.isJsonNull() ? Optional.empty() : Optional.of(codec.decode(json));
    }

    @Override
    public Stream<Widget> references(Optional<T> value) {
      return value.stream().flatMap(codec::references);
    }
  }

  private record ListCodec<T>(Codec<T> codec) implements Codec<List<T>> {
    @Override
    public JsonElement encode(List<T> values) {
      JsonArray array = new JsonArray();
      values.forEach(value -> array.add(codec.encode(value)));
      return array;
    }

    @Override
    public List<T> decode(JsonElement json) {
      List<T> values = new ArrayList<>();
      tree(json, JsonArray.class, "a list").forEach(element -> values.add(codec.decode(element)));
      return List.copyOf(values);
    }

    @Override
    public Stream<Widget> references(List<T> values) {
      return values.stream().flatMap(codec::references);
    }
  }

  private static final class Bytes implements Codec<byte[]> {
    @Override
    public JsonElement encode(byte[] value) {
      return new JsonPrimitive(Base64.getEncoder().encodeToString(value));
    }

    @Override
    public byte[] decode(JsonElement json) {
      try {
        return Base64.getDecoder().decode(STRING.decode(json));
      } catch (IllegalArgumentException e) {
        throw unexpected(json, "bytes in a buffer");
      }
    }

    @Override
    public Optional<byte[]> buffer(byte[] value) {
      return Optional.of(value);
    }
  }

  private static <T> Codec<T> simple(
      Function<? super T, JsonElement> encode, Function<JsonElement, T> decode) {
    return new Codec<>() {
      @Override
      public JsonElement encode(T value) {
        return encode.apply(value);
      }

      @Override
      public T decode(JsonElement json) {
        return decode.apply(json);
      }
    };
  }

  private static JsonPrimitive primitive(
      JsonElement json, String expected, Function<JsonPrimitive, Boolean> accepts) {
    if (json instanceof JsonPrimitive p && accepts.apply(p)) {
      return p;
    }
    throw unexpected(json, expected);
  }

  private static <T extends JsonElement> T tree(JsonElement json, Class<T> kind, String expected) {
    if (kind.isInstance(json)) {
      return kind.cast(json);
    }
    throw unexpected(json, expected);
  }

  private static double number(JsonElement json) {
    return finite(primitive(json, "a number", JsonPrimitive::isNumber).getAsDouble());
  }

  private static int integer(JsonElement json) {
    double value = number(json);
    if (value != (int) value) {
      throw unexpected(json, "a whole number of 32 bits");
    }
    return (int) value;
  }

  private static double finite(double value) {
    if (!Double.isFinite(value)) {
      throw new InvalidValue(value + " is no number that a widget can show");
    }
    return value;
  }

  private static <T> T parse(JsonElement json, String expected, Function<JsonObject, T> parser) {
    try {
      return parser.apply(json.getAsJsonObject());
    } catch (IllegalStateException
        | NullPointerException
        | UnsupportedOperationException
        | NumberFormatException
        | java.time.DateTimeException e) {
      throw unexpected(json, expected);
    }
  }

  private static LocalDate day(JsonObject json) {
    return LocalDate.of(
        json.get("year").getAsInt(), json.get("month").getAsInt() + 1, json.get("date").getAsInt());
  }

  private static LocalTime time(JsonObject json) {
    return LocalTime.of(
        json.get("hours").getAsInt(),
        json.get("minutes").getAsInt(),
        json.get("seconds").getAsInt(),
        json.get("milliseconds").getAsInt() * 1_000_000);
  }

  private static JsonObject clock(LocalTime time) {
    JsonObject json =
        fields("hours", time.getHour(), "minutes", time.getMinute(), "seconds", time.getSecond());
    json.addProperty("milliseconds", time.getNano() / 1_000_000);
    return json;
  }

  private static JsonObject fields(String a, int x, String b, int y, String c, int z) {
    JsonObject json = new JsonObject();
    json.addProperty(a, x);
    json.addProperty(b, y);
    json.addProperty(c, z);
    return json;
  }

  private static InvalidValue unexpected(JsonElement given, String expected) {
    return new InvalidValue("expected " + expected + ", got " + given);
  }
}
