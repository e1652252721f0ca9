package org.receptive.server;

import com.google.gson.JsonObject;
import java.time.Instant;
import org.receptive.server.http.Answer;
import org.receptive.server.http.Router;
import org.receptive.server.kernels.KernelPool;

/** What the server says of itself, and how it is asked to end. */
final class StatusResource {
  private final KernelPool kernels;
  private final Runnable shutdown;
  private final Instant started = Instant.now();

  StatusResource(KernelPool kernels, Runnable shutdown) {
    this.kernels = kernels;
    this.shutdown = shutdown;
  }

  void addTo(Router router) {
    router
        .on("GET", "/api", _ -> Answer.json(JupyterServer.version()))
        .on("GET", "/api/status", _ -> Answer.json(status()))
        .on("GET", "/api/me", _ -> Answer.json(user()))
        .on(
            "POST",
            "/api/shutdown",
            _ -> {
              // The answer leaves before the server does.
              shutdown.run();
              return Answer.noContent();
            });
  }

  private JsonObject status() {
    JsonObject json = new JsonObject();
    json.addProperty("started", started.toString());
    json.addProperty(
        "last_activity",
        kernels.all().stream()
            .map(kernel -> kernel.lastActivity())
            .reduce(started, (a, b) -> a.isAfter(b) ? a : b)
            .toString());
    json.addProperty("connections", kernels.connections());
    json.addProperty("kernels", kernels.all().size());
    return json;
  }

  /** There is one user: who knows the token. */
  private static JsonObject user() {
    String name = System.getProperty("user.name", "student");
    JsonObject identity = new JsonObject();
    identity.addProperty("username", name);
    identity.addProperty("name", name);
    identity.addProperty("display_name", name);
    identity.addProperty("initials", name.substring(0, Math.min(1, name.length())));
    identity.add("color", com.google.gson.JsonNull.INSTANCE);
    JsonObject json = new JsonObject();
    json.add("identity", identity);
    json.add("permissions", new JsonObject());
    return json;
  }
}
