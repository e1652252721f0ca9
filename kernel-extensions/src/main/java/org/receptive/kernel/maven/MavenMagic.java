package org.receptive.kernel.maven;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.graph.Dependency;
import org.receptive.kernel.magic.Magic;
import org.receptive.kernel.magic.MagicCall;
import org.receptive.kernel.magic.MagicContext;
import org.receptive.kernel.magic.MagicException;

/** {@code %maven group:artifact:version ...}: puts libraries on the class path. */
final class MavenMagic implements Magic {
  private final String name;
  private final LibraryShelf shelf;

  MavenMagic(String name, LibraryShelf shelf) {
    this.name = name;
    this.shelf = shelf;
  }

  @Override
  public Description description() {
    return Description.ofLine(
        name,
        "%" + name + " group:artifact[:extension[:classifier]]:version ...",
        "Put libraries from a Maven repository, with all they need, on the class path.",
        "The user's Maven settings (mirrors, proxies, local repository) are respected.\n"
            + "Example: %"
            + name
            + " org.apache.commons:commons-math3:3.6.1\n"
            + "Further repositories: %mavenRepo");
  }

  @Override
  public void runLine(MagicCall call, MagicContext context) throws Exception {
    if (call.arguments().isEmpty()) {
      throw new MagicException(
          "%"
              + name
              + " needs what to fetch, as group:artifact:version, for example\n"
              + "%"
              + name
              + " org.apache.commons:commons-math3:3.6.1");
    }
    List<Dependency> wanted = new ArrayList<>();
    for (String coordinates : call.arguments()) {
      wanted.add(new Dependency(artifact(coordinates), "runtime"));
    }
    shelf.add(DependencyRoots.of(wanted), context);
  }

  /** The artifact that the coordinates name. */
  static Artifact artifact(String coordinates) throws MagicException {
    try {
      return new DefaultArtifact(coordinates);
    } catch (IllegalArgumentException e) {
      throw new MagicException(
          "\"%s\" has %s; expected group:artifact:version,%nfor example %s"
              .formatted(
                  coordinates,
                  wrong(coordinates.split(":", -1)),
                  "org.apache.commons:commons-math3:3.6.1"),
          e);
    }
  }

  /** What is wrong with coordinates: a part is empty, or there are too few or too many. */
  private static String wrong(String[] parts) {
    // An extension may be empty: that is a jar.
    List<String> names =
        switch (parts.length) {
          case 3 -> List.of("group", "artifact", "version");
          case 4 -> List.of("group", "artifact", "", "version");
          case 5 -> List.of("group", "artifact", "", "classifier", "version");
          default -> List.of();
        };
    for (int i = 0; i < names.size(); i++) {
      if (parts[i].isEmpty() && !names.get(i).isEmpty()) {
        return "an empty " + names.get(i);
      }
    }
    return parts.length + (parts.length == 1 ? " part" : " parts");
  }
}
