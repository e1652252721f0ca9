package org.receptive.server.http;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.receptive.kernel.protocol.Json;

/**
 * What is answered to a request.
 *
 * @param status the HTTP status
 * @param headers the headers beyond those that every answer has
 * @param body what follows them
 */
public record Answer(int status, Map<String, String> headers, Body body) {
  /** Where the bytes of an answer come from. */
  public sealed interface Body {
    /** No bytes. */
    record Nothing() implements Body {}

    /** Bytes in memory. */
    record Bytes(byte[] content) implements Body {}

    /** The content of a file, which is not read into memory at once. */
    record FileContent(Path file) implements Body {}

    /** A stream that is opened when the answer is written. */
    record Streamed(Opener opener, long length) implements Body {}
  }

  /** Opens a stream. */
  @FunctionalInterface
  public interface Opener {
    /** The stream from its beginning. */
    InputStream open() throws IOException;
  }

  /** Keeps its own map of headers. */
  public Answer {
    headers = Map.copyOf(headers);
  }

  /** Success without a word. */
  public static Answer noContent() {
    return new Answer(204, Map.of(), new Body.Nothing());
  }

  /** JSON, with status 200. */
  public static Answer json(JsonElement json) {
    return json(200, json);
  }

  /** JSON that no browser keeps. */
  public static Answer json(int status, JsonElement json) {
    return bytes(status, "application/json", Json.bytes(json)).with("Cache-Control", "no-store");
  }

  /** A page, with status 200 or another. */
  public static Answer html(int status, String page) {
    return bytes(status, "text/html;charset=utf-8", page.getBytes(StandardCharsets.UTF_8))
        .with("Cache-Control", "no-store");
  }

  /** Bytes of a type. */
  public static Answer bytes(int status, String type, byte[] content) {
    return new Answer(status, Map.of("Content-Type", type), new Body.Bytes(content));
  }

  /** A file of a type. */
  public static Answer file(String type, Path file) {
    return new Answer(200, Map.of("Content-Type", type), new Body.FileContent(file));
  }

  /** The way to another page, which is then asked for with GET. */
  public static Answer seeOther(String location) {
    return new Answer(303, Map.of("Location", location), new Body.Nothing())
        .with("Cache-Control", "no-store");
  }

  /** A refusal in the words of Jupyter's interface. */
  public static Answer refusal(int status, String message) {
    JsonObject json = new JsonObject();
    json.addProperty("message", message);
    json.add("reason", JsonNull.INSTANCE);
    return json(status, json);
  }

  /** The same answer with one more header. */
  public Answer with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Answer(status, more, body);
  }
}
