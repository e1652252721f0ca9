package org.receptive.kernel.maven;

import eu.maveniverse.maven.mima.context.Context;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.collection.DependencyCollectionException;
import org.eclipse.aether.graph.DependencyNode;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.eclipse.aether.util.graph.selector.AndDependencySelector;
import org.eclipse.aether.util.graph.transformer.ConflictResolver;
import org.receptive.kernel.magic.MagicException;

/** One resolution: which artifacts are needed, and where versions contradicted each other. */
final class Resolution {
  private final Context maven;
  private final DependencyRoots roots;
  private final CollectRequest request;

  Resolution(Context maven, DependencyRoots roots) {
    this.maven = maven;
    this.roots = roots;
    request =
        new CollectRequest(
            roots.direct(), roots.managed(), List.copyOf(maven.remoteRepositories()));
  }

  /** What identifies an artifact apart from its version. */
  static String key(Artifact artifact) {
    return artifact.getGroupId()
        + ":"
        + artifact.getArtifactId()
        + (artifact.getClassifier().isEmpty() ? "" : ":" + artifact.getClassifier());
  }

  /** The jars needed, in the order of the class path. */
  List<Artifact> artifacts() throws MagicException {
    try {
      return maven
          .repositorySystem()
          .resolveDependencies(session(), new DependencyRequest(request, null))
          .getArtifactResults()
          .stream()
          .map(ArtifactResult::getArtifact)
          .filter(artifact -> artifact.getFile().getName().endsWith(".jar"))
          .toList();
    } catch (DependencyResolutionException e) {
      DependencyRoots others = new Packaging(maven).asPoms(roots);
      if (others.equals(roots)) {
        throw new ResolutionReport(maven).explain(e);
      }
      return new Resolution(maven, others).artifacts();
    }
  }

  private DefaultRepositorySystemSession session() {
    RepositorySystemSession users = maven.repositorySystemSession();
    return new DefaultRepositorySystemSession(users)
        .setDependencySelector(
            AndDependencySelector.newInstance(
                users.getDependencySelector(), NativeParts.ofThisMachine(roots.named())));
  }

  /** One line for every library of which two versions were asked for. */
  List<String> conflicts() {
    DependencyNode root;
    try {
      RepositorySystemSession verbose =
          session()
              .setConfigProperty(
                  ConflictResolver.CONFIG_PROP_VERBOSE, ConflictResolver.Verbosity.FULL);
      root = maven.repositorySystem().collectDependencies(verbose, request).getRoot();
    } catch (DependencyCollectionException e) {
      // The resolution itself has succeeded; without the full graph there is nothing to tell.
      return List.of();
    }
    Map<String, Set<String>> losers = new LinkedHashMap<>();
    Map<String, String> winners = new LinkedHashMap<>();
    collect(root, "the notebook", winners, losers);
    List<String> lines = new ArrayList<>();
    losers.forEach(
        (key, wanted) ->
            lines.add(
                "%s: %s is used, though %s"
                    .formatted(key, winners.get(key), String.join(" and ", wanted))));
    return lines;
  }

  private static void collect(
      DependencyNode node,
      String parent,
      Map<String, String> winners,
      Map<String, Set<String>> losers) {
    if (node.getArtifact() != null
        && node.getData().get(ConflictResolver.NODE_DATA_WINNER) instanceof DependencyNode winner) {
      String key = key(node.getArtifact());
      String version = node.getArtifact().getVersion();
      String chosen = winner.getArtifact().getVersion();
      if (!version.equals(chosen)) {
        winners.put(key, chosen);
        losers
            .computeIfAbsent(key, any -> new LinkedHashSet<>())
            .add(parent + " asks for " + version);
      }
    }
    String name = node.getArtifact() == null ? parent : node.getArtifact().getArtifactId();
    node.getChildren().forEach(child -> collect(child, name, winners, losers));
  }
}
