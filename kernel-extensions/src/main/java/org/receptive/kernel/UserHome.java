package org.receptive.kernel;

import java.io.File;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The home that the user has chosen. On Unix Java takes the one in the system's list of accounts,
 * whatever {@code HOME} says; all other programs follow {@code HOME}.
 */
public final class UserHome {
  private static final String PROPERTY = "user.home";

  private UserHome() {}

  /** Lets everything in this process find the home there; a program's first step. */
  public static void adopt(Map<String, String> environment) {
    chosen(environment, File.separatorChar == '/')
        .ifPresent(home -> System.setProperty(PROPERTY, home.toString()));
  }

  /** What {@code HOME} says, where it counts and names a folder that does not depend on another. */
  static Optional<Path> chosen(Map<String, String> environment, boolean unix) {
    return Optional.ofNullable(environment.get("HOME"))
        .filter(home -> unix && !home.isBlank())
        .map(Path::of)
        .filter(Path::isAbsolute);
  }

  /** The folder that everything else of this user lies in. */
  public static Path folder() {
    return Path.of(System.getProperty(PROPERTY));
  }
}
