package org.receptive.lab;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.receptive.kernel.UserHome;

/** Where the lab keeps what users do not look at: settings, what runs, what it trusts. */
final class StateFolder {
  private StateFolder() {}

  /** The folder of this user, as the system has it. */
  static Path ofThisUser() {
    return of(System.getenv(), System.getProperty("os.name"), UserHome.folder());
  }

  static Path of(Map<String, String> environment, String system, Path userHome) {
    String os = system.toLowerCase(Locale.ROOT);
    if (os.contains("mac")) {
      return userHome.resolve("Library/Application Support/Receptive");
    }
    if (os.contains("windows")) {
      return variable(environment, "LOCALAPPDATA").orElse(userHome).resolve("Receptive");
    }
    return variable(environment, "XDG_STATE_HOME")
        .orElse(userHome.resolve(".local/state"))
        .resolve("receptive");
  }

  private static Optional<Path> variable(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name))
        .filter(v -> !v.isEmpty())
        .map(Path::of)
        // The specification of these variables says so: what depends on the current folder is
        // wrong.
        .filter(Path::isAbsolute);
  }
}
