package org.receptive.kernel.magic.builtin;

import java.util.List;
import java.util.Map;
import org.receptive.kernel.magic.Magic;
import org.receptive.kernel.magic.MagicCall;
import org.receptive.kernel.magic.MagicContext;

/** {@code %%html} and its like: shows the text of the cell as what it is. */
public final class TextMagic implements Magic {
  private final String name;
  private final String type;

  private TextMagic(String name, String type) {
    this.name = name;
    this.type = type;
  }

  /** Returns the magics of all types of text that front ends show. */
  public static List<Magic> all() {
    return List.of(
        new TextMagic("html", "text/html"),
        new TextMagic("markdown", "text/markdown"),
        new TextMagic("latex", "text/latex"),
        new TextMagic("svg", "image/svg+xml"),
        new TextMagic("javascript", "application/javascript"),
        new TextMagic("js", "application/javascript"));
  }

  @Override
  public Description description() {
    return new Description(
        name,
        "%%" + name + "\n%" + name + " TEXT",
        "Shows text as " + type + ".",
        "The same from Java: display(\"" + type + "\", text)",
        true,
        true);
  }

  @Override
  public void runLine(MagicCall call, MagicContext context) {
    context.display(Map.of(type, call.argumentLine()));
  }

  @Override
  public void runCell(MagicCall call, MagicContext context) {
    context.display(Map.of(type, call.body()));
  }
}
