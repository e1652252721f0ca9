package org.receptive.engine.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Files in memory, read or mapped. */
final class FileBytesTest {
  private static final int BYTES = 1 << 16;

  @TempDir Path folder;

  private Path file() throws IOException {
    byte[] content = new byte[BYTES];
    content[BYTES - 1] = 7;
    return Files.write(folder.resolve("file"), content);
  }

  private static int sum(ByteBuffer bytes) {
    int sum = 0;
    while (bytes.hasRemaining()) {
      sum += bytes.get();
    }
    return sum;
  }

  @Test
  void aMappedFileIsReadAndThenGone() throws IOException {
    AtomicReference<ByteBuffer> kept = new AtomicReference<>();
    int sum =
        FileBytes.mapped(
            file(),
            bytes -> {
              kept.set(bytes);
              return sum(bytes);
            });
    assertEquals(7, sum);
    assertThrows(IllegalStateException.class, () -> kept.get().get(0));
  }

  @Test
  void whatCannotBeReadCannotBeMappedEither() throws IOException {
    Path empty = Files.createFile(folder.resolve("empty"));
    for (Path path : new Path[] {folder, folder.resolve("missing"), empty}) {
      String read = assertThrows(DataFileException.class, () -> FileBytes.read(path)).getMessage();
      assertEquals(
          read,
          assertThrows(DataFileException.class, () -> FileBytes.mapped(path, bytes -> 0))
              .getMessage());
    }
  }

  /** Elsewhere a mapped file cannot be made shorter. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void aFileThatShrinksWhileItIsReadIsRefused() throws IOException {
    Path file = file();
    DataFileException refused =
        assertThrows(
            DataFileException.class,
            () ->
                FileBytes.mapped(
                    file,
                    bytes -> {
                      truncate(file);
                      return sum(bytes);
                    }));
    assertTrue(refused.getMessage().contains("from 65,536 bytes to 1."), refused.getMessage());
  }

  private static void truncate(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(1);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
