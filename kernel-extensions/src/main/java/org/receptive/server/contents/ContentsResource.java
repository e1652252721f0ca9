package org.receptive.server.contents;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.receptive.server.http.Answer;
import org.receptive.server.http.ApiPath;
import org.receptive.server.http.Call;
import org.receptive.server.http.Refusal;
import org.receptive.server.http.Router;

/** {@code /api/contents}: the files of the user's folder. */
public final class ContentsResource implements AutoCloseable {
  private static final String CONTENTS = "/api/contents/{path*}";
  private static final String CHECKPOINTS = CONTENTS + "/checkpoints";

  private final NotebookFolder folder;
  private final ContentsModel models;
  private final SavedContent saved;
  private final Checkpoints checkpoints;
  private final Uploads uploads = new Uploads();
  private final NewFiles newFiles;

  /** The resource over a folder. */
  public ContentsResource(NotebookFolder folder, NotebookTrust trust, AtomicFile files) {
    this.folder = folder;
    models = new ContentsModel(folder, trust);
    saved = new SavedContent(trust, files);
    checkpoints = new Checkpoints(files);
    newFiles = new NewFiles(files);
  }

  /** Adds the routes. */
  public void addTo(Router router) {
    router
        .on("GET", CHECKPOINTS, this::listCheckpoints)
        .on("POST", CHECKPOINTS, this::createCheckpoint)
        .on("POST", CHECKPOINTS + "/{id}", this::restoreCheckpoint)
        .on("DELETE", CHECKPOINTS + "/{id}", this::deleteCheckpoint)
        .on("GET", CONTENTS, this::read)
        .on("PUT", CONTENTS, this::save)
        .on("POST", CONTENTS, this::create)
        .on("PATCH", CONTENTS, this::rename)
        .on("DELETE", CONTENTS, this::delete);
  }

  private Path file(Call call) {
    return folder.resolve(call.segments("path"));
  }

  private Path existing(Call call) {
    return folder.existing(call.segments("path"));
  }

  private Answer read(Call call) throws IOException {
    Path file = existing(call);
    boolean content = !call.query("content").orElse("1").equals("0");
    JsonObject model =
        content
            ? models.read(file, call.query("type"), call.query("format"))
            : models.describe(file);
    if (call.query("hash").orElse("0").equals("1")) {
      models.addHash(model, file);
    }
    return Answer.json(model);
  }

  private Answer save(Call call) throws IOException {
    Path file = file(call);
    JsonObject asked = call.json();
    checkFolderOf(file);
    boolean exists = Files.exists(file);
    if (asked.has("copy_from")) {
      throw Refusal.badRequest("a copy is made with POST");
    }
    if (text(asked, "type").orElse("").equals("directory")) {
      if (exists && !Files.isDirectory(file)) {
        throw new Refusal(409, "\"%s\" is a file".formatted(folder.pathOf(file)));
      }
      Files.createDirectories(file);
    } else if (Files.isDirectory(file)) {
      throw new Refusal(400, "\"%s\" is a folder".formatted(folder.pathOf(file)));
    } else {
      store(file, asked);
    }
    // A part of a larger file is described as what it will be.
    JsonObject model = Files.exists(file) ? models.describe(file) : asked;
    if (Files.exists(file)) {
      models.addHash(model, file);
    }
    return Answer.json(exists ? 200 : 201, model);
  }

  private void store(Path file, JsonObject asked) throws IOException {
    JsonElement chunk = asked.get("chunk");
    Path target = Files.exists(file) ? file.toRealPath() : file;
    if (chunk != null && chunk.isJsonPrimitive()) {
      uploads.add(target, chunk.getAsInt(), SavedContent.bytes(asked));
      asked.remove("content");
    } else {
      saved.write(target, asked);
    }
  }

  private static void checkFolderOf(Path file) {
    if (!Files.isDirectory(file.getParent())) {
      throw new Refusal(
          404, "there is no folder \"%s\" to save in".formatted(file.getParent().getFileName()));
    }
  }

