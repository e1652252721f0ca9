package org.receptive.kernel.maven;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.collection.DependencyCollectionContext;
import org.eclipse.aether.collection.DependencySelector;
import org.eclipse.aether.graph.Dependency;

/**
 * Leaves out the native parts of other machines, which libraries name all at once: those of ND4J
 * alone have a gigabyte. It chooses before versions are compared, so that nothing is needed only by
 * what is left out. What the user has named is fetched.
 *
 * @param machine where the parts have to run
 * @param named what the user has named, as {@link Resolution#key} tells it
 */
record NativeParts(Machine machine, Set<String> named) implements DependencySelector {
  /** Leaves out what does not run on this machine, but for the artifacts given. */
  static NativeParts ofThisMachine(List<Dependency> named) {
    return new NativeParts(
        Machine.here(),
        named.stream()
            .map(Dependency::getArtifact)
            .map(Resolution::key)
            .collect(Collectors.toUnmodifiableSet()));
  }

  @Override
  public boolean selectDependency(Dependency dependency) {
    Artifact artifact = dependency.getArtifact();
    return machine.runs(artifact.getClassifier()) || named.contains(Resolution.key(artifact));
  }

  @Override
  public DependencySelector deriveChildSelector(DependencyCollectionContext context) {
    return this;
  }
}
