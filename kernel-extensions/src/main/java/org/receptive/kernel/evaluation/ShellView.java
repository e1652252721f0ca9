package org.receptive.kernel.evaluation;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.VarSnippet;
import org.receptive.kernel.scope.PrintedTraces;

/**
 * What plain cells see of their shell.
 *
 * @param compiler runs what is not plain
 * @param control runs compiled snippets
 * @param origins knows where code comes from
 * @param temporaries names the values of expressions
 */
record ShellView(
    SnippetCompiler compiler,
    CellExecutionControl control,
    SnippetOrigins origins,
    Supplier<String> temporaries)
    implements PlainCells.Shell {
  @Override
  public Optional<JShell> started() {
    return compiler.ifStarted().map(LazyCompiler.Started::shell);
  }

  @Override
  public Optional<Field> field(VarSnippet variable) {
    compiler.started().shell().varValue(variable);
    return control.takeVariable();
  }

  @Override
  public List<String> defaultImports() {
    return compiler.imports().all();
  }

  @Override
  public String newTemporary() {
    return temporaries.get();
  }

  @Override
  public SnippetOrigins.Origin origin() {
    return origins.current();
  }

  @Override
  public void cameFrom(Snippet snippet, SnippetOrigins.Origin origin) {
    origins.assign(snippet.id(), origin);
  }

  @Override
  public ClassLoader loader() {
    return control.loader();
  }

  @Override
  public <T> T call(Callable<T> work) throws Exception {
    return control.asUserCode(work);
  }

  @Override
  public boolean stopped() {
    return control.stopped();
  }

  @Override
  public StackTraceElement frame(int line) {
    return PrintedTraces.frame(origins.current().cell(), line);
  }
}
