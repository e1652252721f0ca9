package org.receptive.server.kernels;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.receptive.server.http.Answer;
import org.receptive.server.http.ApiPath;
import org.receptive.server.http.Call;
import org.receptive.server.http.Refusal;
import org.receptive.server.http.Router;

/** {@code /api/kernels} and {@code /api/kernelspecs}. */
public final class KernelsResource {
  private final KernelPool kernels;
  private final Function<List<String>, Path> folders;

  /**
   * The resource over a pool.
   *
   * @param folders gives the folder that a path of the interface stands for
   */
  public KernelsResource(KernelPool kernels, Function<List<String>, Path> folders) {
    this.kernels = kernels;
    this.folders = folders;
  }

  /** Adds the routes. */
  public void addTo(Router router) {
    router
        .on("GET", "/api/kernelspecs", _ -> Answer.json(specs()))
        .on("GET", "/api/kernelspecs/{name}", call -> Answer.json(spec(call.variable("name"))))
        .on("GET", "/kernelspecs/{name}/{file}", this::logo)
        .on("GET", "/api/kernels", _ -> Answer.json(list()))
        .on("POST", "/api/kernels", this::start)
        .on("GET", "/api/kernels/{id}", call -> Answer.json(kernel(call).model()))
        .on("DELETE", "/api/kernels/{id}", this::shutDown)
        .on("POST", "/api/kernels/{id}/interrupt", this::interrupt)
        .on("POST", "/api/kernels/{id}/restart", this::restart);
  }

  private RunningKernel kernel(Call call) {
    return kernels.get(call.variable("id"));
  }

  private JsonArray list() {
    JsonArray list = new JsonArray();
    kernels.all().forEach(kernel -> list.add(kernel.model()));
    return list;
  }

  private Answer start(Call call) throws java.io.IOException {
    JsonObject asked = call.json();
    checkName(asked.get("name"));
    String path = asked.get("path") instanceof JsonPrimitive text ? text.getAsString() : "";
    RunningKernel kernel = kernels.start(folders.apply(ApiPath.of(path)));
    return Answer.json(201, kernel.model()).with("Location", "/api/kernels/" + kernel.id());
  }

  /** A notebook that names another kernel cannot run here, and should say so at once. */
  void checkName(JsonElement name) {
    boolean given = name != null && name.isJsonPrimitive() && !name.getAsString().isEmpty();
    if (given && !name.getAsString().equals(kernels.choice().name())) {
      throw Refusal.badRequest(
          "there is no kernel \"%s\" here, only \"%s\""
              .formatted(name.getAsString(), kernels.choice().name()));
    }
  }

  private Answer shutDown(Call call) {
    kernels.shutDown(call.variable("id"));
    return Answer.noContent();
  }

  private Answer interrupt(Call call) {
    kernel(call).interrupt();
    return Answer.noContent();
  }

  private Answer restart(Call call) {
    RunningKernel kernel = kernel(call);
    kernel.restart();
    return Answer.json(kernel.model());
  }

  private JsonObject specs() {
    String name = kernels.choice().name();
    JsonObject specs = new JsonObject();
    specs.add(name, spec(name));
    JsonObject json = new JsonObject();
    json.addProperty("default", name);
    json.add("kernelspecs", specs);
    return json;
  }

  private JsonObject spec(String name) {
    KernelChoice choice = kernels.choice();
    if (!name.equals(choice.name())) {
      throw Refusal.notFound("there is no kernel \"" + name + "\"");
    }
    JsonObject resources = new JsonObject();
    choice
        .logos()
        .keySet()
        .forEach(
            file ->
                resources.addProperty(
                    file.substring(0, file.lastIndexOf('.')), "/kernelspecs/" + name + "/" + file));
    JsonObject json = new JsonObject();
    json.addProperty("name", name);
    json.add("spec", choice.spec());
    json.add("resources", resources);
    return json;
  }

  private Answer logo(Call call) {
    byte[] picture =
        call.variable("name").equals(kernels.choice().name())
            ? kernels.choice().logos().get(call.variable("file"))
            : null;
    if (picture == null) {
      throw Refusal.notFound("there is no such picture");
    }
    String type = call.variable("file").endsWith(".svg") ? "image/svg+xml" : "image/png";
    return Answer.bytes(200, type, picture).with("Cache-Control", "max-age=3600");
  }
}
