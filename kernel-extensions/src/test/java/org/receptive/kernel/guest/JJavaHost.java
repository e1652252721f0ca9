package org.receptive.kernel.guest;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.JupyterIO;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.dflib.jjava.jupyter.kernel.LanguageInfo;
import org.dflib.jjava.jupyter.kernel.ReplacementOptions;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.magic.MagicParser;
import org.dflib.jjava.jupyter.kernel.magic.MagicTranspiler;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;

/** A kernel on JJava's own library: its protocol, renderer, magics and search for extensions. */
public final class JJavaHost extends BaseKernel {
  private final GuestShell shell = new GuestShell();

  private JJavaHost(MagicsRegistry magics) {
    super(
        "JJava",
        "test",
        new LanguageInfo.Builder("java").build(),
        List.of(),
        null,
        new JupyterIO(StandardCharsets.UTF_8),
        new CommManager(),
        new Renderer(),
        new MagicParser("(?<=(?:^|=))\\s*%", "%%", new MagicTranspiler()),
        magics,
        true,
        new StringStyler.Builder().build());
  }

  private void addToClassPath(String classPath) {
    shell.addToClassPath(classPath);
    installExtensions(classPath);
  }

  @Override
  public Object evalRaw(String source) {
    return shell.evaluate(getMagicParser().resolveMagics(source));
  }

  @Override
  protected ClassLoader getClassLoader() {
    return shell.loader();
  }

  @Override
  public DisplayData inspect(String code, int at, boolean extraDetail) {
    return new DisplayData();
  }

  @Override
  public ReplacementOptions complete(String code, int at) {
    return new ReplacementOptions(List.of(), at, at);
  }

  @Override
  public String isComplete(String code) {
    return IS_COMPLETE_YES;
  }

  /** Serves the connection file given. */
  public static void main(String[] arguments) throws Exception {
    MagicsRegistry magics = new MagicsRegistry();
    JJavaHost kernel = new JJavaHost(magics);
    magics.registerLineMagic(
        "jars",
        (BaseKernel asked, List<String> paths) -> {
          paths.forEach(kernel::addToClassPath);
          return null;
        });
    var connection =
        new JupyterConnection(
            KernelConnectionProperties.parse(Files.readString(Path.of(arguments[0]))));
    kernel.onStartup();
    kernel.becomeHandlerForConnection(connection);
    connection.connect();
    connection.waitUntilClose();
    System.exit(0);
  }
}
