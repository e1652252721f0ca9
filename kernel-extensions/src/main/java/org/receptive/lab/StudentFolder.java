package org.receptive.lab;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.receptive.kernel.protocol.Json;
import org.receptive.server.contents.AtomicFile;
import org.receptive.server.contents.Digest;
import org.receptive.server.contents.NotebookTrust;

/**
 * The student's copy of the lecture. What the student has changed stays as it is, whatever the
 * lecture becomes: of a file that both have changed, the lecture's new version is laid beside it.
 */
final class StudentFolder {
  /** What was delivered: the digest of each of the lecture's files, by its path. */
  private static final String DELIVERED = ".receptive-delivered.json";

  /** One thing that a delivery did, to tell the student. */
  record News(String file, String what) {}

  private final Path folder;
  private final Path lecture;
  private final NotebookTrust trust;
  private final AtomicFile files = new AtomicFile();
  private final List<News> news = new ArrayList<>();

  /**
   * A folder for a lecture.
   *
   * @param trust is told of the lecture's notebooks: their figures may move at once
   */
  StudentFolder(Path folder, Path lecture, NotebookTrust trust) {
    this.folder = folder;
    this.lecture = lecture;
    this.trust = trust;
  }

  /**
   * Brings the folder up to date.
   *
   * @return what happened to files that were there already
   */
  List<News> deliver() throws IOException {
    RunCommand.makeFolder(folder);
    JsonObject delivered = read();
    for (Path source : lectureFiles()) {
      deliver(source, delivered);
    }
    files.write(folder.resolve(DELIVERED), Json.bytes(delivered));
    return List.copyOf(news);
  }

  private List<Path> lectureFiles() throws IOException {
    try (Stream<Path> notebooks = Files.list(lecture)) {
      return notebooks
          .filter(file -> file.getFileName().toString().endsWith(".ipynb"))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    }
  }

  private void deliver(Path source, JsonObject delivered) throws IOException {
    byte[] shipped = Files.readAllBytes(source);
    String digest = Digest.sha256(shipped);
    String name = source.getFileName().toString();
    Path target = folder.resolve(name);
    String before = delivered.has(name) ? delivered.get(name).getAsString() : "";
    if (!Files.exists(target)) {
      write(target, shipped);
      if (!before.isEmpty()) {
        news.add(new News(name, "was gone and is here again"));
      }
    } else if (!digest.equals(before)) {
      String present = Digest.sha256(Files.readAllBytes(target));
      if (present.equals(before)) {
        write(target, shipped);
        news.add(new News(name, "is the lecture's new version"));
      } else if (!present.equals(digest)) {
        Path beside = beside(target, digest);
        write(beside, shipped);
        news.add(
            new News(
                name,
                "keeps your changes; the lecture's new version is \"%s\""
                    .formatted(beside.getFileName())));
      }
    }
    delivered.addProperty(name, digest);
    trust.trust(shipped);
  }

  private void write(Path target, byte[] bytes) throws IOException {
    files.write(target, bytes);
  }

  /** A name that is not taken, unless by this very version. */
  private static Path beside(Path target, String digest) throws IOException {
    String stem = target.getFileName().toString().replaceFirst("\\.ipynb$", "");
    for (int i = 1; ; i++) {
      Path file = target.resolveSibling(stem + "-new" + (i == 1 ? "" : i) + ".ipynb");
      if (!Files.exists(file) || Digest.sha256(Files.readAllBytes(file)).equals(digest)) {
        return file;
      }
    }
  }

  /** Without its list, or with a damaged one, the folder is taken to be all the student's own. */
  private JsonObject read() throws IOException {
    Path file = folder.resolve(DELIVERED);
    if (!Files.exists(file)) {
      return new JsonObject();
    }
    try {
      return Json.parse(Files.readAllBytes(file));
    } catch (JsonParseException | IllegalStateException e) {
      return new JsonObject();
    }
  }
}
