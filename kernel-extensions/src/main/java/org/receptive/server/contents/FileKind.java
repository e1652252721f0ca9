package org.receptive.server.contents;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.MimeTypes;

/** What the interface calls {@code type}. */
enum FileKind {
  /** A folder. */
  DIRECTORY,
  /** A notebook. */
  NOTEBOOK,
  /** Anything else. */
  FILE;

  /** What Jetty does not know. */
  private static final Map<String, String> MORE_TYPES =
      Map.of(
          "ipynb", "application/x-ipynb+json",
          "md", "text/markdown",
          "java", "text/x-java",
          "py", "text/x-python",
          "webp", "image/webp");

  static FileKind of(Path file) {
    if (Files.isDirectory(file)) {
      return DIRECTORY;
    }
    return file.getFileName().toString().endsWith(".ipynb") ? NOTEBOOK : FILE;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The MIME type that a file's name promises; empty if it promises none. */
  static Optional<String> mimeType(Path file) {
    String name = file.getFileName().toString();
    String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return Optional.ofNullable(MORE_TYPES.get(extension))
        .or(() -> Optional.ofNullable(MimeTypes.DEFAULTS.getMimeByExtension(name)));
  }
}
