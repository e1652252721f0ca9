package org.receptive.server.contents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.receptive.server.http.Refusal;

/** The one folder below which files are found, however their paths are spelled. */
public final class NotebookFolder {
  private final Path root;

  /**
   * A folder that exists.
   *
   * @throws IOException if it does not
   */
  public NotebookFolder(Path root) throws IOException {
    this.root = root.toRealPath();
  }

  /** The folder itself. */
  public Path root() {
    return root;
  }

  /**
   * The file that a path stands for; it need not exist, but nothing of it leads out of the folder.
   *
   * @throws Refusal with status 404 if a part is hidden, or a link leads out
   */
  public Path resolve(List<String> path) {
    Path file = root;
    try {
      for (String segment : path) {
        if (segment.startsWith(".")) {
          throw notHere(path);
        }
        file = file.resolve(segment);
        checkInside(file, path);
      }
    } catch (InvalidPathException e) {
      throw new Refusal(400, "\"%s\" cannot be the name of a file".formatted(last(path)), e);
    }
    return file;
  }

  /** Links are followed as long as they end below the folder. */
  private void checkInside(Path file, List<String> path) {
    if (!file.startsWith(root)) {
      throw notHere(path);
    }
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      try {
        if (!file.toRealPath().startsWith(root)) {
          throw notHere(path);
        }
      } catch (IOException e) {
        throw new Refusal(404, "\"" + String.join("/", path) + "\" cannot be reached", e);
      }
    }
  }

  /**
   * The file that a path stands for.
   *
   * @throws Refusal with status 404 if there is none
   */
  public Path existing(List<String> path) {
    Path file = resolve(path);
    if (!Files.exists(file)) {
      throw notHere(path);
    }
    return file;
  }

  /** The folder that a path stands for, or else the one in which its file is or would be. */
  public Path folderOf(List<String> path) {
    Path file = resolve(path);
    while (!Files.isDirectory(file)) {
      file = file.getParent();
    }
    return file;
  }

  /** The path of a file, as the interface writes it. */
  public String pathOf(Path file) {
    StringBuilder path = new StringBuilder();
    for (Path segment : root.relativize(file)) {
      path.append(path.isEmpty() ? "" : "/").append(segment);
    }
    return path.toString();
  }

  private static Refusal notHere(List<String> path) {
    return Refusal.notFound("there is no file \"" + String.join("/", path) + "\"");
  }

  private static String last(List<String> path) {
    return path.isEmpty() ? "" : path.getLast();
  }
}
