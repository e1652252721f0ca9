package org.receptive.kernel;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.receptive.kernel.client.ParentWatch;
import org.receptive.kernel.protocol.ConnectionInfo;
import org.receptive.kernel.session.Kernel;
import org.receptive.kernel.session.KernelOptions;

/** Starts the kernel that a front end asks for. */
public final class KernelMain {
  private static final int USAGE = 2;
  private static final int ORPHANED = 3;

  private KernelMain() {}

  /**
   * Runs a kernel until it is told to shut down.
   *
   * @param args the connection file, as the last argument
   */
  public static void main(String[] args) throws InterruptedException {
    if (args.length == 0) {
      System.err.println("usage: KernelMain CONNECTION_FILE (a front end starts the kernel)");
      System.exit(USAGE);
    }
    try {
      ConnectionInfo connection = ConnectionInfo.read(Path.of(args[args.length - 1]));
      UserHome.adopt(System.getenv());
      // What a cell prints reads as what our cards say, and as Java's own numbers are written.
      Locale.setDefault(Locale.ENGLISH);
      Kernel kernel = new Kernel(connection, KernelOptions.from(System.getenv()));
      InterruptSignal.handle(kernel::interrupt);
      // No farewell: nobody is there to read it, and the running cell may not end by itself.
      ParentWatch.watch(System.getenv(), () -> Runtime.getRuntime().halt(ORPHANED));
      kernel.awaitShutdown();
      kernel.close();
      System.exit(0);
    } catch (IOException | IllegalStateException | IllegalArgumentException e) {
      System.err.println("The kernel cannot start: " + e.getMessage());
      System.exit(1);
    }
  }
}
