package org.receptive.server;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.receptive.server.access.Gate;
import org.receptive.server.access.Hosts;
import org.receptive.server.contents.ContentsResource;
import org.receptive.server.contents.Digest;
import org.receptive.server.contents.FilesResource;
import org.receptive.server.contents.NotebookFolder;
import org.receptive.server.contents.NotebookTrust;
import org.receptive.server.frontend.FrontEndArchive;
import org.receptive.server.frontend.LabPages;
import org.receptive.server.frontend.SettingsResource;
import org.receptive.server.frontend.WorkspacesResource;
import org.receptive.server.http.Answer;
import org.receptive.server.http.Router;
import org.receptive.server.kernels.ChannelSockets;
import org.receptive.server.kernels.KernelPool;
import org.receptive.server.kernels.KernelsResource;
import org.receptive.server.kernels.SessionsResource;

/** The server: it listens from its construction on, until it is closed. */
public final class JupyterServer implements AutoCloseable {
  private static final int MOST_CONNECTIONS = 1_500;
  private static final int MOST_THREADS = 48;
  private static final int FEWEST_THREADS = 6;
  private static final long SILENT_CONNECTION_MILLIS = 60_000;
  private static final int HEADER_BYTES = 16 << 10;
  private static final int FOLDER_NAME_LENGTH = 16;

  private final ServerOptions options;
  private final Server jetty;
  private final ServerConnector connector;
  private final KernelPool kernels;
  private final ContentsResource contents;
  private final ChannelSockets sockets;
  private final FrontEndArchive frontEnd;
  private final Gate gate;
  private final CountDownLatch asked = new CountDownLatch(1);

  /**
   * Starts a server.
   *
   * @param more adds the routes of pages that are not Jupyter's
   * @throws UnknownHostException if nobody knows the host's address
   * @throws BindException if the host is not this machine, or the port is taken or not permitted
   * @throws IOException if the folder cannot be used
   */
  public JupyterServer(ServerOptions options, Consumer<Router> more) throws IOException {
    this.options = options;
    QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, FEWEST_THREADS);
    threads.setName("receptive-server");
    threads.setDaemon(true);
    jetty = new Server(threads);
    connector = connector();
    kernels = new KernelPool(options.kernel());
    sockets = new ChannelSockets(jetty, kernels);
    frontEnd = options.frontEnd();
    NotebookFolder folder = new NotebookFolder(options.folder());
    NotebookTrust trust = new NotebookTrust(options.state().resolve("trusted"));
    contents = new ContentsResource(folder, trust, options.files());
    openPort();
    gate = new Gate(Hosts.of(options.host()), options.token(), connector.getLocalPort());
    jetty.setHandler(new FrontDesk(gate, routes(folder, more), sockets));
    start();
  }

  /** The port is opened first, for the gate must know it; requests wait until all is ready. */
  private void openPort() throws IOException {
    try {
      connector.open();
    } catch (IOException e) {
      sockets.close();
      frontEnd.close();
      throw switch (e.getCause()) {
        case BindException refused -> refused;
        case UnresolvedAddressException _ -> new UnknownHostException(options.host());
        case null, default -> e;
      };
    }
  }

  private ServerConnector connector() {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(HEADER_BYTES);
    http.setIdleTimeout(SILENT_CONNECTION_MILLIS);
    // The server decodes paths itself, once, and looks at what comes out.
    http.setUriCompliance(
        UriCompliance.DEFAULT.with(
            "checked-by-segments",
            UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR,
            UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING,
            // PathSegments refuses them as well, and says why.
            UriCompliance.Violation.SUSPICIOUS_PATH_CHARACTERS));
    ServerConnector made = new ServerConnector(jetty, 1, 1, new HttpConnectionFactory(http));
    made.setHost(options.host());
    made.setPort(options.port());
    made.setIdleTimeout(SILENT_CONNECTION_MILLIS);
    jetty.addConnector(made);
    jetty.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, made));
    // Whoever is connected may be silent for ever: at the end nobody is waited for.
    jetty.setStopTimeout(0);
    return made;
  }

  private Router routes(NotebookFolder folder, Consumer<Router> more) throws IOException {
    Router router = new Router();
    more.accept(router);
    KernelsResource kernelRoutes = new KernelsResource(kernels, contents::workingFolder);
    kernelRoutes.addTo(router);
    new SessionsResource(kernels, kernelRoutes, contents::workingFolder).addTo(router);
    contents.addTo(router);
    new FilesResource(folder).addTo(router);
    new StatusResource(kernels, asked::countDown).addTo(router);
    router.on("POST", "/api/ticket", _ -> Answer.json(201, ticket()));
    Path state = options.state();
    new SettingsResource(frontEnd, state.resolve("settings"), options.files()).addTo(router);
    new WorkspacesResource(workspaces(state, folder.root()), options.files()).addTo(router);
    new LabPages(frontEnd, folder.root()).addTo(router);
    return router;
  }

  /** Each folder has its windows: those of another name notebooks that are not there. */
  private static Path workspaces(Path state, Path root) {
    String name = Digest.sha256(root.toString().getBytes(StandardCharsets.UTF_8));
    return state.resolve("workspaces").resolve(name.substring(0, FOLDER_NAME_LENGTH));
  }

  private void start() throws IOException {
    try {
      jetty.start();
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    } catch (Exception e) {
      close();
      throw new IOException("the server does not start", e);
    }
  }

  /** The port on which it listens. */
  public int port() {
    return connector.getLocalPort();
  }

  /** The address with the token, for the first visit. */
  public URI firstAddress() {
    return URI.create(address() + "?token=" + options.token().text());
  }

  /** The address for one visit within two minutes, which does not tell the token. */
  public URI ticketAddress() {
    return URI.create(address() + "?token=" + gate.ticket());
  }

  /** The address. */
  public URI address() {
    String host = options.host();
    String shown = host.equals("0.0.0.0") || host.equals("::") ? "localhost" : host;
    return URI.create(
        "http://" + (shown.contains(":") ? "[" + shown + "]" : shown) + ":" + port() + "/");
  }

  /** All its kernels. */
  public KernelPool kernels() {
    return kernels;
  }

  /** Waits until someone asks in the browser that it end. */
  public void awaitShutdown() throws InterruptedException {
    asked.await();
  }

  /** Ends the kernels, then the server. */
  @Override
  public void close() throws IOException {
    asked.countDown();
    sockets.close();
    kernels.close();
    try {
      jetty.stop();
    } catch (Exception e) {
      throw new IOException("the server does not stop", e);
    } finally {
      contents.close();
      frontEnd.close();
    }
  }

  private JsonObject ticket() {
    JsonObject json = new JsonObject();
    json.addProperty("address", ticketAddress().toString());
    return json;
  }

  /** The answer of {@code /api}. */
  static JsonObject version() {
    JsonObject json = new JsonObject();
    json.addProperty("version", "2.14.0");
    return json;
  }
}
