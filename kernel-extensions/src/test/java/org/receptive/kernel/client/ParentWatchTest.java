package org.receptive.kernel.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A kernel does not outlive who has started it. */
final class ParentWatchTest {
  /** A program that starts a kernel, says its process id, and waits to be killed. */
  static final class Parent {
    private Parent() {}

    public static void main(String[] args) throws InterruptedException {
      KernelProcess kernel = KernelProcess.start(KernelCommand.receptive(), Path.of(args[0]));
      System.out.println(kernel.handle().pid());
      System.out.flush();
      Thread.sleep(Duration.ofMinutes(5));
    }
  }

  @Test
  void aKernelEndsWhenItsParentIsKilled(@TempDir Path folder) throws Exception {
    Process parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Parent.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (var said = parent.inputReader()) {
      ProcessHandle kernel = ProcessHandle.of(Long.parseLong(said.readLine())).orElseThrow();
      assertTrue(kernel.isAlive());
      parent.destroyForcibly().waitFor();
      kernel.onExit().get(60, TimeUnit.SECONDS);
      assertFalse(kernel.isAlive());
    } finally {
      parent.destroyForcibly();
    }
  }

  @Test
  void aParentThatIsGoneAlreadyIsNoticedAtOnce() throws IOException, InterruptedException {
    Process gone =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-version")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    gone.waitFor();
    CountDownLatch orphaned = new CountDownLatch(1);
    ParentWatch.watch(Map.of(ParentWatch.PARENT, Long.toString(gone.pid())), orphaned::countDown);
    assertTrue(orphaned.await(20, TimeUnit.SECONDS));
  }

  @Test
  void withoutAParentNothingIsWatched() {
    CountDownLatch orphaned = new CountDownLatch(1);
    ParentWatch.watch(Map.of(), orphaned::countDown);
    ParentWatch.watch(Map.of(ParentWatch.PARENT, "nobody"), orphaned::countDown);
    assertEquals(1, orphaned.getCount());
  }
}
