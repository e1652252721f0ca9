package org.receptive.server.contents;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Whose outputs may run scripts: those of notebooks that came with the lecture, or whose cells have
 * all been run here. A notebook from elsewhere is shown without, until the user trusts it.
 */
public final class NotebookTrust {
  private static final int MOST = 5_000;
  private static final String TRUSTED = "trusted";

  private final Path file;
  private final Set<String> digests = new LinkedHashSet<>();

  /**
   * What has been trusted so far.
   *
   * @param file where digests of trusted notebooks are kept, one a line
   */
  public NotebookTrust(Path file) throws IOException {
    this.file = file;
    if (Files.exists(file)) {
      digests.addAll(Files.readAllLines(file, StandardCharsets.US_ASCII));
    }
  }

  /** Trusts the bytes of a notebook. */
  public synchronized void trust(byte[] notebook) throws IOException {
    if (digests.size() >= MOST) {
      digests.remove(digests.iterator().next());
      Files.write(file, digests, StandardCharsets.US_ASCII);
    }
    String digest = Digest.sha256(notebook);
    if (digests.add(digest)) {
      Files.createDirectories(file.getParent());
      Files.writeString(
          file,
          digest + "\n",
          StandardCharsets.US_ASCII,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
  }

  /** Marks the code cells of a notebook that was read from bytes, as front ends expect it. */
  synchronized void mark(JsonObject notebook, byte[] bytes) {
    boolean trusted = digests.contains(Digest.sha256(bytes));
    for (JsonObject metadata : metadataOfCode(notebook)) {
      metadata.addProperty(TRUSTED, trusted);
    }
  }

  /** Takes the marks away; whether all outputs were trusted. */
  static boolean unmark(JsonObject notebook) {
    boolean all = true;
    for (JsonElement element : cells(notebook)) {
      if (element instanceof JsonObject cell && cell.get("metadata") instanceof JsonObject data) {
        JsonElement mark = data.remove(TRUSTED);
        boolean trusted = mark != null && mark.isJsonPrimitive() && mark.getAsBoolean();
        boolean silent = !(cell.get("outputs") instanceof JsonArray outputs) || outputs.isEmpty();
        all &= trusted || silent;
      }
    }
    return all;
  }

  private static Iterable<JsonObject> metadataOfCode(JsonObject notebook) {
    return cells(notebook).asList().stream()
        .map(JsonElement::getAsJsonObject)
        .filter(cell -> cell.get("cell_type").getAsString().equals("code"))
        .map(cell -> cell.getAsJsonObject("metadata"))
        .toList();
  }

  private static JsonArray cells(JsonObject notebook) {
    return notebook.get("cells") instanceof JsonArray cells ? cells : new JsonArray();
  }
}
