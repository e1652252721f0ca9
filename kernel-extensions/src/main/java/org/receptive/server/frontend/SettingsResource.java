package org.receptive.server.frontend;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.receptive.server.contents.AtomicFile;
import org.receptive.server.http.Answer;
import org.receptive.server.http.Call;
import org.receptive.server.http.Refusal;
import org.receptive.server.http.Router;

/** {@code /lab/api/settings}: the schemas of the front end and what the user has changed. */
public final class SettingsResource {
  private static final String ROUTE = "/lab/api/settings";

  private final FrontEndArchive archive;
  private final Path folder;
  private final AtomicFile files;

  /**
   * The resource.
   *
   * @param folder where the user's settings are kept
   */
  public SettingsResource(FrontEndArchive archive, Path folder, AtomicFile files) {
    this.archive = archive;
    this.folder = folder;
    this.files = files;
  }

  /** Adds the routes. */
  public void addTo(Router router) {
    router
        .on("GET", ROUTE, this::list)
        .on("GET", ROUTE + "/{id*}", call -> Answer.json(setting(id(call), schemas())))
        .on("PUT", ROUTE + "/{id*}", this::save);
  }

  /** Asked for once per page; to keep half a megabyte in memory for it would be a waste. */
  private JsonObject schemas() {
    return archive.json("schemas.json");
  }

  private Answer list(Call call) throws IOException {
    boolean idsOnly = call.query("ids_only").orElse("").equals("true");
    JsonObject schemas = schemas();
    JsonArray list = new JsonArray();
    for (String id : schemas.keySet()) {
      list.add(idsOnly ? named(id) : setting(id, schemas));
    }
    JsonObject json = new JsonObject();
    json.add("settings", list);
    return Answer.json(json);
  }

  private static JsonObject named(String id) {
    JsonObject json = new JsonObject();
    json.addProperty("id", id);
    return json;
  }

  private static String id(Call call) {
    return String.join("/", call.segments("id"));
  }

  private JsonObject setting(String id, JsonObject schemas) throws IOException {
    if (!(schemas.get(id) instanceof JsonObject schema)) {
      throw Refusal.notFound("there are no settings \"" + id + "\"");
    }
    Path file = fileOf(id);
    boolean changed = Files.exists(file);
    String raw = changed ? Files.readString(file, StandardCharsets.UTF_8) : "{}";
    JsonObject json = named(id);
    json.add("schema", schema.get("schema"));
    json.add("version", schema.get("version"));
    json.addProperty("raw", raw);
    json.add("settings", parse(raw));
    json.add("created", JsonNull.INSTANCE);
    json.add("warning", JsonNull.INSTANCE);
    json.add("last_modified", JsonNull.INSTANCE);
    if (changed) {
      json.addProperty("last_modified", Files.getLastModifiedTime(file).toInstant().toString());
    }
    return json;
  }

  /** Users write comments into settings. What cannot be read at all counts as nothing changed. */
  private static JsonObject parse(String raw) {
    try {
      JsonElement json = JsonParser.parseString(raw);
      return json.isJsonObject() ? json.getAsJsonObject() : new JsonObject();
    } catch (JsonParseException e) {
      return new JsonObject();
    }
  }

  private Answer save(Call call) throws IOException {
    String id = id(call);
    if (!schemas().has(id)) {
      throw Refusal.notFound("there are no settings \"" + id + "\"");
    }
    if (!(call.json().get("raw") instanceof JsonPrimitive raw)) {
      throw Refusal.badRequest("settings are saved as {\"raw\": \"...\"}");
    }
    Path file = fileOf(id);
    Files.createDirectories(file.getParent());
    files.write(file, raw.getAsString().getBytes(StandardCharsets.UTF_8));
    return Answer.noContent();
  }

  /** Ids are those of the schemas, such as {@code @jupyterlab/apputils-extension:themes}. */
  private Path fileOf(String id) {
    return folder.resolve(id.replace(':', '/') + ".json");
  }
}
