package org.receptive.kernel.magic.builtin;

import java.util.Locale;
import org.receptive.kernel.magic.Magic;
import org.receptive.kernel.magic.MagicCall;
import org.receptive.kernel.magic.MagicContext;

/** {@code %time} and {@code %%time}: says how long code takes. */
public final class TimeMagic implements Magic {
  private static final double NANOS_PER_MILLI = 1e6;

  @Override
  public Description description() {
    return new Description(
        "time",
        "%time EXPRESSION\n%%time",
        "Says how long an expression, or the cell, takes.",
        "The time includes compilation, which takes some milliseconds.",
        true,
        true);
  }

  @Override
  public void runLine(MagicCall call, MagicContext context) throws Exception {
    time(call.argumentLine(), context);
  }

  @Override
  public void runCell(MagicCall call, MagicContext context) throws Exception {
    time(call.body(), context);
  }

  private static void time(String code, MagicContext context) throws Exception {
    long start = System.nanoTime();
    Object value = context.eval(code);
    double millis = (System.nanoTime() - start) / NANOS_PER_MILLI;
    context.out().printf(Locale.ROOT, "%.1f ms%n", millis);
    context.give(value);
    if (value != null) {
      context.show(value);
    }
  }
}
