package org.receptive.server.contents;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.receptive.server.http.Refusal;

/** One older state of each file, in the hidden folder where Jupyter keeps it too. */
final class Checkpoints {
  /** The id of a file's only checkpoint. */
  static final String ID = "checkpoint";

  private static final String FOLDER = ".ipynb_checkpoints";

  private final AtomicFile files;

  Checkpoints(AtomicFile files) {
    this.files = files;
  }

  private static Path of(Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    String extension = dot > 0 ? name.substring(dot) : "";
    return file.resolveSibling(FOLDER).resolve(stem + "-" + ID + extension);
  }

  boolean exists(Path file) {
    return Files.exists(of(file));
  }

  JsonObject describe(Path file) throws IOException {
    FileTime time = Files.getLastModifiedTime(of(file));
    JsonObject json = new JsonObject();
    json.addProperty("id", ID);
    json.addProperty("last_modified", time.toInstant().toString());
    return json;
  }

  JsonObject create(Path file) throws IOException {
    Path checkpoint = of(file);
    Files.createDirectories(checkpoint.getParent());
    files.write(checkpoint, Files.readAllBytes(file));
    return describe(file);
  }

  void restore(Path file) throws IOException {
    files.write(file, Files.readAllBytes(existing(file)));
  }

  void delete(Path file) throws IOException {
    Files.deleteIfExists(of(file));
    Path folder = of(file).getParent();
    if (Files.isDirectory(folder)) {
      boolean empty;
      try (var stream = Files.list(folder)) {
        empty = stream.findAny().isEmpty();
      }
      if (empty) {
        Files.deleteIfExists(folder);
      }
    }
  }

  /** A renamed file keeps its checkpoint. */
  void move(Path from, Path to) throws IOException {
    if (exists(from)) {
      Path target = of(to);
      Files.createDirectories(target.getParent());
      Files.move(of(from), target, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      delete(from);
    }
  }

  private static Path existing(Path file) {
    if (!Files.exists(of(file))) {
      throw Refusal.notFound("there is no checkpoint of \"" + file.getFileName() + "\"");
    }
    return of(file);
  }
}
