package org.receptive.kernel.maven;

import java.util.List;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.repository.RemoteRepository;

/**
 * What shall be resolved together.
 *
 * @param direct what was asked for
 * @param managed versions that hold wherever something is needed indirectly
 * @param repositories where to look beyond the user's repositories
 * @param named what is wanted on any machine; a POM names the native parts of all machines
 */
record DependencyRoots(
    List<Dependency> direct,
    List<Dependency> managed,
    List<RemoteRepository> repositories,
    List<Dependency> named) {
  DependencyRoots {
    named = List.copyOf(named);
    direct = List.copyOf(direct);
    managed = List.copyOf(managed);
    repositories = List.copyOf(repositories);
  }

  static DependencyRoots of(List<Dependency> direct) {
    return new DependencyRoots(direct, List.of(), List.of(), direct);
  }
}
