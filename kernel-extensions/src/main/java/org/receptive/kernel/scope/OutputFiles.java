package org.receptive.kernel.scope;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The files that hold what cells have printed and pages do not show. They outlive the kernel, for a
 * notebook that was run without a page still names them; of one kernel, the latest {@value #KEPT}
 * stay. Safe to share between threads.
 */
final class OutputFiles {
  private static final int KEPT = 10;

  private final Path folder;
  private final Deque<Path> files = new ArrayDeque<>();

  /** Files in the system's folder for such files. */
  OutputFiles() {
    this(Path.of(System.getProperty("java.io.tmpdir")));
  }

  OutputFiles(Path folder) {
    this.folder = folder;
  }

  /** Makes a new file that only this user can read. */
  synchronized Path create() throws IOException {
    Path file = Files.createTempFile(folder, "receptive-output-", ".txt");
    files.addLast(file);
    if (files.size() > KEPT) {
      Files.deleteIfExists(files.removeFirst());
    }
    return file;
  }
}
