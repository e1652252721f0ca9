package org.receptive.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.receptive.lab.DeliveryList.Version;
import org.receptive.lab.notebook.WrittenPart;
import org.receptive.server.contents.AtomicFile;
import org.receptive.server.contents.Digest;
import org.receptive.server.contents.NotebookTrust;

/**
 * The student's copy of the lecture. What the student has written stays as it is, whatever the
 * lecture becomes: of a notebook that both have changed, the lecture's new version is laid beside
 * it. A notebook that was only opened or run has not been changed.
 */
final class StudentFolder {
  /** One thing that a delivery did, to tell the student. */
  record News(String file, String what) {}

  private final Path folder;
  private final Path lecture;
  private final Edition edition;
  private final NotebookTrust trust;
  private final AtomicFile files = new AtomicFile();
  private final List<News> news = new ArrayList<>();

  /**
   * A folder for a lecture.
   *
   * @param edition which version of the lecture is delivered
   * @param trust is told of the lecture's notebooks: their figures may move at once
   */
  StudentFolder(Path folder, Path lecture, Edition edition, NotebookTrust trust) {
    this.folder = folder;
    this.lecture = lecture;
    this.edition = edition;
    this.trust = trust;
  }

  /**
   * Brings the folder up to date.
   *
   * @return what happened to files that were there already
   */
  List<News> deliver() throws IOException {
    WritableFolder.make(folder);
    DeliveryList delivered = DeliveryList.of(folder);
    for (Path source : lectureFiles()) {
      deliver(source, delivered);
    }
    delivered.write(files);
    return List.copyOf(news);
  }

  private List<Path> lectureFiles() throws IOException {
    try (Stream<Path> notebooks = Files.list(lecture)) {
      return notebooks
          .filter(file -> file.getFileName().toString().endsWith(".ipynb"))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    }
  }

  private void deliver(Path source, DeliveryList delivered) throws IOException {
    byte[] lecturers = Files.readAllBytes(source);
    String name = source.getFileName().toString();
    String origin = edition.making() + " " + Digest.sha256(lecturers);
    Path target = folder.resolve(name);
    // To make a notebook takes far longer than to see that it is made from the file of last time.
    if (delivered.isMadeFrom(name, origin) && Files.exists(target)) {
      trust.trust(lecturers);
      return;
    }
    byte[] bytes = edition.of(source, lecturers);
    Version shipped = Version.of(bytes);
    Optional<Version> before = delivered.find(name);
    if (!Files.exists(target)) {
      write(target, bytes);
      if (before.isPresent()) {
        news.add(new News(name, "was gone and is here again"));
      }
    } else if (!before.map(Version::file).equals(Optional.of(shipped.file()))) {
      bringUpToDate(target, before, shipped, bytes);
    }
    delivered.put(name, shipped, origin);
    trust.trust(bytes);
  }

  /** Another version has come than was delivered last, and something is there already. */
  private void bringUpToDate(Path target, Optional<Version> before, Version shipped, byte[] bytes)
      throws IOException {
    byte[] mine = Files.readAllBytes(target);
    Version present = Version.of(mine);
    if (present.file().equals(shipped.file())) {
      return;
    }
    String name = target.getFileName().toString();
    boolean sameText = present.written().equals(shipped.written());
    if (before.isPresent() && (sameText || isAsDelivered(mine, present, before.get()))) {
      // The student's outputs go: whoever runs the notebook has them again.
      write(target, bytes);
      news.add(new News(name, "is the lecture's new version"));
    } else if (!sameText && !before.flatMap(Version::written).equals(shipped.written())) {
      Path beside = beside(target, shipped);
      if (!Files.exists(beside)) {
        write(beside, bytes);
      }
      news.add(
          new News(
              name,
              "keeps your changes; the lecture's new version is \"%s\""
                  .formatted(beside.getFileName())));
    }
  }

  /** Whether the student has written nothing in a notebook since it was delivered. */
  private static boolean isAsDelivered(byte[] mine, Version present, Version before) {
    return before.written().isPresent()
        ? present.written().equals(before.written())
        : present.file().equals(before.file())
            || Digest.sha256(WrittenPart.beforeItWasOpened(mine)).equals(before.file());
  }

  private void write(Path target, byte[] bytes) throws IOException {
    files.write(target, bytes);
  }

  /** A name that is not taken, unless by this very version. */
  private static Path beside(Path target, Version shipped) throws IOException {
    String stem = target.getFileName().toString().replaceFirst("\\.ipynb$", "");
    for (int i = 1; ; i++) {
      Path file = target.resolveSibling(stem + "-new" + (i == 1 ? "" : i) + ".ipynb");
      if (!Files.exists(file)
          || Version.of(Files.readAllBytes(file)).written().equals(shipped.written())) {
        return file;
      }
    }
  }
}
