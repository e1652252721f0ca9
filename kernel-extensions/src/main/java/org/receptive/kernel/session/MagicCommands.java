package org.receptive.kernel.session;

import java.util.List;
import java.util.Optional;
import org.receptive.kernel.evaluation.CellPart;
import org.receptive.kernel.evaluation.CellRunner;
import org.receptive.kernel.evaluation.Inspector;
import org.receptive.kernel.evaluation.JavaShell;
import org.receptive.kernel.magic.Magic;
import org.receptive.kernel.magic.MagicCall;
import org.receptive.kernel.magic.MagicException;
import org.receptive.kernel.magic.MagicRegistry;
import org.receptive.kernel.magic.builtin.ClassPathMagic;
import org.receptive.kernel.magic.builtin.JavaMagics;
import org.receptive.kernel.magic.builtin.ListMagics;
import org.receptive.kernel.magic.builtin.LoadMagic;
import org.receptive.kernel.magic.builtin.TextMagic;
import org.receptive.kernel.magic.builtin.TimeMagic;
import org.receptive.kernel.notebook.Notebook;

/** Runs the magics and questions of a cell. */
final class MagicCommands implements CellRunner.Commands {
  private final MagicRegistry magics;
  private final JavaShell shell;
  private final JavaHost host;
  private final Inspector inspector;

  MagicCommands(JavaShell shell, MagicRegistry magics, JavaHost host) {
    this.magics = magics;
    this.shell = shell;
    this.host = host;
    this.inspector = new Inspector(shell, magics);
    magics.add(ClassPathMagic.jars());
    magics.add(ClassPathMagic.classPath());
    magics.add(new LoadMagic());
    magics.add(new TimeMagic());
    for (String name : List.of("lsmagic", "magics", "help")) {
      magics.add(new ListMagics(name, magics));
    }
    TextMagic.all().forEach(magics::add);
    JavaMagics.all().forEach(magics::add);
  }

  @Override
  public void run(CellPart.LineMagic magic) throws Exception {
    line(magic.name(), magic.arguments(), MagicRegistry.words(magic.arguments()))
        .filter(value -> showsItsValue(magic.name()))
        .ifPresent(Notebook::display);
  }

  @Override
  public void run(CellPart.CellMagic magic) throws Exception {
    cell(magic.name(), magic.arguments(), MagicRegistry.words(magic.arguments()), magic.body())
        .filter(value -> showsItsValue(magic.name()))
        .ifPresent(Notebook::display);
  }

  private boolean showsItsValue(String name) {
    return magics.find(name).filter(Magic::showsItsValue).isPresent();
  }

  @Override
  public void answer(CellPart.Question question) throws MagicException {
    Notebook.page(
        inspector
            .explain(question.subject(), question.detailed())
            .orElseThrow(
                () ->
                    new MagicException(
                        "Nothing is known about '" + question.subject() + "'. Is it declared?")));
  }

  /** Runs a line magic and returns what it gives to an expression. */
  Optional<Object> line(String name, String line, List<String> arguments) throws Exception {
    CellMagicContext context = new CellMagicContext(shell, host);
    magics.require(name).runLine(new MagicCall(name, line, arguments, ""), context);
    return context.value();
  }

  /** Runs a cell magic and returns what it gives to an expression. */
  Optional<Object> cell(String name, String line, List<String> arguments, String body)
      throws Exception {
    CellMagicContext context = new CellMagicContext(shell, host);
    magics.requireForCell(name).runCell(new MagicCall(name, line, arguments, body), context);
    return context.value();
  }
}
