package org.receptive.kernel.magic;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.stream.Stream;

/** Paths with {@code *}, {@code **} and {@code ?}, as {@code %jars} and {@code %classpath} take. */
public final class ClassPathPattern {
  private ClassPathPattern() {}

  /**
   * Returns the files and folders that a pattern stands for, sorted.
   *
   * @throws IOException if nothing is there
   */
  public static List<Path> expand(String pattern) throws IOException {
    int wild = wildcardAt(pattern);
    if (wild < 0) {
      Path path = Path.of(pattern);
      if (!Files.exists(path)) {
        throw new IOException("there is no '" + path.toAbsolutePath() + "'");
      }
      return List.of(path);
    }
    int slash = pattern.lastIndexOf('/', wild);
    Path root = Path.of(slash < 0 ? "." : pattern.substring(0, slash + 1));
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    if (!Files.isDirectory(root)) {
      throw new IOException("there is no folder '" + root.toAbsolutePath() + "'");
    }
    int depth = pattern.contains("**") ? Integer.MAX_VALUE : depthBelow(pattern, slash);
    try (Stream<Path> files = Files.walk(root, depth)) {
      List<Path> found =
          files.filter(f -> matcher.matches(slash < 0 ? root.relativize(f) : f)).sorted().toList();
      if (found.isEmpty()) {
        throw new IOException("nothing matches '" + pattern + "' in " + root.toAbsolutePath());
      }
      return found;
    }
  }

  /** Returns whether a text has wildcards. */
  public static boolean isPattern(String text) {
    return wildcardAt(text) >= 0;
  }

  private static int depthBelow(String pattern, int slash) {
    return 1 + (int) pattern.substring(slash + 1).chars().filter(c -> c == '/').count();
  }

  private static int wildcardAt(String pattern) {
    for (int i = 0; i < pattern.length(); i++) {
      if ("*?[{".indexOf(pattern.charAt(i)) >= 0) {
        return i;
      }
    }
    return -1;
  }
}
