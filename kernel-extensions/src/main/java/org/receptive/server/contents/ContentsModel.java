package org.receptive.server.contents;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.receptive.lab.notebook.InvalidNotebook;
import org.receptive.lab.notebook.Notebook;
import org.receptive.server.http.Refusal;

/** Files in the words of Jupyter's contents interface. */
final class ContentsModel {
  private static final System.Logger LOG = System.getLogger(ContentsModel.class.getName());

  /** A larger file is downloaded, not shown. */
  private static final long MOST_SHOWN_BYTES = 64L << 20;

  private final NotebookFolder folder;
  private final NotebookTrust trust;
  private final Set<Path> told = ConcurrentHashMap.newKeySet();

  ContentsModel(NotebookFolder folder, NotebookTrust trust) {
    this.folder = folder;
    this.trust = trust;
  }

  /** What is known of a file without reading it. */
  JsonObject describe(Path file) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    FileKind kind = FileKind.of(file);
    boolean root = file.equals(folder.root());
    JsonObject model = new JsonObject();
    model.addProperty("name", root ? "" : file.getFileName().toString());
    model.addProperty("path", folder.pathOf(file));
    model.addProperty("last_modified", attributes.lastModifiedTime().toInstant().toString());
    model.addProperty("created", attributes.creationTime().toInstant().toString());
    model.add("content", JsonNull.INSTANCE);
    model.add("format", JsonNull.INSTANCE);
    model.add("mimetype", JsonNull.INSTANCE);
    if (kind == FileKind.DIRECTORY) {
      model.add("size", JsonNull.INSTANCE);
    } else {
      model.addProperty("size", attributes.size());
    }
    model.addProperty("writable", Files.isWritable(file));
    model.add("hash", JsonNull.INSTANCE);
    model.add("hash_algorithm", JsonNull.INSTANCE);
    model.addProperty("type", kind.word());
    return model;
  }

  /**
   * A file with its content.
   *
   * @param type what the user wants it to be, if that was said
   * @param format {@code text} or {@code base64}, if that was said
   */
  JsonObject read(Path file, Optional<String> type, Optional<String> format) throws IOException {
    FileKind kind = FileKind.of(file);
    boolean wantsFolder = type.equals(Optional.of("directory"));
    if (type.isPresent() && wantsFolder != (kind == FileKind.DIRECTORY)) {
      throw Refusal.badRequest(
          "\"%s\" is %s".formatted(folder.pathOf(file), wantsFolder ? "a file" : "a folder"));
    }
    JsonObject model = describe(file);
    if (kind == FileKind.DIRECTORY) {
      model.add("content", list(file));
      model.addProperty("format", "json");
      return model;
    }
    byte[] bytes = bytesOf(file);
    boolean notebook =
        type.map(asked -> asked.equals("notebook")).orElse(kind == FileKind.NOTEBOOK);
    if (notebook) {
      readNotebook(model, file, bytes);
    } else {
      readFile(model, file, bytes, format);
    }
    return model;
  }

  /** Adds the fingerprint, by which front ends notice that a file was changed elsewhere. */
  void addHash(JsonObject model, Path file) throws IOException {
    if (Files.isRegularFile(file)) {
      model.addProperty("hash", Digest.sha256(bytesOf(file)));
      model.addProperty("hash_algorithm", "sha256");
    }
  }

  private byte[] bytesOf(Path file) throws IOException {
    if (Files.size(file) > MOST_SHOWN_BYTES) {
      throw new Refusal(
          413,
          String.format(
              Locale.ROOT,
              "\"%s\" has %d MiB, more than can be opened here; download it",
              folder.pathOf(file),
              Files.size(file) >> 20));
    }
    return Files.readAllBytes(file);
  }

  private JsonArray list(Path directory) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      stream.forEach(files::add);
    }
    JsonArray list = new JsonArray();
    for (Path file : files.stream().sorted().toList()) {
      if (isShown(file)) {
        list.add(describe(file));
      }
    }
    return list;
  }

  /** Hidden files, links that lead out or nowhere, and devices are not there. */
  private boolean isShown(Path file) throws IOException {
    return !file.getFileName().toString().startsWith(".")
        && (Files.isRegularFile(file) || Files.isDirectory(file))
        && file.toRealPath().startsWith(folder.root());
  }

  private void readNotebook(JsonObject model, Path file, byte[] bytes) {
    try {
      Notebook read = Notebook.parse(file.getFileName().toString(), bytes);
      tell(model, file, read);
      JsonObject notebook = read.toJson();
      trust.mark(notebook, bytes);
      model.addProperty("type", "notebook");
      model.addProperty("format", "json");
      model.add("content", notebook);
    } catch (InvalidNotebook e) {
      throw new Refusal(400, e.getMessage(), e);
    }
  }

  /**
   * Says what was wrong with a file; saved, it is valid. The page hears of it in Jupyter's own
   * field, and whoever started the server hears of it once.
   */
  private void tell(JsonObject model, Path file, Notebook read) {
    if (read.repairs().isEmpty()) {
      return;
    }
    String words =
        "%s was not quite valid and is valid once it is saved: %s"
            .formatted(folder.pathOf(file), read.repairsInBrief());
    model.addProperty("message", words);
    if (told.add(file)) {
      LOG.log(System.Logger.Level.WARNING, "{0}", words);
    }
  }

  private static void readFile(JsonObject model, Path file, byte[] bytes, Optional<String> format) {
    Optional<String> text = format.equals(Optional.of("base64")) ? Optional.empty() : text(bytes);
    if (text.isEmpty() && format.equals(Optional.of("text"))) {
      throw Refusal.badRequest("\"%s\" is not UTF-8 text".formatted(file.getFileName()));
    }
    model.addProperty("type", "file");
    model.addProperty("format", text.isPresent() ? "text" : "base64");
    model.addProperty(
        "mimetype",
        FileKind.mimeType(file)
            .orElse(text.isPresent() ? "text/plain" : "application/octet-stream"));
    model.addProperty("content", text.orElseGet(() -> Base64.getEncoder().encodeToString(bytes)));
  }

  private static Optional<String> text(byte[] bytes) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
