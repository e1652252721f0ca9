package org.receptive.kernel.maven;

import eu.maveniverse.maven.mima.context.Context;
import eu.maveniverse.maven.mima.context.ContextOverrides;
import eu.maveniverse.maven.mima.context.Runtimes;
import eu.maveniverse.maven.mima.extensions.mmr.MavenModelReader;
import eu.maveniverse.maven.mima.extensions.mmr.ModelRequest;
import eu.maveniverse.maven.mima.extensions.mmr.ModelResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.eclipse.aether.RepositoryException;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactDescriptorResult;
import org.receptive.kernel.magic.MagicContext;
import org.receptive.kernel.magic.MagicException;

/**
 * The libraries of one notebook: what has been fetched, and where from. Resolution is Maven's own,
 * with the settings of the user and of the Maven installation.
 */
final class LibraryShelf {
  private final List<RemoteRepository> repositories = new ArrayList<>();
  private final Map<String, Artifact> fetched = new LinkedHashMap<>();
  private final UnaryOperator<ContextOverrides.Builder> settings;

  /** A shelf that is filled as the user's Maven would fill it. */
  LibraryShelf() {
    this(UnaryOperator.identity());
  }

  /** A shelf with other settings than the user's. */
  LibraryShelf(UnaryOperator<ContextOverrides.Builder> settings) {
    this.settings = settings;
  }

  /** Names a further repository. */
  void addRepository(RemoteRepository repository) {
    repositories.removeIf(old -> old.getId().equals(repository.getId()));
    repositories.add(repository);
  }

  /** Puts libraries and all they need on the class path. */
  void add(DependencyRoots roots, MagicContext notebook) throws MagicException {
    try (Context maven = open(roots.repositories(), notebook)) {
      add(roots, maven, notebook);
    }
  }

  /** Puts the dependencies of a POM that have one of the scopes on the class path. */
  void addFromPom(Path pom, List<String> scopes, MagicContext notebook) throws MagicException {
    DependencyRoots roots;
    try (Context maven = open(List.of(), notebook)) {
      ModelResponse model =
          new MavenModelReader(maven).readModel(ModelRequest.builder().setPomFile(pom).build());
      ArtifactDescriptorResult described =
          model.toArtifactDescriptorResult(model.getEffectiveModel());
      List<Dependency> direct =
          described.getDependencies().stream()
              .filter(dependency -> scopes.contains(dependency.getScope()))
              .toList();
      roots =
          new DependencyRoots(
              direct, described.getManagedDependencies(), described.getRepositories(), List.of());
    } catch (RepositoryException | IllegalArgumentException e) {
      throw new MagicException("the POM cannot be used: " + ResolutionReport.reason(e), e);
    }
    if (roots.direct().isEmpty()) {
      throw new MagicException("the POM has no dependencies of scope " + String.join(", ", scopes));
    }
    add(roots, notebook);
  }

  private void add(DependencyRoots roots, Context maven, MagicContext notebook)
      throws MagicException {
    Resolution resolution = new Resolution(maven, roots);
    List<Artifact> artifacts = resolution.artifacts();
    notebook.checkInterrupted();
    List<Path> jars = new ArrayList<>();
    for (Artifact artifact : artifacts) {
      String key = Resolution.key(artifact);
      Artifact before = fetched.putIfAbsent(key, artifact);
      if (before == null) {
        jars.add(artifact.getFile().toPath());
      } else if (!before.getVersion().equals(artifact.getVersion())) {
        notebook.note(
            "%s: version %s is already on the class path and stays; for %s, restart the kernel."
                .formatted(key, before.getVersion(), artifact.getVersion()));
      }
    }
    resolution.conflicts().forEach(notebook::note);
    notebook.addToClassPath(jars);
    notebook.give(artifacts.stream().map(artifact -> artifact.getFile().toString()).toList());
  }

  private Context open(List<RemoteRepository> further, MagicContext notebook) {
    // Naming repositories replaces Maven's default one, so it is named too. Mirrors apply to it.
    List<RemoteRepository> all = new ArrayList<>(List.of(ContextOverrides.CENTRAL));
    all.addAll(repositories);
    all.addAll(further);
    ContextOverrides.Builder overrides =
        ContextOverrides.create()
            .withUserSettings(true)
            .userProperties(Machine.here().properties())
            .addRepositoriesOp(ContextOverrides.AddRepositoriesOp.APPEND)
            .repositories(all)
            .transferListener(new DownloadProgress(notebook));
    MavenHome.find(System.getenv()).ifPresent(overrides::withMavenSystemHomeOverride);
    return Runtimes.INSTANCE.getRuntime().create(settings.apply(overrides).build());
  }
}
