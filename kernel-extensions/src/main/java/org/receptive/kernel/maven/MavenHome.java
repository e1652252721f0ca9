package org.receptive.kernel.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The user's Maven installation, whose settings may name a mirror or a proxy for everyone. */
final class MavenHome {
  private MavenHome() {}

  /** The installation that {@code mvn} would use in this environment. */
  static Optional<Path> find(Map<String, String> environment) {
    Stream<Path> named =
        Stream.of("MAVEN_HOME", "M2_HOME")
            .map(environment::get)
            .filter(home -> home != null && !home.isEmpty())
            .map(Path::of);
    Stream<Path> onPath =
        Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator))
            .filter(folder -> !folder.isEmpty())
            .map(folder -> Path.of(folder, "mvn"))
            .filter(Files::isExecutable)
            .flatMap(program -> homeOf(program).stream());
    return Stream.concat(named, onPath)
        .filter(home -> Files.isReadable(home.resolve("conf").resolve("settings.xml")))
        .findFirst();
  }

  /** Distributions put a link to {@code HOME/bin/mvn} on the path. */
  private static Optional<Path> homeOf(Path program) {
    try {
      return Optional.ofNullable(program.toRealPath().getParent()).map(Path::getParent);
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
