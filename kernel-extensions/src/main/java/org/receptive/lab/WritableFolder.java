package org.receptive.lab;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Folders to write to: a command makes sure of them before its work begins. */
final class WritableFolder {
  private WritableFolder() {}

  /**
   * Makes a folder, unless it is there already, and tries to write to it.
   *
   * @throws LabException if it cannot be made, or nothing can be written there
   */
  static void make(Path folder) {
    if (folder.toString().isBlank()) {
      throw new LabException(
          "the name of the folder to write to is empty; name one, or . for this folder");
    }
    try {
      Files.createDirectories(folder);
    } catch (FileAlreadyExistsException e) {
      throw new LabException("\"" + folder + "\" is a file; a folder is needed", e);
    } catch (AccessDeniedException e) {
      throw new LabException(
          "the folder \"%s\" cannot be made: writing to \"%s\" is not permitted; name another"
              .formatted(folder, Path.of(e.getFile()).toAbsolutePath().getParent()),
          e);
    } catch (IOException e) {
      throw new LabException("the folder \"" + folder + "\" cannot be made; name another", e);
    }
    tryToWrite(folder);
  }

  /** Permissions do not tell: to root they allow all, and some file systems take no files. */
  private static void tryToWrite(Path folder) {
    try {
      Files.delete(Files.createTempFile(folder, ".receptive-", ".part"));
    } catch (IOException e) {
      throw new LabException(
          "one cannot write to the folder \"%s\"%s; name another".formatted(folder, why(e)), e);
    }
  }

  private static String why(IOException failure) {
    return switch (failure) {
      case AccessDeniedException _ -> ": that is not permitted";
      case NoSuchFileException _ -> ": no file can be made there";
      case FileSystemException e when e.getReason() != null -> ": " + e.getReason();
      default -> "";
    };
  }
}
