package org.receptive.engine.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** Where the files of a model lie: a folder, or the class path. */
@FunctionalInterface
public interface ModelFiles {

  /**
   * All bytes of one file.
   *
   * @param file its name, as the manifest writes it
   * @throws DataFileException if it is missing, empty, or cannot be read
   */
  byte[] read(String file);

  /** Files of a folder. */
  static ModelFiles folder(Path folder) {
    return file -> FileBytes.read(folder.resolve(file));
  }

  /**
   * Files of the folder in which a manifest lies.
   *
   * @param manifest a file; whether it exists shows when it is read
   * @throws DataFileException if it is the root of the file system
   */
  static ModelFiles beside(Path manifest) {
    Path folder = manifest.toAbsolutePath().getParent();
    if (folder == null) {
      throw new DataFileException(manifest.toString(), "this is a folder, not a file.");
    }
    return folder(folder);
  }

  /**
   * Resources beside a class.
   *
   * @param anchor a class of the same module
   * @param prefix their folder, relative to the class or from the root with a leading slash; empty
   *     for the class's own package
   */
  static ModelFiles resources(Class<?> anchor, String prefix) {
    return file -> {
      String path = prefix.isEmpty() ? file : prefix + "/" + file;
      try (InputStream stream = anchor.getResourceAsStream(path)) {
        if (stream == null) {
          throw new DataFileException(
              path, "there is no such resource beside " + anchor.getName() + ".");
        }
        return FileBytes.requireContent(path, stream.readAllBytes());
      } catch (IOException problem) {
        throw new DataFileException(path, "cannot be read: " + problem.getMessage(), problem);
      }
    };
  }
}
