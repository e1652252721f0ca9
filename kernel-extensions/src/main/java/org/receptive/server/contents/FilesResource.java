package org.receptive.server.contents;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.receptive.lab.html.NotebookPage;
import org.receptive.lab.notebook.InvalidNotebook;
import org.receptive.lab.notebook.Notebook;
import org.receptive.server.access.BrowserRules;
import org.receptive.server.http.Answer;
import org.receptive.server.http.Call;
import org.receptive.server.http.Refusal;
import org.receptive.server.http.Router;

/** {@code /files}: the files as they are; {@code /nbconvert}: notebooks as pages. */
public final class FilesResource {
  private final NotebookFolder folder;

  /** The resource over a folder. */
  public FilesResource(NotebookFolder folder) {
    this.folder = folder;
  }

  /** Adds the routes. */
  public void addTo(Router router) {
    router
        .on("GET", "/files/{path*}", this::file)
        .on("GET", "/api/nbconvert", _ -> Answer.json(formats()))
        .on("GET", "/nbconvert/{format}/{path*}", this::export);
  }

  private Answer file(Call call) {
    Path file = regular(call);
    String type = FileKind.mimeType(file).orElse("application/octet-stream");
    Answer answer =
        Answer.file(type.startsWith("text/") ? type + ";charset=utf-8" : type, file)
            .with("Cache-Control", "no-store")
            .with("Content-Security-Policy", BrowserRules.sandbox());
    boolean asked = call.query("download").map(value -> !value.equals("0")).orElse(false);
    return asked ? attached(answer, file.getFileName().toString()) : answer;
  }

  private Path regular(Call call) {
    Path file = folder.existing(call.segments("path"));
    if (!Files.isRegularFile(file)) {
      throw Refusal.badRequest("\"%s\" is a folder".formatted(folder.pathOf(file)));
    }
    return file;
  }

  private static JsonObject formats() {
    JsonObject html = new JsonObject();
    html.addProperty("output_mimetype", "text/html");
    JsonObject formats = new JsonObject();
    formats.add("html", html);
    return formats;
  }

  private Answer export(Call call) throws IOException {
    if (!call.variable("format").equals("html")) {
      throw Refusal.notFound("notebooks are exported as html only");
    }
    Path file = regular(call);
    String name = file.getFileName().toString();
    try {
      Notebook notebook = Notebook.parse(name, Files.readAllBytes(file));
      String page = new NotebookPage(notebook, file.getParent()).toHtml();
      Answer answer =
          Answer.html(200, page).with("Content-Security-Policy", BrowserRules.sandbox());
      boolean asked = call.query("download").map(value -> value.equals("true")).orElse(false);
      return asked ? attached(answer, name.replaceFirst("\\.ipynb$", "") + ".html") : answer;
    } catch (InvalidNotebook e) {
      throw new Refusal(400, e.getMessage(), e);
    }
  }

  /** RFC 6266: names beyond ASCII are percent-encoded UTF-8. */
  private static Answer attached(Answer answer, String name) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      boolean plain = (b >= '0' && b <= '9') || (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
      encoded.append(
          plain || b == '.' || b == '-' ? "" + (char) b : String.format(Locale.ROOT, "%%%02X", b));
    }
    return answer.with("Content-Disposition", "attachment; filename*=UTF-8''" + encoded);
  }
}
