package org.receptive.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.receptive.server.contents.Digest;

/**
 * Tells one build of this program from another: a digest of the paths, sizes and times of its jars.
 * What is made from jars, such as a start-up cache, is good for these very jars only.
 */
final class JarsDigest {
  private static final int LETTERS = 12;

  private JarsDigest() {}

  /**
   * The digest of jars and folders, whatever their order. Those that do not exist count for
   * nothing.
   *
   * @return 12 hexadecimal digits
   */
  static String of(List<Path> jars) throws IOException {
    StringBuilder all = new StringBuilder();
    for (Path jar : jars.stream().map(Path::toAbsolutePath).sorted().toList()) {
      if (Files.exists(jar)) {
        all.append(jar)
            .append(' ')
            .append(Files.size(jar))
            .append(' ')
            .append(Files.getLastModifiedTime(jar))
            .append('\n');
      }
    }
    return Digest.sha256(all.toString().getBytes(StandardCharsets.UTF_8)).substring(0, LETTERS);
  }
}
