package io.github.spencerpark.ijava;

import io.github.spencerpark.jupyter.kernel.magic.registry.CellMagicFunction;
import io.github.spencerpark.jupyter.kernel.magic.registry.LineMagicFunction;
import io.github.spencerpark.jupyter.kernel.magic.registry.Magics;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.receptive.kernel.magic.Magic;
import org.receptive.kernel.magic.MagicCall;
import org.receptive.kernel.magic.MagicContext;
import org.receptive.kernel.magic.MagicRegistry;

/** IJava's registry of magics, of which the notebook's hears. */
final class NotebookMagics extends Magics {
  private final MagicRegistry notebook;
  private final Set<String> lines = ConcurrentHashMap.newKeySet();
  private final Set<String> cells = ConcurrentHashMap.newKeySet();

  NotebookMagics(MagicRegistry notebook) {
    this.notebook = notebook;
  }

  @Override
  public void registerLineMagic(String name, LineMagicFunction<?> magic) {
    super.registerLineMagic(name, magic);
    lines.add(name);
    notebook.add(new Registered(name));
  }

  @Override
  public void registerCellMagic(String name, CellMagicFunction<?> magic) {
    super.registerCellMagic(name, magic);
    cells.add(name);
    notebook.add(new Registered(name));
  }

  /** A magic that a notebook has registered. */
  private final class Registered implements Magic {
    private final String name;

    Registered(String name) {
      this.name = name;
    }

    @Override
    public Description description() {
      boolean line = lines.contains(name);
      boolean cell = cells.contains(name);
      String usage =
          (line ? "%" + name : "") + (line && cell ? "\n" : "") + (cell ? "%%" + name : "");
      return new Description(name, usage, "Registered by this notebook.", "", line, cell);
    }

    @Override
    public void runLine(MagicCall call, MagicContext context) throws Exception {
      if (!lines.contains(name)) {
        Magic.super.runLine(call, context);
      }
      context.give(NotebookMagics.this.<Object>applyLineMagic(name, call.arguments()));
    }

    @Override
    public void runCell(MagicCall call, MagicContext context) throws Exception {
      if (!cells.contains(name)) {
        Magic.super.runCell(call, context);
      }
      List<String> arguments = call.arguments();
      context.give(NotebookMagics.this.<Object>applyCellMagic(name, arguments, call.body()));
    }

    @Override
    public boolean showsItsValue() {
      return true;
    }
  }
}
