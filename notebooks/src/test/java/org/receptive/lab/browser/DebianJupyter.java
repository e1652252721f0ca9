package org.receptive.lab.browser;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.receptive.lab.Counterpart;
import org.receptive.lab.PackagedLab;
import org.receptive.lab.SharedKernel;

/**
 * The reference Jupyter server, with the kernel that {@code lab install} leaves behind and the
 * packed front end, which an extension of the tests serves: Debian packages no JupyterLab 4.
 */
final class DebianJupyter implements NotebookServer {
  private static final Pattern ADDRESS =
      Pattern.compile("(http://127\\.0\\.0\\.1:\\d+)/\\?token=\\.\\.\\.");
  private static final String EXTENSION = "/org/receptive/lab/receptive_front_end.py";
  private static final String ARCHIVE = "/org/receptive/server/front-end.zip";
  private static final String TOKEN = "only-for-this-test";

  private final Path folder;
  private final ServerProcess process;

  private DebianJupyter(Path folder, ServerProcess process) {
    this.folder = folder;
    this.process = process;
  }

  /** Starts the server with its notebooks, its kernel and its state below {@code temporary}. */
  static DebianJupyter start(Path temporary) throws IOException {
    Optional<Path> program = PackagedLab.program("jupyter-server");
    Counterpart.needed(
        program.isPresent(), "no jupyter-server on the PATH; install jupyter-server");
    PackagedLab lab = PackagedLab.ofThisBuild();
    Path kernels = SharedKernel.data();
    Path folder = Files.createDirectories(temporary.resolve("notebooks"));
    copyNotebooks(lab.home().resolve("notebooks"), folder);
    copyResource(EXTENSION, temporary.resolve("receptive_front_end.py"));
    copyResource(ARCHIVE, temporary.resolve("front-end.zip"));
    ProcessBuilder server = new ProcessBuilder(program.get().toString());
    server
        .command()
        .addAll(
            List.of(
                "--no-browser",
                "--allow-root",
                "--ServerApp.ip=127.0.0.1",
                "--ServerApp.port=" + freePort(),
                "--ServerApp.port_retries=0",
                "--ServerApp.token=" + TOKEN,
                "--ServerApp.jpserver_extensions=receptive_front_end=True",
                "--ServerApp.root_dir=" + folder));
    server
        .environment()
        .putAll(
            Map.of(
                "HOME", temporary.toString(),
                "PYTHONPATH", temporary.toString(),
                "RECEPTIVE_FRONT_END", temporary.resolve("front-end.zip").toString(),
                "JUPYTER_PATH", kernels.toString(),
                "JUPYTER_CONFIG_DIR", temporary.resolve("configuration").toString(),
                "JUPYTER_RUNTIME_DIR", temporary.resolve("runtime").toString()));
    Path log = temporary.resolve("jupyter-server.log");
    return new DebianJupyter(folder, new ServerProcess(server, ADDRESS, log));
  }

  private static void copyNotebooks(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(name -> name.toString().endsWith(".ipynb")).toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  private static void copyResource(String name, Path to) throws IOException {
    try (var resource = DebianJupyter.class.getResourceAsStream(name)) {
      Files.copy(Objects.requireNonNull(resource, name), to);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public Path folder() {
    return folder;
  }

  @Override
  public String address(String path) {
    return process.announced() + "/" + path + "?token=" + TOKEN;
  }

  @Override
  public void close() {
    process.close();
  }
}
