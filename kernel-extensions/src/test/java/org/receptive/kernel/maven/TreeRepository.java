package org.receptive.kernel.maven;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

/** A repository of the group {@code tree} in a folder, which stands for every other one. */
final class TreeRepository {
  private final Path folder;
  private final Path repository;

  TreeRepository(Path folder) {
    this.folder = folder;
    this.repository = folder.resolve("repository");
  }

  /** Returns a shelf that knows this repository only. */
  LibraryShelf shelf() throws IOException {
    Path settings =
        Files.writeString(
            folder.resolve("settings.xml"),
            """
            <settings>
              <localRepository>%s</localRepository>
              <mirrors><mirror>
                <id>ours</id><mirrorOf>*</mirrorOf><url>%s</url>
              </mirror></mirrors>
            </settings>
            """
                .formatted(folder.resolve("local"), repository.toUri()));
    return new LibraryShelf(maven -> maven.withUserSettingsXmlOverride(settings));
  }

  static String dependency(String name, String version) {
    return dependency(name, version, "");
  }

  static String dependency(String name, String version, String classifier) {
    String more = classifier.isEmpty() ? "" : "<classifier>" + classifier + "</classifier>";
    return "<dependency><groupId>tree</groupId><artifactId>%s</artifactId><version>%s</version>"
            .formatted(name, version)
        + more
        + "</dependency>";
  }

  /** Publishes a jar for each classifier, the empty one included. */
  void publish(String name, String version, String dependencies, String... classifiers)
      throws IOException {
    pom(name, version, "jar", "<dependencies>" + dependencies + "</dependencies>");
    jar(name, version, "");
    for (String classifier : classifiers) {
      jar(name, version, "-" + classifier);
    }
  }

  /** Publishes a project without a jar. */
  void publishPom(String name, String version, String dependencies) throws IOException {
    pom(name, version, "pom", "<dependencies>" + dependencies + "</dependencies>");
  }

  /** Publishes a jar with a project file of the given elements. */
  void publishWith(String name, String version, String elements) throws IOException {
    pom(name, version, "jar", elements);
    jar(name, version, "");
  }

  private void pom(String name, String version, String packaging, String elements)
      throws IOException {
    Files.writeString(
        place(name, version).resolve(name + "-" + version + ".pom"),
        """
        <project><modelVersion>4.0.0</modelVersion><groupId>tree</groupId>
        <artifactId>%s</artifactId><version>%s</version><packaging>%s</packaging>%s</project>
        """
            .formatted(name, version, packaging, elements));
  }

  private void jar(String name, String version, String ending) throws IOException {
    Path file = place(name, version).resolve(name + "-" + version + ending + ".jar");
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(out)) {
      jar.putNextEntry(new ZipEntry(name + ".txt"));
    }
  }

  private Path place(String name, String version) throws IOException {
    return Files.createDirectories(repository.resolve("tree/" + name + "/" + version));
  }

  void metadata(String name, String... versions) throws IOException {
    StringBuilder list = new StringBuilder();
    for (String version : versions) {
      list.append("<version>").append(version).append("</version>");
    }
    Files.writeString(
        repository.resolve("tree/" + name + "/maven-metadata.xml"),
        "<metadata><groupId>tree</groupId><artifactId>%s</artifactId>".formatted(name)
            + "<versioning><versions>"
            + list
            + "</versions></versioning></metadata>");
  }
}
