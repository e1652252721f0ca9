package org.receptive.lab;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.receptive.kernel.client.KernelCommand;
import org.receptive.server.kernels.KernelChoice;

/**
 * How the server starts kernels: from the jars of this program, with a start-up cache as soon as
 * there is one. It is trained in the background, once after each build: its name holds the digest
 * of the jars, so that one of other jars is never used.
 */
final class KernelStart {
  private static final Duration FIRST_PAGE = Duration.ofSeconds(20);

  private static final String FOLDER = "kernel";
  private static final String DRAFT = "training.aot";
  private static final String LOCK = "training.lock";

  private final Home home;
  private final Path folder;
  private final List<Path> jars;
  private final String classPath;

  KernelStart(Home home) {
    this(home, Home.classPath());
  }

  KernelStart(Home home, List<Path> classPath) {
    this.home = home;
    this.folder = home.workshop().resolve(FOLDER);
    this.jars =
        classPath.stream().filter(Files::exists).map(Path::toAbsolutePath).sorted().toList();
    this.classPath =
        jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  KernelChoice choice() throws IOException {
    return new KernelChoice(
        Kernelspec.NAME, Kernelspec.description(List.of()), Kernelspec.logos(), this::command);
  }

  /** Asked at each start: meanwhile a cache may have come, or the jars may have been built anew. */
  KernelCommand command() {
    Path cache = cache();
    return KernelCommand.receptive(
        classPath, Files.exists(cache) ? StartupCache.use(cache) : List.of());
  }

  /** The cache of the jars as they are now, whether it is there or not. */
  Path cache() {
    try {
      return folder.resolve("receptive-" + JarsDigest.of(jars) + ".aot");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Begins to train the cache if there is none, once the student's first page has had its time. A
   * training that fails is tried next time.
   */
  void prepare() {
    if (!Files.exists(cache())) {
      Thread.ofPlatform().daemon().name("receptive-start-up-cache").start(this::train);
    }
  }

  private void train() {
    try {
      Thread.sleep(FIRST_PAGE);
      Files.createDirectories(folder);
      trainUnlessAnotherDoes(
          draft -> StartupCache.make(classPath, draft, new PrintWriter(Writer.nullWriter())));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      System.getLogger(KernelStart.class.getName())
          .log(System.Logger.Level.DEBUG, "kernels start without a cache", e);
    }
  }

  /** What makes a cache, and says whether there is one. */
  interface Training {
    boolean makes(Path draft) throws IOException;
  }

  /** Of two labs of one house only one trains: each would spoil the other's draft. */
  void trainUnlessAnotherDoes(Training training) throws IOException {
    Path cache = cache();
    try (FileChannel file =
            FileChannel.open(
                folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = file.tryLock()) {
      if (lock == null || Files.exists(cache)) {
        return;
      }
      Path draft = folder.resolve(DRAFT);
      // A training that was cut off leaves what it had begun.
      Files.deleteIfExists(draft);
      Files.deleteIfExists(folder.resolve(DRAFT + ".config"));
      if (training.makes(draft)) {
        keep(draft, cache);
      }
    } catch (OverlappingFileLockException _) {
      // Another server within this program trains.
    }
  }

  /**
   * Takes a trained cache into use, and removes those of former jars.
   *
   * @param cache the cache of the jars that the training began with; it is worth nothing if they
   *     have been built anew meanwhile
   */
  void keep(Path draft, Path cache) throws IOException {
    if (!cache.equals(cache())) {
      Files.delete(draft);
      return;
    }
    Files.move(draft, cache);
    List<Path> places = new ArrayList<>(List.of(folder));
    home.formerWorkshops().forEach(former -> places.add(former.resolve(FOLDER)));
    for (Path place : places) {
      removeCaches(place, cache);
    }
  }

  private static void removeCaches(Path place, Path except) throws IOException {
    if (!Files.isDirectory(place)) {
      return;
    }
    try (Stream<Path> files = Files.list(place)) {
      for (Path file : files.toList()) {
        if (file.toString().endsWith(".aot") && !file.equals(except)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }
}
