package org.receptive.kernel.session;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.receptive.kernel.display.MimeBundle;
import org.receptive.kernel.evaluation.JavaShell;
import org.receptive.kernel.magic.MagicContext;
import org.receptive.kernel.notebook.Notebook;

/** What one call of a magic may do: the notebook's own functions, and its class path. */
final class CellMagicContext implements MagicContext {
  private final JavaShell shell;
  private final JavaHost host;
  private Optional<Object> value = Optional.empty();

  CellMagicContext(JavaShell shell, JavaHost host) {
    this.shell = shell;
    this.host = host;
  }

  /** What the magic has handed over. */
  Optional<Object> value() {
    return value;
  }

  @Override
  public void give(Object given) {
    value = Optional.ofNullable(given);
  }

  @Override
  public void line(String name, List<String> arguments) throws Exception {
    value = host.lineMagic(name, arguments);
  }

  @Override
  public PrintStream out() {
    return System.out;
  }

  @Override
  public PrintStream err() {
    return System.err;
  }

  @Override
  public void note(String sentence) {
    JavaHost.noteHere(sentence);
  }

  @Override
  public void addToClassPath(List<Path> entries) {
    shell.addToClassPath(entries);
  }

  @Override
  public List<Path> classPath() {
    return shell.classPath();
  }

  @Override
  public Object eval(String code) throws Exception {
    return host.eval(code);
  }

  @Override
  public String display(Map<String, String> bundle) {
    return Notebook.display(MimeBundle.of(bundle));
  }

  @Override
  public void show(Object value) {
    Notebook.display(value);
  }

  @Override
  public void updateDisplay(String displayId, Map<String, String> bundle) {
    Notebook.updateDisplay(displayId, MimeBundle.of(bundle));
  }

  @Override
  public void page(Map<String, String> bundle) {
    Notebook.page(MimeBundle.of(bundle));
  }

  @Override
  public void checkInterrupted() {
    if (shell.stopped() || Thread.currentThread().isInterrupted()) {
      throw new CancellationException("the cell was interrupted");
    }
  }
}
