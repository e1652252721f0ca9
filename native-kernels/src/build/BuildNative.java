import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Builds the C++ kernels with cmake, as a step of the Maven build. Where a tool is missing it says
 * so in one line and lets the build go on: the Vector API kernels then do the work. Unchanged
 * sources are not built again.
 *
 * <p>Arguments: the sources, cmake's folder, the folder for the libraries (a folder per platform is
 * made in it), and {@code auto}, {@code off}, or {@code required} to fail where auto would go on.
 */
final class BuildNative {
  private static final String TAKE_OVER = "the Vector API kernels take over.";

  private final Path sources;
  private final Path work;
  private final Path libraries;
  private final boolean required;

  private BuildNative(Path sources, Path work, Path libraries, boolean required) {
    this.sources = sources;
    this.work = work;
    this.libraries = libraries.resolve(platform());
    this.required = required;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    if (args[3].equals("off")) {
      System.out.println("C++ kernels: switched off (receptive.native=off); " + TAKE_OVER);
      return;
    }
    new BuildNative(
            Path.of(args[0]), Path.of(args[1]), Path.of(args[2]), args[3].equals("required"))
        .build();
  }

  private void build() throws IOException, InterruptedException {
    Path stamp = libraries.resolve("sources.sha256");
    String fingerprint = fingerprint();
    if (Files.exists(stamp) && Files.readString(stamp).equals(fingerprint)) {
      System.out.println("C++ kernels: up to date.");
      return;
    }
    removeOld();
    Optional<Path> compiler = compiler();
    Optional<Path> cmake = onPath("cmake");
    Optional<Path> tool = onPath("ninja").or(() -> onPath("make")).or(() -> onPath("nmake"));
    if (compiler.isEmpty()) {
      goOn("no C++ compiler found (looked for c++, g++, clang++, cl on the PATH)");
    } else if (cmake.isEmpty()) {
      goOn("no cmake found on the PATH");
    } else if (tool.isEmpty()) {
      goOn("cmake needs ninja or make, and neither is on the PATH");
    } else if (run(configuration(cmake.get(), tool.get())) && run(compilation(cmake.get()))) {
      Files.writeString(stamp, fingerprint);
      System.out.println("C++ kernels: built with " + compiler.get() + " into " + libraries + ".");
    } else {
      removeOld();
      goOn("they do not compile here (see above)");
    }
  }

  private List<String> configuration(Path cmake, Path tool) {
    List<String> command =
        new ArrayList<>(
            List.of(
                cmake.toString(),
                "-S",
                sources.toString(),
                "-B",
                work.toString(),
                "-DCMAKE_BUILD_TYPE=Release",
                "-DRECEPTIVE_OUTPUT=" + libraries));
    if (tool.getFileName().toString().startsWith("ninja")) {
      command.addAll(List.of("-G", "Ninja"));
    }
    return command;
  }

  private List<String> compilation(Path cmake) {
    String jobs = Integer.toString(Runtime.getRuntime().availableProcessors());
    return List.of(
        cmake.toString(), "--build", work.toString(), "--config", "Release", "--parallel", jobs);
  }

  private void goOn(String why) {
    if (required) {
      System.err.println("C++ kernels: " + why + "; receptive.native=required wants them.");
      System.exit(1);
    }
    System.out.println("C++ kernels: " + why + "; " + TAKE_OVER);
  }

  /** Runs a command; its output is shown only if it fails. */
  private boolean run(List<String> command) throws IOException, InterruptedException {
    Files.createDirectories(work);
    Path log = work.resolve("build.log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    process.getOutputStream().close();
    if (process.waitFor() == 0) {
      return true;
    }
    System.out.println(String.join(" ", command));
    System.out.println(Files.readString(log));
    return false;
  }

  private void removeOld() throws IOException {
    if (Files.isDirectory(libraries)) {
      try (Stream<Path> files = Files.list(libraries)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
    }
    // cmake refuses a folder that it configured for sources or tools that are gone.
    Files.deleteIfExists(work.resolve("CMakeCache.txt"));
    Files.createDirectories(libraries);
  }

  /** A hash over the names and contents of all sources. */
  private String fingerprint() throws IOException {
    try (Stream<Path> files = Files.walk(sources)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        digest.update(sources.relativize(file).toString().getBytes());
        digest.update(Files.readAllBytes(file));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every JVM knows SHA-256", impossible);
    }
  }

  /** The compiler that cmake will choose: the variable CXX first, as cmake does. */
  private static Optional<Path> compiler() {
    Optional<Path> chosen = Optional.ofNullable(System.getenv("CXX")).flatMap(BuildNative::onPath);
    return chosen.or(
        () ->
            Stream.of("c++", "g++", "clang++", "cl")
                .map(BuildNative::onPath)
                .flatMap(Optional::stream)
                .findFirst());
  }

  private static Optional<Path> onPath(String program) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Arrays.stream(path.split(File.pathSeparator))
        .filter(folder -> !folder.isBlank())
        .flatMap(folder -> Stream.of(program, program + ".exe").map(Path.of(folder)::resolve))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }

  /** The folder that the running engine looks into: linux-x86_64, macos-aarch64... */
  private static String platform() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    String family = os.startsWith("mac") ? "macos" : os.startsWith("windows") ? "windows" : os;
    return family
        + "-"
        + switch (arch) {
          case "amd64" -> "x86_64";
          case "arm64" -> "aarch64";
          default -> arch;
        };
  }
}
