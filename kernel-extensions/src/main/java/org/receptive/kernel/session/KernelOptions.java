package org.receptive.kernel.session;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.receptive.kernel.magic.MagicRegistry;

/**
 * How a kernel is set up. The environment variables are those of IJava.
 *
 * @param classPath entries added for cells ({@code IJAVA_CLASSPATH}, glob patterns allowed)
 * @param startupScripts code run before the first cell ({@code IJAVA_STARTUP_SCRIPTS})
 * @param startupScriptPaths files and folders of such code ({@code IJAVA_STARTUP_SCRIPTS_PATH})
 * @param timeout longest time of a cell ({@code IJAVA_TIMEOUT}, milliseconds; absent if negative)
 * @param compilerOptions options of javac ({@code IJAVA_COMPILER_OPTS})
 */
public record KernelOptions(
    List<String> classPath,
    String startupScripts,
    List<Path> startupScriptPaths,
    Optional<Duration> timeout,
    List<String> compilerOptions) {

  /** Reads the options from environment variables. */
  public static KernelOptions from(Map<String, String> environment) {
    return new KernelOptions(
        paths(environment.getOrDefault("IJAVA_CLASSPATH", "")).toList(),
        environment.getOrDefault("IJAVA_STARTUP_SCRIPTS", ""),
        paths(environment.getOrDefault("IJAVA_STARTUP_SCRIPTS_PATH", "")).map(Path::of).toList(),
        timeout(environment.getOrDefault("IJAVA_TIMEOUT", "-1")),
        MagicRegistry.words(environment.getOrDefault("IJAVA_COMPILER_OPTS", "")));
  }

  private static Stream<String> paths(String list) {
    return Arrays.stream(list.split(File.pathSeparator)).filter(entry -> !entry.isBlank());
  }

  private static Optional<Duration> timeout(String millis) {
    try {
      long value = Long.parseLong(millis.strip());
      return value > 0 ? Optional.of(Duration.ofMillis(value)) : Optional.empty();
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "IJAVA_TIMEOUT is '" + millis + "'; expected a number of milliseconds, or -1 for none",
          e);
    }
  }
}
