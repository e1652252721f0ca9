package org.receptive.lab;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.receptive.lab.notebook.StudentVersion;

/**
 * Where things are.
 *
 * @param root the folder with the script {@code lab}
 */
record Home(Path root) {
  private static final String PROPERTY = "receptive.home";

  /** The house from which this program was started; the script {@code lab} says where it is. */
  static Home ofThisProgram() {
    return new Home(Path.of(System.getProperty(PROPERTY, "")).toAbsolutePath().normalize());
  }

  /** The lecture's folder. */
  Path lecture() {
    return root.resolve("notebooks");
  }

  /** Whether this is the unpacked zip of {@code lab dist}, and not a clone that is built. */
  boolean isPacked() {
    return Files.isDirectory(root.resolve("lib")) && !Files.exists(root.resolve("pom.xml"));
  }

  /**
   * Where the lab keeps what it makes: in a clone where {@code mvn clean} takes it away; for a
   * packed lab, which may lie where nobody can write, with what belongs to the user.
   */
  Path workshop() {
    return isPacked()
        ? StateFolder.ofThisUser().resolve("lab-" + version())
        : root.resolve("kernel-extensions").resolve("target").resolve("lab");
  }

  /** What earlier packed labs have made for this user, and nobody needs any more. */
  List<Path> formerWorkshops() throws IOException {
    if (!isPacked()) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(StateFolder.ofThisUser())) {
      return folders
          .filter(folder -> folder.getFileName().toString().startsWith("lab-"))
          .filter(folder -> !folder.equals(workshop()))
          .toList();
    }
  }

  /** Where a build leaves what is handed out; a packed lab leaves it in the current folder. */
  Path builds() {
    return isPacked() ? Path.of("") : root.resolve("kernel-extensions").resolve("target");
  }

  /** Tells packed labs apart by their jars. */
  private String version() {
    try (Stream<Path> jars = Files.list(root.resolve("lib"))) {
      return JarsDigest.of(jars.toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The lecture's notebooks.
   *
   * @throws LabException if there are none
   */
  List<Path> requireNotebooks() throws IOException {
    List<Path> notebooks = notebooks();
    if (notebooks.isEmpty()) {
      throw new LabException("there are no notebooks in \"" + lecture() + "\"");
    }
    return notebooks;
  }

  /**
   * The lecture's notebooks, of which an edition can be made.
   *
   * @throws LabException if there are none, or solutions are wanted and nobody has put them there
   */
  List<Path> requireNotebooks(Edition edition) throws IOException {
    List<Path> notebooks = requireNotebooks();
    if (edition == Edition.LECTURERS && isPacked() && !holdsSolutions(notebooks)) {
      throw new LabException(
          "this lab was packed without solutions; the lecturer, who has the notebooks, packs them"
              + " with ./lab dist --with-solutions");
    }
    return notebooks;
  }

  private static boolean holdsSolutions(List<Path> notebooks) throws IOException {
    for (Path notebook : notebooks) {
      if (StudentVersion.isMarked(Files.readString(notebook, StandardCharsets.UTF_8))) {
        return true;
      }
    }
    return false;
  }

  /** The lecture's notebooks in their order. */
  List<Path> notebooks() throws IOException {
    if (!Files.isDirectory(lecture())) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(lecture())) {
      return files.filter(file -> file.toString().endsWith(".ipynb")).sorted().toList();
    }
  }

  /** The jars and folders of the class path of this program. */
  static List<Path> classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.isEmpty())
        .map(Path::of)
        .toList();
  }
}
