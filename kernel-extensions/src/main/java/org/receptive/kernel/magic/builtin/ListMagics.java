package org.receptive.kernel.magic.builtin;

import org.receptive.kernel.magic.Magic;
import org.receptive.kernel.magic.MagicCall;
import org.receptive.kernel.magic.MagicContext;
import org.receptive.kernel.magic.MagicRegistry;

/** {@code %lsmagic}: lists the magics, each with one sentence. */
public final class ListMagics implements Magic {
  private final MagicRegistry magics;

  /** Lists the magics of the given registry. */
  public ListMagics(MagicRegistry magics) {
    this.magics = magics;
  }

  @Override
  public Description description() {
    return Description.ofLine(
        "lsmagic", "%lsmagic", "Lists the magics.", "%name? explains one of them.");
  }

  @Override
  public void runLine(MagicCall call, MagicContext context) {
    int width =
        magics.all().stream().mapToInt(m -> m.description().name().length()).max().orElse(0) + 2;
    for (Magic magic : magics.all()) {
      Description about = magic.description();
      String name = (about.line() ? "%" : "%%") + about.name();
      context
          .out()
          .println(name + " ".repeat(Math.max(1, width + 1 - name.length())) + about.summary());
    }
    context.out().println("%name? explains a magic.");
  }
}
