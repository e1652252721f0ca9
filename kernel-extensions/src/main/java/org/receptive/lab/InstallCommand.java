package org.receptive.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lab install}: makes the kernel known to Jupyter. */
@Command(
    name = "install",
    mixinStandardHelpOptions = true,
    description = "Install the kernel \"" + Kernelspec.DISPLAY_NAME + "\" for Jupyter.")
final class InstallCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--prefix",
      paramLabel = "DIR",
      description = {
        "Install below DIR/share/jupyter, for example the folder of a Python environment.",
        "Default: for this user."
      })
  private Path prefix;

  @Override
  public Integer call() throws IOException {
    Path data =
        prefix == null ? Kernelspec.userDataFolder() : prefix.resolve("share").resolve("jupyter");
    var out = spec.commandLine().getOut();
    Path folder = Kernelspec.install(data, out);
    out.println("Installed: " + folder);
    out.println("In Jupyter, choose the kernel \"" + Kernelspec.DISPLAY_NAME + "\".");
    return 0;
  }
}