  private Answer create(Call call) throws IOException {
    Path directory = existing(call);
    if (!Files.isDirectory(directory)) {
      throw Refusal.badRequest("\"%s\" is not a folder".formatted(folder.pathOf(directory)));
    }
    JsonObject asked = call.json();
    Optional<String> source = text(asked, "copy_from");
    Path made =
        source.isPresent()
            ? newFiles.copy(folder.existing(ApiPath.of(source.get())), directory)
            : newFiles.create(
                directory, text(asked, "type").orElse("file"), text(asked, "ext").orElse(""));
    JsonObject model = models.describe(made);
    return Answer.json(201, model).with("Location", "/api/contents/" + folder.pathOf(made));
  }

  private Answer rename(Call call) throws IOException {
    Path from = existing(call);
    String path =
        text(call.json(), "path").orElseThrow(() -> Refusal.badRequest("the new path is missing"));
    Path to = folder.resolve(ApiPath.of(path));
    protectRoot(from);
    checkFolderOf(to);
    if (!from.equals(to)) {
      if (Files.exists(to) && !Files.isSameFile(from, to)) {
        throw new Refusal(409, "there is a file \"%s\" already".formatted(path));
      }
      if (to.startsWith(from)) {
        throw Refusal.badRequest("a folder cannot be moved into itself");
      }
      try {
        Files.move(from, to);
      } catch (FileAlreadyExistsException e) {
        throw new Refusal(409, "there is a file \"%s\" already".formatted(path), e);
      }
      checkpoints.move(from, to);
    }
    return Answer.json(models.describe(to));
  }

  private Answer delete(Call call) throws IOException {
    Path file = existing(call);
    protectRoot(file);
    try {
      if (Files.isDirectory(file)) {
        Files.deleteIfExists(file.resolve(".ipynb_checkpoints"));
      }
      Files.delete(file);
    } catch (DirectoryNotEmptyException e) {
      throw new Refusal(400, "the folder \"%s\" is not empty".formatted(folder.pathOf(file)), e);
    }
    checkpoints.delete(file);
    return Answer.noContent();
  }

  private void protectRoot(Path file) {
    if (file.equals(folder.root())) {
      throw Refusal.badRequest("the folder of the notebooks itself stays where it is");
    }
  }

  private Answer listCheckpoints(Call call) throws IOException {
    Path file = existing(call);
    JsonArray list = new JsonArray();
    if (checkpoints.exists(file)) {
      list.add(checkpoints.describe(file));
    }
    return Answer.json(list);
  }

  private Answer createCheckpoint(Call call) throws IOException {
    return Answer.json(201, checkpoints.create(regular(call)));
  }

  private Answer restoreCheckpoint(Call call) throws IOException {
    checkId(call);
    checkpoints.restore(regular(call));
    return Answer.noContent();
  }

  private Answer deleteCheckpoint(Call call) throws IOException {
    checkId(call);
    checkpoints.delete(regular(call));
    return Answer.noContent();
  }

  private Path regular(Call call) {
    Path file = existing(call);
    if (!Files.isRegularFile(file)) {
      throw Refusal.badRequest("only files have checkpoints");
    }
    return file;
  }

  private static void checkId(Call call) {
    if (!call.variable("id").equals(Checkpoints.ID)) {
      throw Refusal.notFound("there is no checkpoint \"" + call.variable("id") + "\"");
    }
  }

  private static Optional<String> text(JsonObject json, String name) {
    return json.get(name) instanceof JsonPrimitive value
        ? Optional.of(value.getAsString()).filter(text -> !text.isEmpty())
        : Optional.empty();
  }

  /** Removes unfinished uploads. */
  @Override
  public void close() throws IOException {
    uploads.close();
  }

  /** The folder in which the kernel of a document works. */
  public Path workingFolder(List<String> path) {
    return folder.folderOf(path);
  }
}
