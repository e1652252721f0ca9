package org.receptive.server.frontend;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.receptive.kernel.protocol.Json;
import org.receptive.server.contents.AtomicFile;
import org.receptive.server.http.Answer;
import org.receptive.server.http.Call;
import org.receptive.server.http.Refusal;
import org.receptive.server.http.Router;

/** {@code /lab/api/workspaces}: which documents are open where in the window. */
public final class WorkspacesResource {
  private static final String ROUTE = "/lab/api/workspaces";
  private static final String EXTENSION = ".json";
  private static final int MOST = 500;
  private static final int LONGEST_NAME = 120;

  private final Path folder;
  private final AtomicFile files;

  /**
   * The resource.
   *
   * @param folder where workspaces are kept
   */
  public WorkspacesResource(Path folder, AtomicFile files) {
    this.folder = folder;
    this.files = files;
  }

  /** Adds the routes. */
  public void addTo(Router router) {
    router
        .on("GET", ROUTE, _ -> Answer.json(list()))
        .on("GET", ROUTE + "/{id*}", call -> Answer.json(workspace(id(call))))
        .on("PUT", ROUTE + "/{id*}", this::save)
        .on("DELETE", ROUTE + "/{id*}", this::delete);
  }

  private static String id(Call call) {
    return String.join("/", call.segments("id"));
  }

  private Path fileOf(String id) {
    String name = URLEncoder.encode(id, StandardCharsets.UTF_8).replace("*", "%2A");
    if (id.isEmpty() || name.length() > LONGEST_NAME) {
      throw Refusal.badRequest("a workspace cannot be named \"" + id + "\"");
    }
    return folder.resolve(name + EXTENSION);
  }

  private List<Path> files() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> stream = Files.list(folder)) {
      return stream.filter(file -> file.toString().endsWith(EXTENSION)).sorted().toList();
    }
  }

  private JsonObject list() throws IOException {
    JsonArray ids = new JsonArray();
    JsonArray values = new JsonArray();
    for (Path file : files()) {
      JsonObject workspace = read(file);
      if (workspace.get("metadata") instanceof JsonObject metadata && metadata.has("id")) {
        ids.add(metadata.get("id"));
        values.add(workspace);
      }
    }
    JsonObject workspaces = new JsonObject();
    workspaces.add("ids", ids);
    workspaces.add("values", values);
    JsonObject json = new JsonObject();
    json.add("workspaces", workspaces);
    return json;
  }

  private JsonObject workspace(String id) throws IOException {
    JsonObject workspace = read(fileOf(id));
    if (!workspace.has("data")) {
      workspace.add("data", new JsonObject());
    }
    if (!(workspace.get("metadata") instanceof JsonObject)) {
      workspace.add("metadata", new JsonObject());
    }
    workspace.getAsJsonObject("metadata").addProperty("id", id);
    return workspace;
  }

  /** A workspace that is missing or damaged is an empty window, never a window that won't open. */
  private static JsonObject read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return new JsonObject();
    }
    try {
      JsonObject workspace = Json.parse(Files.readAllBytes(file));
      BasicFileAttributes times = Files.readAttributes(file, BasicFileAttributes.class);
      if (workspace.get("metadata") instanceof JsonObject metadata) {
        metadata.addProperty("created", times.creationTime().toInstant().toString());
        metadata.addProperty("last_modified", times.lastModifiedTime().toInstant().toString());
      }
      return workspace;
    } catch (JsonParseException | IllegalStateException e) {
      return new JsonObject();
    }
  }

  private Answer save(Call call) throws IOException {
    JsonObject workspace = call.json();
    String id = id(call);
    boolean named =
        workspace.get("metadata") instanceof JsonObject metadata
            && metadata.has("id")
            && metadata.get("id").getAsString().equals(id);
    if (!named || !(workspace.get("data") instanceof JsonObject)) {
      throw Refusal.badRequest("a workspace has data, and its id in its metadata");
    }
    Path file = fileOf(id);
    Files.createDirectories(folder);
    if (!Files.exists(file) && files().size() >= MOST) {
      throw new Refusal(
          507, String.format(Locale.ROOT, "there are %d workspaces; delete some", MOST));
    }
    files.write(file, Json.bytes(workspace));
    return Answer.noContent();
  }

  private Answer delete(Call call) throws IOException {
    Files.deleteIfExists(fileOf(id(call)));
    return Answer.noContent();
  }
}
