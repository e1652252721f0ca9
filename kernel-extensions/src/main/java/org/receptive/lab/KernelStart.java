package org.receptive.lab;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.receptive.kernel.client.KernelCommand;
import org.receptive.server.kernels.KernelChoice;

/**
 * How the server starts kernels: from the jars of this program, with a start-up cache as soon as
 * there is one. It is trained in the background, once after each build.
 */
final class KernelStart {
  private static final Duration FIRST_PAGE = Duration.ofSeconds(20);

  private static final String CACHE = "kernel/receptive.aot";

  private final Home home;
  private final Path cache;
  private final String classPath;

  KernelStart(Home home) {
    this.home = home;
    this.cache = home.workshop().resolve(CACHE);
    this.classPath =
        Home.classPath().stream()
            .filter(Files::exists)
            .map(entry -> entry.toAbsolutePath().toString())
            .sorted()
            .collect(Collectors.joining(java.io.File.pathSeparator));
  }

  KernelChoice choice() throws IOException {
    return new KernelChoice(
        Kernelspec.NAME, Kernelspec.description(List.of()), Kernelspec.logos(), this::command);
  }

  private KernelCommand command() {
    List<String> flags = new ArrayList<>(StartupCache.FLAGS);
    if (Files.exists(cache)) {
      flags.addAll(StartupCache.use(cache));
    }
    return KernelCommand.receptive(classPath, flags);
  }

  /**
   * Begins to train the cache if there is none, once the student's first page has had its time. A
   * training that fails is tried next time.
   */
  void prepare() {
    if (!Files.exists(cache)) {
      Thread.ofPlatform().daemon().name("receptive-start-up-cache").start(this::train);
    }
  }

  private void train() {
    try {
      Thread.sleep(FIRST_PAGE);
      Files.createDirectories(cache.getParent());
      Path draft = cache.resolveSibling("training.aot");
      // A training that was cut off leaves what it had begun.
      Files.deleteIfExists(draft);
      Files.deleteIfExists(cache.resolveSibling("training.aot.config"));
      if (StartupCache.make(classPath, draft, new PrintWriter(Writer.nullWriter()))) {
        Files.move(draft, cache);
        for (Path former : home.formerWorkshops()) {
          Files.deleteIfExists(former.resolve(CACHE));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      System.getLogger(KernelStart.class.getName())
          .log(System.Logger.Level.DEBUG, "kernels start without a cache", e);
    }
  }
}
