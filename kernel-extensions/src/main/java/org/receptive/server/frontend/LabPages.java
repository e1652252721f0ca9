package org.receptive.server.frontend;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.receptive.kernel.protocol.Json;
import org.receptive.server.http.Answer;
import org.receptive.server.http.Call;
import org.receptive.server.http.Refusal;
import org.receptive.server.http.Router;

/** JupyterLab's page under its addresses, its scripts, and its themes. */
public final class LabPages {
  private final FrontEndArchive archive;
  private final Path folder;
  private final String page;
  private final String version;

  /**
   * The pages over an archive.
   *
   * @param folder the folder that is served, which the page names
   */
  public LabPages(FrontEndArchive archive, Path folder) throws IOException {
    this.archive = archive;
    this.folder = folder;
    page = archive.text("index.html");
    version = archive.json("front-end.json").get("jupyterlab").getAsString();
  }

  /** Adds the routes. */
  public void addTo(Router router) {
    for (String mode : List.of("lab", "doc")) {
      router
          .on("GET", "/" + mode, call -> page(mode, "default", List.of()))
          .on(
              "GET",
              "/" + mode + "/tree/{path*}",
              call -> page(mode, "default", call.segments("path")))
          .on(
              "GET",
              "/" + mode + "/workspaces/{name}",
              call -> page(mode, call.variable("name"), List.of()))
          .on(
              "GET",
              "/" + mode + "/workspaces/{name}/tree/{path*}",
              call -> page(mode, call.variable("name"), call.segments("path")));
    }
    router
        .on("GET", "/static/lab/{path*}", this::script)
        .on("GET", "/lab/api/themes/{path*}", this::theme)
        .on("GET", "/lab/api/licenses", call -> unchanged(call, file("licences.json")))
        .on("GET", "/lab/api/translations", _ -> Answer.json(languages()))
        .on("GET", "/lab/api/translations/{locale}", _ -> Answer.json(language()))
        .on("GET", "/lab/api/listings/{path*}", _ -> Answer.json(new JsonObject()));
  }

  private Answer page(String mode, String workspace, List<String> tree) {
    JsonObject config = PageConfig.of(version, folder);
    config.addProperty("mode", mode.equals("doc") ? "single-document" : "multiple-document");
    config.addProperty("workspace", workspace);
    config.addProperty("treePath", String.join("/", tree));
    return Answer.html(
        200,
        page.replace("{{baseUrl}}", "/")
            .replace("{{config}}", Json.text(config).replace("<", "\\u003c")));
  }

  /** Names of scripts hold a hash of their content: what a browser has, it need not ask for. */
  private Answer script(Call call) {
    Answer file = file("static/" + String.join("/", call.segments("path")));
    return unchanged(call, file).with("Cache-Control", "public, max-age=31536000, immutable");
  }

  private Answer theme(Call call) {
    Answer file = file("themes/" + String.join("/", call.segments("path")));
    return unchanged(call, file).with("Cache-Control", "no-cache");
  }

  private Answer file(String name) {
    return archive.file(name).orElseThrow(() -> Refusal.notFound("the front end has no " + name));
  }

  private static Answer unchanged(Call call, Answer file) {
    String tag = file.headers().get("ETag");
    boolean known = Optional.of(tag).equals(call.header("If-None-Match"));
    return known ? new Answer(304, java.util.Map.of("ETag", tag), new Answer.Body.Nothing()) : file;
  }

  private static JsonObject languages() {
    JsonObject english = new JsonObject();
    english.addProperty("displayName", "English");
    english.addProperty("nativeName", "English");
    JsonObject data = new JsonObject();
    data.add("en", english);
    JsonObject json = new JsonObject();
    json.add("data", data);
    json.addProperty("message", "");
    return json;
  }

  private static JsonObject language() {
    JsonObject json = new JsonObject();
    json.add("data", new JsonObject());
    json.addProperty("message", "");
    return json;
  }
}
