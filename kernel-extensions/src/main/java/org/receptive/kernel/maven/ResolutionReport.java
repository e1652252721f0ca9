package org.receptive.kernel.maven;

import eu.maveniverse.maven.mima.context.Context;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.eclipse.aether.resolution.VersionRangeRequest;
import org.eclipse.aether.resolution.VersionRangeResolutionException;
import org.eclipse.aether.transfer.ArtifactNotFoundException;
import org.eclipse.aether.transfer.TransferCancelledException;
import org.eclipse.aether.version.Version;
import org.receptive.kernel.magic.MagicException;

/** Says why libraries could not be had, and what may have been meant. */
final class ResolutionReport {
  private static final int VERSIONS_SHOWN = 5;

  private final Context maven;

  ResolutionReport(Context maven) {
    this.maven = maven;
  }

  MagicException explain(DependencyResolutionException failure) {
    if (innermost(failure) instanceof TransferCancelledException) {
      return new MagicException("the cell was stopped before everything was fetched", failure);
    }
    String text =
        missing(failure).stream()
            .map(artifact -> "no " + artifact + " in " + repositories() + "\n" + known(artifact))
            .collect(Collectors.joining("\n"));
    return new MagicException(
        text.isEmpty() ? "the libraries cannot be fetched: " + reason(failure) : text, failure);
  }

  /** The artifacts that no repository has; empty if the reason is another. */
  private static List<Artifact> missing(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ArtifactResolutionException e) {
        List<Artifact> artifacts =
            e.getResults().stream()
                .filter(ArtifactResult::isMissing)
                .map(result -> result.getRequest().getArtifact())
                .toList();
        if (!artifacts.isEmpty()) {
          return artifacts;
        }
      } else if (cause instanceof ArtifactNotFoundException e) {
        return List.of(e.getArtifact());
      }
    }
    return List.of();
  }

  private String repositories() {
    return maven.remoteRepositories().stream()
        .map(RemoteRepository::getId)
        .collect(Collectors.joining(", "));
  }

  /** Which versions there are of an artifact, the newest last. */
  private String known(Artifact artifact) {
    Artifact anyVersion =
        new DefaultArtifact(
            artifact.getGroupId(), artifact.getArtifactId(), artifact.getExtension(), "[0,)");
    List<Version> versions;
    try {
      versions =
          maven
              .repositorySystem()
              .resolveVersionRange(
                  maven.repositorySystemSession(),
                  new VersionRangeRequest(anyVersion, maven.remoteRepositories(), null))
              .getVersions();
    } catch (VersionRangeResolutionException e) {
      versions = List.of();
    }
    if (versions.isEmpty()) {
      return "Nothing is known under this group and name; check the spelling"
          + " (and %mavenRepo, if it comes from elsewhere).";
    }
    int from = Math.max(0, versions.size() - VERSIONS_SHOWN);
    return "Known versions: "
        + (from > 0 ? "..., " : "")
        + versions.subList(from, versions.size()).stream()
            .map(Version::toString)
            .collect(Collectors.joining(", "));
  }

  /** What the cause of all causes says, without Maven's log marks. */
  static String reason(Exception failure) {
    if (innermost(failure) instanceof UnknownHostException unknown) {
      return "there is no server \"" + unknown.getMessage() + "\", or no network";
    }
    return String.valueOf(innermost(failure).getMessage()).replace("[ERROR] ", "  ").strip();
  }

  /** The cause of all causes. */
  private static Throwable innermost(Exception failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }
}
