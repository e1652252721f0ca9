package org.receptive.kernel.evaluation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import jdk.jshell.JShell;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/** JShell and what works on it, started when somebody first needs it. Safe to share. */
final class LazyCompiler {
  /**
   * JShell once it runs.
   *
   * @param shell runs snippets
   * @param scope limits what it imports
   * @param lines knows where the lines of its classes come from
   * @param redeclarations keeps its variables alive
   * @param syntax knows what snippets look like, and not what they mean
   * @param splitter asks it where they end
   */
  record Started(
      JShell shell,
      CompileScope scope,
      SnippetLines lines,
      Redeclarations redeclarations,
      JShell syntax,
      CellSplitter splitter) {
    void close() {
      syntax.close();
      shell.close();
    }
  }

  /** Local variables keep their names: a NullPointerException tells which of them is null. */
  private static final String WITH_NAMES = "-g";

  private final List<String> options;
  private final CellExecutionControl control;
  private final SnippetOrigins origins;
  private final Supplier<String> temporaries;
  private volatile Optional<Started> started = Optional.empty();

  /**
   * Makes a compiler that has not started.
   *
   * @param options options of {@code javac}
   * @param control runs compiled snippets
   * @param origins gives snippets their ids
   * @param temporaries names the values of expressions
   */
  LazyCompiler(
      List<String> options,
      CellExecutionControl control,
      SnippetOrigins origins,
      Supplier<String> temporaries) {
    this.options = Stream.concat(Stream.of(WITH_NAMES), options.stream()).toList();
    this.control = control;
    this.origins = origins;
    this.temporaries = temporaries;
  }

  /** Returns JShell, if it has been started. */
  Optional<Started> ifStarted() {
    return started;
  }

  /** Returns JShell; the first call takes a while. */
  Started get() {
    Optional<Started> running = started;
    return running.isPresent() ? running.get() : startOnce();
  }

  private synchronized Started startOnce() {
    if (started.isEmpty()) {
      JShell shell =
          JShell.builder()
              .executionEngine(new SameProcess(control), Map.of())
              .idGenerator((snippet, number) -> origins.newId())
              .tempVariableNameGenerator(temporaries)
              .compilerOptions(options.toArray(String[]::new))
              .build();
      JShell syntax = SyntaxShell.start(options, new SameProcess(new CellExecutionControl()));
      started =
          Optional.of(
              new Started(
                  shell,
                  CompileScope.of(shell),
                  SnippetLines.of(shell),
                  new Redeclarations(shell, control, origins),
                  syntax,
                  new CellSplitter(syntax.sourceCodeAnalysis())));
    }
    return started.get();
  }

  /** Hands JShell the one execution control of this shell. */
  private record SameProcess(CellExecutionControl control) implements ExecutionControlProvider {
    @Override
    public String name() {
      return "receptive";
    }

    @Override
    public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
      return control;
    }
  }
}
