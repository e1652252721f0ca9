package org.receptive.lab;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.receptive.server.JupyterServer;
import org.receptive.server.ServerOptions;
import org.receptive.server.access.Secret;
import org.receptive.server.contents.AtomicFile;
import org.receptive.server.contents.NotebookTrust;
import org.receptive.server.frontend.FrontEndArchive;

/** {@code ./lab} alone: JupyterLab with the student's copy of the lecture, until Ctrl-C. */
final class LectureServer {
  private static final int WAITS = 100;
  private static final long WAIT_MILLIS = 100;

  private final Home home;
  private final ServeOptions options;
  private final PrintWriter out;
  private final Path state = StateFolder.ofThisUser();

  LectureServer(Home home, ServeOptions options, PrintWriter out) {
    this.home = home;
    this.options = options;
    this.out = out;
  }

  /**
   * Serves until it is told to end; if a server for the folder runs already, opens that.
   *
   * @return the exit status
   */
  int open() throws IOException {
    options.check();
    home.requireNotebooks(options.edition());
    WritableFolder.make(options.folder());
    Path folder = options.folder().toRealPath();
    Optional<ServerRecord> place = ServerRecord.take(state, folder);
    if (place.isEmpty()) {
      return openTheOther(folder);
    }
    try (ServerRecord record = place.get()) {
      return serve(folder, record);
    }
  }

  private int openTheOther(Path folder) throws IOException {
    // It may have started this very moment, and not have written its address down yet.
    for (int i = 0; i < WAITS; i++) {
      Optional<URI> address = ServerRecord.read(state, folder);
      if (address.isPresent()) {
        out.println("The lab is open already, with the notebooks in " + folder);
        show(address.get(), () -> RunningLab.ticketAddress(address.get()));
        return 0;
      }
      pause();
    }
    throw new LabException("another lab with \"" + folder + "\" is starting, and does not answer");
  }

  private int serve(Path folder, ServerRecord record) throws IOException {
    var delivery =
        new StudentFolder(
            folder, home.lecture(), options.edition(), new NotebookTrust(state.resolve("trusted")));
    var news = delivery.deliver();
    KernelStart kernel = new KernelStart(home);
    FrontEndArchive frontEnd = FrontEndArchive.open(state.resolve("cache"));
    LectureOverview overview = new LectureOverview(folder, home, frontEnd.assets());
    try (JupyterServer server = start(folder, kernel, frontEnd, overview)) {
      record.write(server.firstAddress());
      Thread end = Thread.ofPlatform().unstarted(() -> close(server, record));
      Runtime.getRuntime().addShutdownHook(end);
      out.println("Your notebooks: " + folder);
      news.forEach(item -> out.println("  " + item.file() + " " + item.what()));
      if (!options.isLocal()) {
        out.println("Warning: other machines can reach this server, and what they send and");
        out.println("receive is not encrypted. Who knows the token can run any program as you.");
        out.println(
            String.format(Locale.ROOT, "They open http://%s:%d/", nameForOthers(), server.port()));
      }
      show(server.firstAddress(), server::ticketAddress);
      out.println("Ctrl-C ends the lab and its kernels.");
      out.flush();
      kernel.prepare();
      server.awaitShutdown();
      pause();
      Runtime.getRuntime().removeShutdownHook(end);
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Lab.FAILED;
    } catch (IllegalStateException e) {
      // The program is ending already, and its hook closes the server.
      return 0;
    }
  }

  private String nameForOthers() {
    try {
      boolean all = options.host().equals("0.0.0.0") || options.host().equals("::");
      return all ? InetAddress.getLocalHost().getHostName() : options.host();
    } catch (UnknownHostException e) {
      return options.host();
    }
  }

  private JupyterServer start(
      Path folder, KernelStart kernel, FrontEndArchive frontEnd, LectureOverview overview)
      throws IOException {
    Secret token = options.token().map(Secret::new).orElseGet(Secret::random);
    try {
      return new JupyterServer(
          new ServerOptions(
              folder,
              state,
              options.host(),
              options.port(),
              token,
              kernel.choice(),
              frontEnd,
              new AtomicFile()),
          overview::addTo);
    } catch (BindException | UnknownHostException e) {
      throw new ClosedDoor(options.host(), options.port()).explain(e);
    }
  }

  /** Prints the address for the user's eyes; the browser gets one that others may see. */
  private void show(URI address, Supplier<URI> ticketAddress) {
    out.println("The lab: " + address);
    out.flush();
    if (options.browser() && !Browser.show(ticketAddress.get().toString())) {
      out.println("Open this address in a browser; none could be opened from here.");
    }
    out.flush();
  }

  /** Lets the last answer leave. */
  private static void pause() {
    try {
      Thread.sleep(WAIT_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void close(JupyterServer server, ServerRecord record) {
    try {
      server.close();
      record.close();
    } catch (IOException e) {
      System.err.println("lab: the server did not end in good order: " + e.getMessage());
    }
  }
}
