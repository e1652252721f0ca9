package org.receptive.kernel.magic.builtin;

import java.util.List;
import org.receptive.kernel.magic.Magic;
import org.receptive.kernel.magic.MagicCall;
import org.receptive.kernel.magic.MagicContext;
import org.receptive.kernel.magic.MagicException;

/** What other kernels need a magic for and here is Java: {@code %%java}, {@code %import}. */
public final class JavaMagics {
  private JavaMagics() {}

  /** Returns the magics. */
  public static List<Magic> all() {
    return List.of(new JavaCell(), new Import());
  }

  /** Kernels of several languages ask which one a cell is in. */
  private static final class JavaCell implements Magic {
    @Override
    public Description description() {
      return new Description(
          "java",
          "%%java\n%java STATEMENT",
          "Runs the cell as it is: every cell is Java.",
          "For notebooks of kernels that run several languages.",
          true,
          true);
    }

    @Override
    public void runLine(MagicCall call, MagicContext context) throws Exception {
      run(call.argumentLine(), context);
    }

    @Override
    public void runCell(MagicCall call, MagicContext context) throws Exception {
      run(call.body(), context);
    }

    private static void run(String code, MagicContext context) throws Exception {
      Object value = context.eval(code);
      if (value != null) {
        context.give(value);
        context.show(value);
      }
    }
  }

  /** BeakerX's import without a semicolon. */
  private static final class Import implements Magic {
    @Override
    public Description description() {
      return Description.ofLine(
          "import", "%import NAME", "Imports a name, as import NAME; does.", "");
    }

    @Override
    public void runLine(MagicCall call, MagicContext context) throws Exception {
      if (call.argumentLine().isBlank()) {
        throw new MagicException("%import needs a name: %import java.time.*");
      }
      context.eval("import " + call.argumentLine().strip().replaceFirst(";$", "") + ";");
    }
  }
}
