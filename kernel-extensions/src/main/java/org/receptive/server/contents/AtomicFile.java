package org.receptive.server.contents;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.UUID;
import org.receptive.server.http.Refusal;

/**
 * Replaces files in one step: the new content is written beside the old, forced to the disk, and
 * renamed. Whatever goes wrong before, the old file is still there.
 */
public final class AtomicFile {
  /** Opens a file for writing; a test can hand in a disk that is full. */
  @FunctionalInterface
  public interface Disk {
    /** Creates and opens a file that does not exist. */
    WritableByteChannel create(Path file) throws IOException;
  }

  private final Disk disk;

  /** Writes to the disk of this machine. */
  public AtomicFile() {
    this(file -> FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
  }

  /** Writes to a disk of one's own. */
  public AtomicFile(Disk disk) {
    this.disk = disk;
  }

  /**
   * Writes a file, or leaves the old one.
   *
   * @throws Refusal with status 507 if the disk is full, 403 if writing is not permitted
   * @throws IOException if it fails otherwise
   */
  public void write(Path file, byte[] content) throws IOException {
    Path draft = draftOf(file);
    try {
      try (WritableByteChannel channel = disk.create(draft)) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        force(channel);
      }
      keepPermissions(file, draft);
      replace(draft, file);
    } catch (IOException e) {
      throw explain(file, e);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /** A file beside another, hidden, that nobody else writes to. */
  static Path draftOf(Path file) {
    return file.resolveSibling(
        "." + file.getFileName() + "." + UUID.randomUUID().toString().substring(0, 8) + ".part");
  }

  static void force(WritableByteChannel channel) throws IOException {
    if (channel instanceof FileChannel file) {
      file.force(true);
    }
  }

  /** Puts a draft in the place of a file. */
  static void replace(Path draft, Path file) throws IOException {
    try {
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void keepPermissions(Path file, Path draft) throws IOException {
    PosixFileAttributeView old =
        Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    if (old != null && Files.exists(file)) {
      Files.setPosixFilePermissions(draft, old.readAttributes().permissions());
    }
  }

  /** What the user is told; the system says "No space left on device". */
  static IOException explain(Path file, IOException failure) {
    String reason = String.valueOf(failure.getMessage()).toLowerCase(java.util.Locale.ROOT);
    if (reason.contains("no space")
        || reason.contains("not enough space")
        || reason.contains("quota")) {
      throw new Refusal(
          507,
          "the disk is full: \"%s\" was not saved, and is as it was before"
              .formatted(file.getFileName()),
          failure);
    }
    if (failure instanceof java.nio.file.AccessDeniedException) {
      throw new Refusal(
          403, "writing \"%s\" is not permitted".formatted(file.getFileName()), failure);
    }
    return failure;
  }
}
