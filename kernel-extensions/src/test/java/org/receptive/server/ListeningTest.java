package org.receptive.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.receptive.server.contents.AtomicFile;

/** Where a server cannot listen, it says by the type of its failure why. */
final class ListeningTest {
  @TempDir Path temporary;

  private Throwable failure(String host) {
    return assertThrows(
            UncheckedIOException.class,
            () -> new ServerFixture(temporary, new AtomicFile(), host).close())
        .getCause();
  }

  @Test
  void onAHostThatNobodyKnows() {
    Throwable failure = failure("no.such.host.invalid");
    assertEquals(UnknownHostException.class, failure.getClass());
    assertEquals("no.such.host.invalid", failure.getMessage());
  }

  @Test
  void onAnAddressOfAnotherMachine() {
    assertEquals(BindException.class, failure("192.0.2.1").getClass());
  }
}
