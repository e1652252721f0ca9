package org.receptive.server;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.receptive.server.contents.AtomicFile;

/** Tests that each have a server and a folder of their own. */
abstract class ServerTest {
  @TempDir Path temporary;
  ServerFixture lab;

  @BeforeEach
  void start() {
    lab = new ServerFixture(temporary, disk());
  }

  @AfterEach
  void stop() {
    lab.close();
  }

  /** How files come to the disk. */
  AtomicFile disk() {
    return new AtomicFile();
  }
}
