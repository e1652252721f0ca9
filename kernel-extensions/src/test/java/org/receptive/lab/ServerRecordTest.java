package org.receptive.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second lab finds the first, and believes only one that lives. */
final class ServerRecordTest {
  private static final URI ADDRESS = URI.create("http://127.0.0.1:8888/?token=secret");

  @TempDir Path state;

  private final Path folder = Path.of("/home/student/Receptive");

  @Test
  void onlyOneServerServesAFolderAndOthersFindIt() throws IOException {
    try (ServerRecord first = ServerRecord.take(state, folder).orElseThrow()) {
      assertEquals(Optional.empty(), ServerRecord.read(state, folder));
      first.write(ADDRESS);
      assertTrue(ServerRecord.take(state, folder).isEmpty());
      assertEquals(Optional.of(ADDRESS), ServerRecord.read(state, folder));
      try (ServerRecord other = ServerRecord.take(state, Path.of("/elsewhere")).orElseThrow()) {
        other.write(URI.create("http://127.0.0.1:9999/"));
        assertEquals(Optional.of(ADDRESS), ServerRecord.read(state, folder));
      }
    }
    assertEquals(Optional.empty(), ServerRecord.read(state, folder));
    ServerRecord.take(state, folder).orElseThrow().close();
  }

  @Test
  void theTokenIsForTheUsersEyesOnly() throws IOException {
    if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      return;
    }
    try (ServerRecord record = ServerRecord.take(state, folder).orElseThrow()) {
      record.write(ADDRESS);
      try (var files = Files.list(state.resolve("servers"))) {
        Path file = files.filter(each -> each.toString().endsWith(".json")).findFirst().get();
        assertEquals(
            "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
      }
    }
  }
}
