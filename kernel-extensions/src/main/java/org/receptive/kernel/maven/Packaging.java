package org.receptive.kernel.maven;

import eu.maveniverse.maven.mima.context.Context;
import eu.maveniverse.maven.mima.extensions.mmr.MavenModelReader;
import eu.maveniverse.maven.mima.extensions.mmr.ModelRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.model.Model;
import org.eclipse.aether.RepositoryException;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.graph.Dependency;
import org.receptive.kernel.magic.MagicException;

/**
 * What a project of Maven is made into. Coordinates without an extension mean a jar, also those of
 * a project that only gathers others (packaging {@code pom}) and has none.
 *
 * @param maven reads the projects
 */
record Packaging(Context maven) {
  /**
   * Returns the roots with {@code pom} as the extension of those that have no jar.
   *
   * @throws MagicException if one of them brings no library at all
   */
  DependencyRoots asPoms(DependencyRoots roots) throws MagicException {
    List<Dependency> direct = new ArrayList<>();
    for (Dependency wanted : roots.direct()) {
      direct.add(isPom(wanted.getArtifact()) ? asPom(wanted) : wanted);
    }
    return new DependencyRoots(direct, roots.managed(), roots.repositories(), roots.named());
  }

  private boolean isPom(Artifact artifact) throws MagicException {
    if (!artifact.getExtension().equals("jar") || !artifact.getClassifier().isEmpty()) {
      return false;
    }
    Optional<Model> project = project(artifact).filter(m -> m.getPackaging().equals("pom"));
    if (project.isPresent() && project.get().getDependencies().isEmpty()) {
      throw new MagicException(
          ("%s has packaging pom and no dependencies: it holds %s, and no library. Name the"
                  + " libraries that are wanted, each with its version.")
              .formatted(
                  artifact,
                  project.get().getModules().isEmpty()
                      ? "settings or versions for other projects"
                      : "the modules " + String.join(", ", project.get().getModules())));
    }
    return project.isPresent();
  }

  private Optional<Model> project(Artifact artifact) {
    try {
      return Optional.of(
          new MavenModelReader(maven)
              .readModel(
                  ModelRequest.builder()
                      .setArtifact(pom(artifact))
                      .setRepositories(maven.remoteRepositories())
                      .build())
              .getEffectiveModel());
    } catch (RepositoryException | IllegalArgumentException e) {
      // There is no such project; the resolution says so, and what there is.
      return Optional.empty();
    }
  }

  private static Dependency asPom(Dependency wanted) {
    return wanted.setArtifact(pom(wanted.getArtifact()));
  }

  private static Artifact pom(Artifact artifact) {
    return new DefaultArtifact(
        artifact.getGroupId(), artifact.getArtifactId(), "pom", artifact.getVersion());
  }
}
