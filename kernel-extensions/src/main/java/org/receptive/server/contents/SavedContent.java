package org.receptive.server.contents;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.receptive.lab.notebook.InvalidNotebook;
import org.receptive.lab.notebook.Notebook;
import org.receptive.server.http.Refusal;

/** Writes what front ends save. */
final class SavedContent {
  private final NotebookTrust trust;
  private final AtomicFile files;

  SavedContent(NotebookTrust trust, AtomicFile files) {
    this.trust = trust;
    this.files = files;
  }

  void write(Path file, JsonObject model) throws IOException {
    if (text(model, "type").equals("notebook")) {
      writeNotebook(file, model);
    } else {
      files.write(file, bytes(model));
    }
  }

  private void writeNotebook(Path file, JsonObject model) throws IOException {
    if (!(model.get("content") instanceof JsonObject json)) {
      throw Refusal.badRequest("the content of a notebook is a JSON object");
    }
    boolean trusted = NotebookTrust.unmark(json);
    byte[] bytes;
    try {
      bytes = Notebook.of(file.getFileName().toString(), json).toBytes();
    } catch (InvalidNotebook e) {
      throw new Refusal(400, e.getMessage(), e);
    }
    files.write(file, bytes);
    if (trusted) {
      trust.trust(bytes);
    }
  }

  /** The bytes of a file's model. */
  static byte[] bytes(JsonObject model) {
    String content = text(model, "content");
    return switch (text(model, "format")) {
      case "base64" -> decode(content);
      case "json" -> throw Refusal.badRequest("only notebooks have the format \"json\"");
      default -> content.getBytes(StandardCharsets.UTF_8);
    };
  }

  private static byte[] decode(String content) {
    try {
      return Base64.getMimeDecoder().decode(content);
    } catch (IllegalArgumentException e) {
      throw new Refusal(400, "the content is not base64", e);
    }
  }

  private static String text(JsonObject json, String name) {
    JsonElement value = json.get(name);
    return value != null && value.isJsonPrimitive() ? value.getAsString() : "";
  }
}
