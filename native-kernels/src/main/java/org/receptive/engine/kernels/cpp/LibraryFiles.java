package org.receptive.engine.kernels.cpp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.receptive.engine.kernels.KernelsUnavailableException;

/**
 * Brings a library from the class path to the disk, from where the system can load it: into the
 * user's cache folder, under a name that holds the hash of the content. Another version is another
 * file, a half-written file never has the name, and a file that was tampered with is not loaded.
 */
final class LibraryFiles {
  private final Platform platform;
  private final Path folder;

  LibraryFiles(Platform platform, Path folder) {
    this.platform = platform;
    this.folder = folder;
  }

  /** The files of this machine, in the cache folder of this user. */
  static LibraryFiles ofThisMachine() {
    Platform platform = Platform.current();
    return new LibraryFiles(platform, platform.cacheFolder().resolve("receptive/native"));
  }

  Platform platform() {
    return platform;
  }

  /** Whether the class path carries this library for this platform. */
  boolean carries(String library) {
    return LibraryFiles.class.getResource(resource(library)) != null;
  }

  private String resource(String library) {
    return platform.resourceFolder() + "/" + platform.fileName(library);
  }

  /**
   * The library as a file.
   *
   * @return nothing if the class path carries none for this platform
   * @throws KernelsUnavailableException if it cannot be written anywhere
   */
  Optional<Path> extract(String library) {
    byte[] content;
    try (InputStream in = LibraryFiles.class.getResourceAsStream(resource(library))) {
      if (in == null) {
        return Optional.empty();
      }
      content = in.readAllBytes();
      return Optional.of(place(folder, library, content));
    } catch (IOException refused) {
      throw new KernelsUnavailableException(
          "the library %s could not be written to %s (%s); free some space there or make it writable."
              .formatted(library, folder, refused),
          refused);
    }
  }

  private Path place(Path into, String library, byte[] content) throws IOException {
    Path file = into.resolve(hash(content) + "-" + platform.fileName(library));
    if (Files.isRegularFile(file) && Arrays.equals(Files.readAllBytes(file), content)) {
      return file;
    }
    Path half;
    try {
      Files.createDirectories(into);
      half = Files.createTempFile(into, "half", ".tmp");
    } catch (IOException noCache) {
      Path temporary = Files.createTempDirectory("receptive-native");
      if (temporary.equals(into)) {
        throw noCache;
      }
      half = Files.createTempFile(temporary, "half", ".tmp");
      file = temporary.resolve(file.getFileName());
    }
    Files.write(half, content);
    return move(half, file);
  }

  private static Path move(Path half, Path file) throws IOException {
    try {
      return Files.move(
          half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException rare) {
      return Files.move(half, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static String hash(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(digest, 0, 12);
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every JVM knows SHA-256", impossible);
    }
  }
}
