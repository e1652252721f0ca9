package org.receptive.engine.kernels.cpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryFilesTest {
  private static final String LIBRARY = "receptive-cpu";

  @TempDir Path folder;

  private LibraryFiles files() {
    LibraryFiles files = new LibraryFiles(Platform.current(), folder.resolve("cache"));
    assumeTrue(files.carries(LIBRARY), "no C++ kernels were built for this platform");
    return files;
  }

  @Test
  void aLibraryIsWrittenOnceUnderTheHashOfItsContent() throws IOException {
    Path first = files().extract(LIBRARY).orElseThrow();
    assertEquals(first, files().extract(LIBRARY).orElseThrow());
    try (Stream<Path> all = Files.list(folder.resolve("cache"))) {
      assertEquals(1, all.count(), "no half-written file stays");
    }
    assertTrue(first.getFileName().toString().matches("[0-9a-f]{24}-.*receptive-cpu.*"));
  }

  @Test
  void aFileThatWasChangedIsReplacedAndNotLoaded() throws IOException {
    Path file = files().extract(LIBRARY).orElseThrow();
    byte[] genuine = Files.readAllBytes(file);
    Files.writeString(file, "something else");
    Path again = files().extract(LIBRARY).orElseThrow();
    assertEquals(file, again);
    assertEquals(-1, java.util.Arrays.mismatch(genuine, Files.readAllBytes(again)));
  }

  @Test
  void withoutACacheFolderTheLibraryGoesToATemporaryOne() throws IOException {
    Files.writeString(folder.resolve("cache"), "a file where the folder should be");
    Path file = files().extract(LIBRARY).orElseThrow();
    assertFalse(file.startsWith(folder));
    assertTrue(Files.size(file) > 0);
  }

  @Test
  void platformsHaveOneNameWhateverTheJvmCallsThem() {
    assertEquals("/native/linux-x86_64", Platform.of("Linux", "amd64").resourceFolder());
    assertEquals("/native/macos-aarch64", Platform.of("Mac OS X", "aarch64").resourceFolder());
    assertEquals("/native/windows-x86_64", Platform.of("Windows 11", "amd64").resourceFolder());
    assertEquals("libreceptive-v3.so", Platform.of("Linux", "amd64").fileName("receptive-v3"));
    assertEquals("libx.dylib", Platform.of("Mac OS X", "aarch64").fileName("x"));
    assertEquals("x.dll", Platform.of("Windows 10", "amd64").fileName("x"));
    assertNotEquals(Platform.of("Linux", "riscv64"), Platform.of("Linux", "amd64"));
  }
}
