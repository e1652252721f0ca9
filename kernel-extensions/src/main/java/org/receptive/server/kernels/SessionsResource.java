package org.receptive.server.kernels;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.receptive.server.http.Answer;
import org.receptive.server.http.ApiPath;
import org.receptive.server.http.Call;
import org.receptive.server.http.Refusal;
import org.receptive.server.http.Router;

/** {@code /api/sessions}: which document uses which kernel. */
public final class SessionsResource {
  private final KernelPool kernels;
  private final KernelsResource names;
  private final Function<List<String>, Path> folders;
  private final Map<String, NotebookSession> sessions = new LinkedHashMap<>();

  /**
   * The resource over a pool.
   *
   * @param folders gives the folder of the document that a path of the interface stands for
   */
  public SessionsResource(
      KernelPool kernels, KernelsResource names, Function<List<String>, Path> folders) {
    this.kernels = kernels;
    this.names = names;
    this.folders = folders;
  }

  /** Adds the routes. */
  public void addTo(Router router) {
    router
        .on("GET", "/api/sessions", _ -> Answer.json(list()))
        .on("POST", "/api/sessions", this::start)
        .on("GET", "/api/sessions/{id}", call -> Answer.json(get(call).model()))
        .on("PATCH", "/api/sessions/{id}", this::change)
        .on("DELETE", "/api/sessions/{id}", this::end);
  }

  private synchronized JsonArray list() {
    dropDead();
    JsonArray list = new JsonArray();
    sessions.values().forEach(session -> list.add(session.model()));
    return list;
  }

  private synchronized NotebookSession get(Call call) {
    dropDead();
    return Optional.ofNullable(sessions.get(call.variable("id")))
        .orElseThrow(() -> Refusal.notFound("there is no session " + call.variable("id")));
  }

  /** A kernel may have been shut down under its id. */
  private void dropDead() {
    sessions.values().removeIf(session -> kernels.find(session.kernel().id()).isEmpty());
  }

  private Answer start(Call call) throws IOException {
    JsonObject asked = call.json();
    String path = text(asked, "path").orElseThrow(() -> Refusal.badRequest("path is missing"));
    String type = text(asked, "type").orElse("notebook");
    JsonObject kernel = asked.get("kernel") instanceof JsonObject json ? json : new JsonObject();
    synchronized (this) {
      dropDead();
      for (NotebookSession session : sessions.values()) {
        if (session.path().equals(path) && session.type().equals(type)) {
          return Answer.json(201, session.model());
        }
      }
      NotebookSession session =
          NotebookSession.start(
              path, text(asked, "name").orElse(""), type, kernelFor(kernel, path));
      sessions.put(session.id(), session);
      return Answer.json(201, session.model()).with("Location", "/api/sessions/" + session.id());
    }
  }

  private RunningKernel kernelFor(JsonObject asked, String path) {
    Optional<String> id = text(asked, "id");
    if (id.isPresent()) {
      return kernels.get(id.get());
    }
    names.checkName(asked.get("name"));
    return kernels.start(folders.apply(ApiPath.of(path)));
  }

  /** A renamed document, or another kernel for it; the old one then ends. */
  private Answer change(Call call) throws IOException {
    JsonObject asked = call.json();
    NotebookSession before = get(call);
    synchronized (this) {
      String path = text(asked, "path").orElse(before.path());
      RunningKernel kernel = before.kernel();
      if (asked.get("kernel") instanceof JsonObject wanted
          && !text(wanted, "id").orElse("").equals(kernel.id())
          && (text(wanted, "id").isPresent() || text(wanted, "name").isPresent())) {
        kernel = kernelFor(wanted, path);
      }
      NotebookSession after =
          before.with(
              path,
              text(asked, "name").orElse(before.name()),
              text(asked, "type").orElse(before.type()),
              kernel);
      sessions.put(after.id(), after);
      if (kernel != before.kernel() && !isUsed(before.kernel())) {
        kernels.shutDown(before.kernel().id());
      }
      return Answer.json(after.model());
    }
  }

  private boolean isUsed(RunningKernel kernel) {
    return sessions.values().stream().anyMatch(session -> session.kernel() == kernel);
  }

  private Answer end(Call call) {
    NotebookSession session = get(call);
    synchronized (this) {
      sessions.remove(session.id());
      if (!isUsed(session.kernel())) {
        kernels.shutDown(session.kernel().id());
      }
    }
    return Answer.noContent();
  }

  private static Optional<String> text(JsonObject json, String name) {
    JsonElement value = json.get(name);
    return value != null && value.isJsonPrimitive()
        ? Optional.of(value.getAsString()).filter(text -> !text.isEmpty())
        : Optional.empty();
  }
}
