package org.receptive.kernel.guest;

import io.github.spencerpark.jupyter.channels.JupyterConnection;
import io.github.spencerpark.jupyter.kernel.BaseKernel;
import io.github.spencerpark.jupyter.kernel.KernelConnectionProperties;
import io.github.spencerpark.jupyter.kernel.LanguageInfo;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import java.nio.file.Files;
import java.nio.file.Path;

/** A kernel on IJava's own library: its protocol and its renderer. */
public final class IJavaHost extends BaseKernel {
  private static IJavaHost kernel;

  private final GuestShell shell = new GuestShell();

  private IJavaHost() {}

  /** As in IJava, where every cell can call it without a prefix. */
  public static IJavaHost getKernelInstance() {
    return kernel;
  }

  @Override
  public DisplayData eval(String cell) {
    if (cell.startsWith("%jars ")) {
      shell.addToClassPath(cell.substring("%jars ".length()).strip());
      return null;
    }
    Object value = shell.evaluate(cell);
    return value == null ? null : getRenderer().render(value);
  }

  @Override
  public LanguageInfo getLanguageInfo() {
    return new LanguageInfo.Builder("java").build();
  }

  /** Serves the connection file given. */
  public static void main(String[] arguments) throws Exception {
    var connection =
        new JupyterConnection(
            KernelConnectionProperties.parse(Files.readString(Path.of(arguments[0]))));
    kernel = new IJavaHost();
    kernel.shell.evaluate("import static " + IJavaHost.class.getName() + ".*;");
    kernel.becomeHandlerForConnection(connection);
    connection.connect();
    connection.waitUntilClose();
    System.exit(0);
  }
}
