package org.receptive.engine.golden;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One case of a golden file before it is understood, so that a case nobody can read fails alone.
 *
 * @param file the file's name
 * @param op the operation
 * @param json the case
 */
record GoldenEntry(String file, String op, JsonObject json) {
  private static final String SCHEMA = "cnnlab-golden/1";

  /**
   * Every case of a file.
   *
   * @throws IOException if it is no golden file
   */
  static List<GoldenEntry> read(Path path) throws IOException {
    String file = path.getFileName().toString();
    JsonObject root;
    try {
      root =
          JsonParser.parseString(Files.readString(path, StandardCharsets.UTF_8)).getAsJsonObject();
    } catch (JsonParseException | IllegalStateException broken) {
      throw new IOException(file + " is not a golden file: " + broken.getMessage(), broken);
    }
    if (!root.has("schema") || !root.get("schema").getAsString().equals(SCHEMA)) {
      throw new IOException(
          "%s has the schema %s, but %s is expected.".formatted(file, root.get("schema"), SCHEMA));
    }
    List<GoldenEntry> entries = new ArrayList<>();
    for (JsonElement each : root.getAsJsonArray("cases")) {
      entries.add(new GoldenEntry(file, root.get("op").getAsString(), each.getAsJsonObject()));
    }
    return entries;
  }

  /** The case's name. */
  String name() {
    return json.get("name").getAsString();
  }

  @Override
  public String toString() {
    return file + " " + name();
  }
}
