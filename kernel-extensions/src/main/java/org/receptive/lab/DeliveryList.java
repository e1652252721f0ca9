package org.receptive.lab;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.receptive.kernel.protocol.Json;
import org.receptive.lab.notebook.WrittenPart;
import org.receptive.server.contents.AtomicFile;
import org.receptive.server.contents.Digest;

/**
 * What was delivered to a folder of notebooks, by their names. The file holds the digest of each
 * delivered file under its name, as it always did. Under {@code "written"} it says for each of
 * those digests what a person had written in that file, and under {@code "origins"} for each name
 * what it was made from; former versions leave these as they are.
 */
final class DeliveryList {
  private static final String NAME = ".receptive-delivered.json";
  private static final String WRITTEN = "written";
  private static final String ORIGINS = "origins";

  /**
   * One version of a notebook.
   *
   * @param file the digest of the file
   * @param written the digest of what a person has written in it; empty if a former version of this
   *     program delivered it and noted the file only
   */
  record Version(String file, Optional<String> written) {
    static Version of(byte[] bytes) {
      return new Version(Digest.sha256(bytes), Optional.of(Digest.sha256(WrittenPart.of(bytes))));
    }
  }

  private final Path file;
  private final JsonObject list;
  private final JsonObject written;
  private final JsonObject origins;

  private DeliveryList(Path file, JsonObject list) {
    this.file = file;
    this.list = list;
    this.written = part(list, WRITTEN);
    this.origins = part(list, ORIGINS);
  }

  private static JsonObject part(JsonObject list, String name) {
    return list.get(name) instanceof JsonObject known ? known : new JsonObject();
  }

  /** Without its list, or with a damaged one, the folder is taken to be all the student's own. */
  static DeliveryList of(Path folder) throws IOException {
    Path file = folder.resolve(NAME);
    if (!Files.exists(file)) {
      return new DeliveryList(file, new JsonObject());
    }
    try {
      return new DeliveryList(file, Json.parse(Files.readAllBytes(file)));
    } catch (JsonParseException | IllegalStateException e) {
      return new DeliveryList(file, new JsonObject());
    }
  }

  /** The version that was delivered last under a name. */
  Optional<Version> find(String name) {
    return text(list, name).map(digest -> new Version(digest, text(written, digest)));
  }

  /** Whether what was delivered last under a name was made from just that. */
  boolean isMadeFrom(String name, String origin) {
    return text(origins, name).filter(origin::equals).isPresent();
  }

  /**
   * Notes that a version has been delivered.
   *
   * @param origin what it was made from, and how
   */
  void put(String name, Version version, String origin) {
    list.addProperty(name, version.file());
    origins.addProperty(name, origin);
    version.written().ifPresent(digest -> written.addProperty(version.file(), digest));
  }

  void write(AtomicFile files) throws IOException {
    JsonObject current = new JsonObject();
    for (String name : list.keySet()) {
      text(list, name)
          .ifPresent(
              digest ->
                  text(written, digest).ifPresent(known -> current.addProperty(digest, known)));
    }
    list.add(WRITTEN, current);
    list.add(ORIGINS, origins);
    files.write(file, Json.bytes(list));
  }

  private static Optional<String> text(JsonObject json, String name) {
    return json.get(name) instanceof JsonPrimitive text
        ? Optional.of(text.getAsString())
        : Optional.empty();
  }
}
