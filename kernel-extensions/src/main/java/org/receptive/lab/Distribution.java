package org.receptive.lab;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.receptive.server.frontend.FrontEndArchive;

/** The zip of {@code lab dist}. It takes its name only when it is complete. */
final class Distribution implements AutoCloseable {
  private static final List<String> OWN_LICENCES =
      List.of("EPL-2.0.txt", "MPL-2.0.txt", "asm.txt", "jnacl.txt", "pebble.txt");

  private final FileSystem zip;
  private final Path root;
  private final Path draft;
  private final Path target;
  private boolean complete;

  private Distribution(FileSystem zip, Path root, Path draft, Path target) {
    this.zip = zip;
    this.root = root;
    this.draft = draft;
    this.target = target;
  }

  /**
   * Begins a zip.
   *
   * @param name the one folder in it
   */
  static Distribution create(Path target, String name) throws IOException {
    Path draft = target.resolveSibling(target.getFileName() + ".part").toAbsolutePath();
    Files.deleteIfExists(draft);
    FileSystem zip =
        FileSystems.newFileSystem(
            URI.create("jar:" + draft.toUri()),
            Map.of("create", "true", "enablePosixFileAttributes", "true"));
    return new Distribution(zip, zip.getPath("/" + name), draft, target.toAbsolutePath());
  }

  /** The scripts for all systems, and how to use them. */
  void addPrograms() throws IOException {
    String script = resource("dist/lab").replace("{{flags}}", flags());
    Path lab = write("bin/lab", script);
    Files.setPosixFilePermissions(lab, PosixFilePermissions.fromString("rwxr-xr-x"));
    write(
        "bin/lab.cmd",
        resource("dist/lab.cmd").replace("{{flags}}", flags()).replace("\n", "\r\n"));
    write("README.txt", resource("dist/README.txt"));
  }

  /** The flags of the JVM that serves: it must start soon and wait in little memory. */
  static String flags() throws IOException {
    return resource("lab.flags").strip();
  }

  void addLibraries(List<Path> jars) throws IOException {
    for (Path jar : jars) {
      copy(jar, "lib/" + jar.getFileName());
    }
  }

  void addLecture(List<Path> notebooks, Edition edition) throws IOException {
    for (Path notebook : notebooks) {
      byte[] bytes = edition.of(notebook, Files.readAllBytes(notebook));
      Path copy = root.resolve("notebooks/" + notebook.getFileName());
      Files.createDirectories(copy.getParent());
      Files.write(copy, bytes);
    }
  }

  /** Our licence, a list of all libraries with theirs, and every licence text that they bring. */
  void addLicences(Path home, List<Path> jars) throws IOException {
    for (String file : List.of("LICENSE", "NOTICE")) {
      copy(home.resolve(file), file);
    }
    Libraries libraries = Libraries.known();
    StringBuilder list = new StringBuilder("Libraries in lib, and their licences.\n\n");
    for (Path jar : jars) {
      String name = jar.getFileName().toString();
      libraries
          .licenceOf(name)
          .ifPresent(licence -> list.append("%-58s %s%n".formatted(name, licence)));
      copyLicencesIn(jar);
    }
    write("licences/LIBRARIES.txt", list.toString().replace("\r\n", "\n"));
    for (String text : OWN_LICENCES) {
      write("licences/" + text, resource("dist/licences/" + text));
    }
    if (FrontEndArchive.isBundled()) {
      write("licences/JupyterLab.txt", FrontEndArchive.notices());
    }
    complete = true;
  }

  private void copyLicencesIn(Path jar) throws IOException {
    String name = jar.getFileName().toString().replaceFirst("\\.jar$", "");
    try (ZipFile archive = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : archive.stream().filter(Distribution::isLicence).toList()) {
        Path copy = root.resolve("licences").resolve(name).resolve(entry.getName());
        Files.createDirectories(copy.getParent());
        try (InputStream text = archive.getInputStream(entry)) {
          Files.copy(text, copy, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }

  private static boolean isLicence(ZipEntry entry) {
    String path = entry.getName().toUpperCase(Locale.ROOT);
    String name = path.substring(path.lastIndexOf('/') + 1);
    boolean text = !name.endsWith(".CLASS") && !entry.isDirectory() && !path.contains("..");
    return text && (name.startsWith("LICEN") || name.startsWith("NOTICE"));
  }

  private void copy(Path file, String name) throws IOException {
    Path copy = root.resolve(name);
    Files.createDirectories(copy.getParent());
    Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
  }

  private Path write(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text, StandardCharsets.UTF_8);
  }

  private static String resource(String name) throws IOException {
    try (InputStream stream = Distribution.class.getResourceAsStream(name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
    if (complete) {
      Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
    } else {
      Files.deleteIfExists(draft);
    }
  }
}
