package org.receptive.engine.kernels.cpp;

import java.nio.file.Path;
import java.util.Locale;

/**
 * The operating system and the processor's family, in the words of the folders that hold libraries.
 *
 * @param os linux, macos, windows, or the system's own name
 * @param architecture x86_64, aarch64, or the system's own name
 */
record Platform(String os, String architecture) {

  /** Where this JVM runs. */
  static Platform current() {
    return of(System.getProperty("os.name"), System.getProperty("os.arch"));
  }

  static Platform of(String osName, String osArch) {
    String os = osName.toLowerCase(Locale.ROOT);
    String architecture = osArch.toLowerCase(Locale.ROOT);
    return new Platform(
        os.startsWith("mac") ? "macos" : os.startsWith("windows") ? "windows" : os,
        switch (architecture) {
          case "amd64", "x86-64", "x86_64" -> "x86_64";
          case "arm64", "aarch64" -> "aarch64";
          default -> architecture;
        });
  }

  /** The folder on the class path, {@code /native/linux-x86_64}. */
  String resourceFolder() {
    return "/native/" + os + "-" + architecture;
  }

  /** The file name of a library: {@code libreceptive-v4.so}. */
  String fileName(String library) {
    return switch (os) {
      case "windows" -> library + ".dll";
      case "macos" -> "lib" + library + ".dylib";
      default -> "lib" + library + ".so";
    };
  }

  /** Where programs keep what they can make again, for this user. */
  Path cacheFolder() {
    Path home = Path.of(System.getProperty("user.home"));
    return switch (os) {
      case "windows" -> fromEnvironment("LOCALAPPDATA", home.resolve("AppData").resolve("Local"));
      case "macos" -> home.resolve("Library").resolve("Caches");
      default -> fromEnvironment("XDG_CACHE_HOME", home.resolve(".cache"));
    };
  }

  private static Path fromEnvironment(String variable, Path otherwise) {
    String value = System.getenv(variable);
    return value == null || !Path.of(value).isAbsolute() ? otherwise : Path.of(value);
  }

  @Override
  public String toString() {
    return os + "-" + architecture;
  }
}
