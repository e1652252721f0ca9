package org.receptive.server.http;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;

/** One request, as a resource sees it. */
public final class Call {
  private static final Gson STRICT = new GsonBuilder().setStrictness(Strictness.STRICT).create();

  private final Request request;
  private final List<String> path;
  private final long bodyLimit;
  private final Map<String, List<String>> variables;

  private Call(
      Request request, List<String> path, long bodyLimit, Map<String, List<String>> variables) {
    this.request = request;
    this.path = path;
    this.bodyLimit = bodyLimit;
    this.variables = variables;
  }

  /**
   * The call of a request.
   *
   * @param bodyLimit the most bytes that its body may have
   * @throws Refusal with status 400 if its path is none
   */
  public static Call of(Request request, long bodyLimit) {
    String raw = request.getHttpURI().getPath();
    return new Call(request, PathSegments.of(raw == null ? "" : raw), bodyLimit, Map.of());
  }

  /** The same call, with the variables of a route. */
  Call with(Map<String, List<String>> routeVariables) {
    return new Call(request, path, bodyLimit, routeVariables);
  }

  /** The method, such as {@code GET}. */
  public String method() {
    return request.getMethod();
  }

  /** The decoded segments of the path. */
  public List<String> path() {
    return path;
  }

  /** The path as it stands in the address, still encoded. */
  public String rawPath() {
    String raw = request.getHttpURI().getPath();
    return raw == null || raw.isEmpty() ? "/" : raw;
  }

  /** The one segment that a route's {@code {name}} stands for. */
  public String variable(String name) {
    return variables.get(name).getFirst();
  }

  /** The segments that a route's {@code {name*}} stands for. */
  public List<String> segments(String name) {
    return variables.get(name);
  }

  /** The value of a parameter of the query. */
  public Optional<String> query(String name) {
    Fields fields = Request.extractQueryParameters(request);
    return Optional.ofNullable(fields.getValue(name));
  }

  /** The names and values of the query, as they are encoded; empty if there is none. */
  public String rawQuery() {
    return Optional.ofNullable(request.getHttpURI().getQuery()).orElse("");
  }

  /** The value of a header; of several with that name, the first. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(request.getHeaders().get(name));
  }

  /** How often a header stands in the request. */
  public long headerCount(String name) {
    HttpFields fields = request.getHeaders();
    return fields.stream().map(HttpField::getName).filter(name::equalsIgnoreCase).count();
  }

  /** The value of a cookie. */
  public Optional<String> cookie(String name) {
    return Request.getCookies(request).stream()
        .filter(cookie -> cookie.getName().equals(name))
        .map(cookie -> cookie.getValue())
        .findFirst();
  }

  /**
   * The body.
   *
   * @throws Refusal with status 413, at once or while it is read, if it is too long
   */
  public InputStream body() {
    if (request.getLength() > bodyLimit) {
      throw LimitedStream.tooLarge(bodyLimit);
    }
    return new LimitedStream(Request.asInputStream(request), bodyLimit);
  }

  /**
   * The JSON object in the body; an empty object if there is no body.
   *
   * @throws Refusal with status 400 if the body is something else
   */
  public JsonObject json() throws IOException {
    try (var reader = new InputStreamReader(body(), StandardCharsets.UTF_8)) {
      JsonElement json = STRICT.fromJson(reader, JsonElement.class);
      return json == null || json.isJsonNull() ? new JsonObject() : json.getAsJsonObject();
    } catch (JsonParseException | IllegalStateException | StackOverflowError e) {
      throw new Refusal(400, "the body of the request is not a JSON object", e);
    }
  }

  /** The request itself, for what is not HTTP any more. */
  public Request request() {
    return request;
  }
}
