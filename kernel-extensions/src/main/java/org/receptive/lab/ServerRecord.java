package org.receptive.lab;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.receptive.kernel.protocol.Json;
import org.receptive.server.contents.Digest;

/**
 * That a server runs for a folder, and where. The server holds a lock for as long as it lives; the
 * system takes that away even from one that was killed, so that a record is never believed too
 * long.
 */
final class ServerRecord implements AutoCloseable {
  private static final String ADDRESS = "address";
  private static final int NAME_LENGTH = 16;

  private final Path file;
  private final FileChannel channel;
  private final FileLock lock;

  private ServerRecord(Path file, FileChannel channel, FileLock lock) {
    this.file = file;
    this.channel = channel;
    this.lock = lock;
  }

  private static Path fileFor(Path state, Path folder) {
    String name = Digest.sha256(folder.toString().getBytes(StandardCharsets.UTF_8));
    return state.resolve("servers").resolve(name.substring(0, NAME_LENGTH) + ".json");
  }

  /**
   * Takes the place of a folder's server.
   *
   * @return the place, or nothing if another server has it
   */
  static Optional<ServerRecord> take(Path state, Path folder) throws IOException {
    Path file = fileFor(state, folder);
    Files.createDirectories(file.getParent());
    FileChannel channel =
        FileChannel.open(
            Path.of(file + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        Files.deleteIfExists(file);
        return Optional.of(new ServerRecord(file, channel, lock));
      }
    } catch (OverlappingFileLockException e) {
      // Another server of this very program: it has the place.
    }
    channel.close();
    return Optional.empty();
  }

  /** Writes down the address with its token, for the user's eyes only. */
  void write(URI address) throws IOException {
    JsonObject json = new JsonObject();
    json.addProperty(ADDRESS, address.toString());
    json.addProperty("pid", ProcessHandle.current().pid());
    Path draft = file.resolveSibling(file.getFileName() + ".part");
    Files.deleteIfExists(draft);
    if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          draft,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.write(draft, Json.bytes(json));
    Files.move(draft, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  /** The address of a folder's server with its token, as soon as it has written it down. */
  static Optional<URI> read(Path state, Path folder) throws IOException {
    Path file = fileFor(state, folder);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          URI.create(Json.parse(Files.readAllBytes(file)).get(ADDRESS).getAsString()));
    } catch (JsonParseException | IllegalStateException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
    lock.release();
    channel.close();
  }
}
