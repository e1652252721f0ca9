package org.receptive.kernel.evaluation;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import jdk.jshell.JShell;
import jdk.jshell.spi.ExecutionControlProvider;

/**
 * A JShell for questions of syntax only. JShell's analysis of source code, which knows where a
 * statement ends, begins by listing all classes of the class path and of the JDK, which takes most
 * of a second of a processor. This one has next to nothing to list; the shell that runs the cells
 * makes its list once somebody asks for completions.
 */
final class SyntaxShell {
  private SyntaxShell() {}

  /**
   * Starts such a shell.
   *
   * @param compilerOptions options of {@code javac}
   * @param engine what would run snippets; none is run
   */
  static JShell start(List<String> compilerOptions, ExecutionControlProvider engine) {
    return JShell.builder()
        .executionEngine(engine, Map.of())
        .compilerOptions(compilerOptions.toArray(String[]::new))
        .fileManager(Unlisted::of)
        .build();
  }

  /** The files of the JDK without the lists of them that JShell makes. */
  private static final class Unlisted extends ForwardingJavaFileManager<StandardJavaFileManager>
      implements StandardJavaFileManager {
    private Unlisted(StandardJavaFileManager files) {
      super(files);
    }

    static StandardJavaFileManager of(StandardJavaFileManager files) {
      try {
        files.setLocation(StandardLocation.CLASS_PATH, List.of());
        return new Unlisted(files);
      } catch (IOException e) {
        throw new UncheckedIOException("the class path cannot be emptied", e);
      }
    }

    @Override
    public Iterable<? extends Path> getLocationAsPaths(Location location) {
      return location == StandardLocation.PLATFORM_CLASS_PATH
          ? List.of()
          : fileManager.getLocationAsPaths(location);
    }

    @Override
    public Iterable<? extends File> getLocation(Location location) {
      return fileManager.getLocation(location);
    }

    @Override
    public void setLocation(Location location, Iterable<? extends File> files) throws IOException {
      fileManager.setLocation(location, files);
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjectsFromFiles(
        Iterable<? extends File> files) {
      return fileManager.getJavaFileObjectsFromFiles(files);
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjects(File... files) {
      return fileManager.getJavaFileObjects(files);
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjectsFromStrings(
        Iterable<String> names) {
      return fileManager.getJavaFileObjectsFromStrings(names);
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjects(String... names) {
      return fileManager.getJavaFileObjects(names);
    }
  }
}
