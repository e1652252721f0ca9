import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * Holds every Java file of the tree to google-java-format, in one JVM: {@code check} lists the
 * files that differ and leaves a mark that stops the build, {@code apply} rewrites them.
 *
 * <p>It runs on the toolchain's JDK, not on Maven's, because the formatter must parse Java 25.
 */
final class Format {
  /**
   * Arguments: {@code check} or {@code apply}, the root of the tree, and the file whose presence
   * afterwards says that something is not formatted.
   */
  public static void main(String[] args) throws IOException {
    boolean apply = args[0].equals("apply");
    Path mark = Path.of(args[2]);
    List<String> command = new ArrayList<>();
    command.addAll(apply ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed"));
    command.addAll(javaFiles(Path.of(args[1]).toAbsolutePath().normalize()));
    Files.deleteIfExists(mark);
    int status =
        ToolProvider.findFirst("google-java-format")
            .orElseThrow()
            .run(System.out, System.err, command.toArray(new String[0]));
    if (status != 0) {
      Files.createFile(mark);
    }
  }

  private static List<String> javaFiles(Path root) throws IOException {
    List<String> files = new ArrayList<>();
    try (Stream<Path> folders = Files.list(root)) {
      for (Path folder : folders.filter(Files::isDirectory).sorted().toList()) {
        Path sources = folder.endsWith(".mvn") ? folder : folder.resolve("src");
        if (Files.isDirectory(sources)) {
          files.addAll(javaFilesBelow(sources));
        }
      }
    }
    return files;
  }

  private static List<String> javaFilesBelow(Path folder) throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      return tree.map(Path::toString).filter(file -> file.endsWith(".java")).sorted().toList();
    }
  }

  private Format() {}
}
