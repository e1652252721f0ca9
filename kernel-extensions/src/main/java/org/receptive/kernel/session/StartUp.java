package org.receptive.kernel.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.receptive.kernel.evaluation.CellFailure;
import org.receptive.kernel.evaluation.CellRunner;
import org.receptive.kernel.evaluation.DefaultImports;
import org.receptive.kernel.evaluation.JavaShell;
import org.receptive.kernel.magic.ClassPathPattern;

/** What a kernel does before its first cell: class path, default imports, the user's scripts. */
final class StartUp {
  private static final String CELL = "Start-up";

  private StartUp() {}

  static void run(KernelOptions options, JavaShell shell, CellRunner runner) {
    try {
      for (String entry : options.classPath()) {
        shell.addToClassPath(ClassPathPattern.expand(entry));
      }
    } catch (IOException e) {
      System.err.println("IJAVA_CLASSPATH: " + e.getMessage());
    }
    ClassLoader loader = StartUp.class.getClassLoader();
    shell.importWhenNeeded(DefaultImports.find(loader), loader);
    evaluate(runner, options.startupScripts());
    options.startupScriptPaths().forEach(path -> runScripts(path, runner));
  }

  private static void evaluate(CellRunner runner, String code) {
    try {
      runner.run(code, CELL, JavaHost::noteHere);
    } catch (CellFailure e) {
      e.report().traceback().forEach(System.err::println);
    }
  }

  private static void runScripts(Path path, CellRunner runner) {
    try {
      for (Path script : scripts(path)) {
        evaluate(runner, Files.readString(script));
      }
    } catch (IOException e) {
      System.err.println("start-up script " + path + " cannot be read: " + e.getMessage());
    }
  }

  private static List<Path> scripts(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> files = Files.list(path)) {
      return files.filter(file -> file.toString().matches(".*\\.(jsh|jshell)")).sorted().toList();
    }
  }
}
