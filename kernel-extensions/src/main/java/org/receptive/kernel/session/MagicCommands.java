package org.receptive.kernel.session;

import java.util.List;
import org.receptive.kernel.evaluation.CellPart;
import org.receptive.kernel.evaluation.CellRunner;
import org.receptive.kernel.evaluation.Inspector;
import org.receptive.kernel.evaluation.JavaShell;
import org.receptive.kernel.magic.MagicCall;
import org.receptive.kernel.magic.MagicContext;
import org.receptive.kernel.magic.MagicException;
import org.receptive.kernel.magic.MagicRegistry;
import org.receptive.kernel.magic.builtin.ClassPathMagic;
import org.receptive.kernel.magic.builtin.ListMagics;
import org.receptive.kernel.magic.builtin.LoadMagic;
import org.receptive.kernel.magic.builtin.TimeMagic;
import org.receptive.kernel.notebook.Notebook;

/** Runs the magics and questions of a cell. */
final class MagicCommands implements CellRunner.Commands {
  private final MagicRegistry magics;
  private final MagicContext context;
  private final Inspector inspector;

  MagicCommands(JavaShell shell, MagicRegistry magics, JavaHost host) {
    this.magics = magics;
    this.context = new CellMagicContext(shell, host);
    this.inspector = new Inspector(shell, magics);
    magics.add(ClassPathMagic.jars());
    magics.add(ClassPathMagic.classPath());
    magics.add(new LoadMagic());
    magics.add(new TimeMagic());
    magics.add(new ListMagics(magics));
  }

  @Override
  public void run(CellPart.LineMagic magic) throws Exception {
    line(magic.name(), magic.arguments(), MagicRegistry.words(magic.arguments()));
  }

  @Override
  public void run(CellPart.CellMagic magic) throws Exception {
    cell(magic.name(), magic.arguments(), MagicRegistry.words(magic.arguments()), magic.body());
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

  void line(String name, String line, List<String> arguments) throws Exception {
    magics.require(name).runLine(new MagicCall(name, line, arguments, ""), context);
  }

  void cell(String name, String line, List<String> arguments, String body) throws Exception {
    magics.requireForCell(name).runCell(new MagicCall(name, line, arguments, body), context);
  }
}
