package org.receptive.server.contents;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.receptive.lab.notebook.Notebook;
import org.receptive.server.http.PathSegments;
import org.receptive.server.http.Refusal;

/** New files and copies, under names that are not taken. */
final class NewFiles {
  private static final int MINOR_WITH_IDS = 5;

  private final AtomicFile files;

  NewFiles(AtomicFile files) {
    this.files = files;
  }

  /** Makes an empty folder, notebook or file. */
  Path create(Path directory, String type, String extension) throws IOException {
    if (!extension.isEmpty()) {
      PathSegments.checked("x" + extension);
    }
    switch (type) {
      case "directory" -> {
        return Files.createDirectory(free(directory, "Untitled Folder", " ", ""));
      }
      case "notebook" -> {
        Path file = free(directory, "Untitled", "", ".ipynb");
        files.write(file, emptyNotebook());
        return file;
      }
      default -> {
        String suffix =
            extension.isEmpty() || extension.startsWith(".") ? extension : "." + extension;
        Path file = free(directory, "untitled", "", suffix.isEmpty() ? ".txt" : suffix);
        files.write(file, suffix.equals(".ipynb") ? emptyNotebook() : new byte[0]);
        return file;
      }
    }
  }

  private static byte[] emptyNotebook() {
    JsonObject json = new JsonObject();
    json.add("cells", new JsonArray());
    json.add("metadata", new JsonObject());
    json.addProperty("nbformat", 4);
    json.addProperty("nbformat_minor", MINOR_WITH_IDS);
    return Notebook.of("the new notebook", json).toBytes();
  }

  /** Copies a file into a folder. */
  Path copy(Path source, Path directory) throws IOException {
    if (Files.isDirectory(source)) {
      throw Refusal.badRequest("folders cannot be copied");
    }
    String name = source.getFileName().toString();
    int dot = name.lastIndexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    String extension = dot > 0 ? name.substring(dot) : "";
    Path target = directory.resolve(name);
    if (Files.exists(target)) {
      target = free(directory, stem.replaceFirst("-Copy[0-9]*$", "") + "-Copy1", "", extension);
    }
    files.write(target, Files.readAllBytes(source));
    return target;
  }

  private static Path free(Path directory, String stem, String gap, String extension) {
    Path file = directory.resolve(stem + extension);
    String counted = stem.endsWith("-Copy1") ? stem.substring(0, stem.length() - 1) : stem;
    int first = counted.equals(stem) ? 1 : 2;
    for (int i = first; Files.exists(file); i++) {
      file = directory.resolve(counted + gap + i + extension);
    }
    return file;
  }
}
