package org.receptive.lab;

import java.util.List;
import java.util.Optional;

/**
 * A Jupyter of this machine that shows notebooks in a browser.
 *
 * @param name as users know it
 * @param version what it says of itself
 */
record JupyterFrontEnd(String name, String version) {
  private record Candidate(String name, String subcommand) {}

  private static final List<Candidate> CANDIDATES =
      List.of(new Candidate("JupyterLab", "lab"), new Candidate("Jupyter Notebook", "notebook"));

  /** The best that is installed. */
  static Optional<JupyterFrontEnd> find() {
    for (Candidate candidate : CANDIDATES) {
      Optional<String> version =
          ProgramOutput.firstLine("jupyter", candidate.subcommand(), "--version");
      if (version.isPresent()) {
        return Optional.of(new JupyterFrontEnd(candidate.name(), version.get()));
      }
    }
    return Optional.empty();
  }
}
