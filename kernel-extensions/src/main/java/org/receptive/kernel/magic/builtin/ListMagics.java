package org.receptive.kernel.magic.builtin;

import org.receptive.kernel.magic.Magic;
import org.receptive.kernel.magic.MagicCall;
import org.receptive.kernel.magic.MagicContext;
import org.receptive.kernel.magic.MagicRegistry;

/** {@code %lsmagic}: lists the magics, each with one sentence. */
public final class ListMagics implements Magic {
  private final String name;
  private final MagicRegistry magics;

  /** Lists the magics of the given registry, under one of the names that kernels give it. */
  public ListMagics(String name, MagicRegistry magics) {
    this.name = name;
    this.magics = magics;
  }

  @Override
  public Description description() {
    return Description.ofLine(
        name, "%" + name, "Lists the magics.", "%name? explains one of them.");
  }

  @Override
  public void runLine(MagicCall call, MagicContext context) {
    int width =
        magics.all().stream().mapToInt(m -> m.description().name().length()).max().orElse(0) + 2;
    for (Magic magic : magics.all()) {
      Description about = magic.description();
      String called = (about.line() ? "%" : "%%") + about.name();
      context
          .out()
          .println(called + " ".repeat(Math.max(1, width + 1 - called.length())) + about.summary());
    }
    context.out().println("%name? explains a magic.");
  }
}
