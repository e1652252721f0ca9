package org.receptive.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.receptive.kernel.client.KernelCommand;
import org.receptive.server.access.Secret;
import org.receptive.server.contents.AtomicFile;
import org.receptive.server.frontend.FrontEndArchive;
import org.receptive.server.kernels.KernelChoice;

/** A server on a folder of its own, with a small front end, and a client that knows the token. */
final class ServerFixture implements AutoCloseable {
  static final String TOKEN = "the-token-of-this-test";

  final Path folder;
  final JupyterServer server;
  private final HttpClient http = HttpClient.newHttpClient();

  ServerFixture(Path temporary) {
    this(temporary, new AtomicFile());
  }

  ServerFixture(Path temporary, AtomicFile files) {
    this(temporary, files, "127.0.0.1");
  }

  ServerFixture(Path temporary, AtomicFile files, String host) {
    this(temporary, files, host, kernels(KernelCommand::receptive));
  }

  ServerFixture(Path temporary, Supplier<KernelCommand> command) {
    this(temporary, new AtomicFile(), "127.0.0.1", kernels(command));
  }

  private static KernelChoice kernels(Supplier<KernelCommand> command) {
    return new KernelChoice(
        "receptive",
        kernelspec(),
        Map.of("logo-svg.svg", "<svg/>".getBytes(StandardCharsets.UTF_8)),
        command);
  }

  private ServerFixture(Path temporary, AtomicFile files, String host, KernelChoice kernels) {
    try {
      folder = Files.createDirectories(temporary.resolve("notebooks")).toRealPath();
      server =
          new JupyterServer(
              new ServerOptions(
                  folder,
                  temporary.resolve("state"),
                  host,
                  0,
                  new Secret(TOKEN),
                  kernels,
                  frontEnd(temporary.resolve("front-end.zip")),
                  files),
              _ -> {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonObject kernelspec() {
    JsonObject spec = new JsonObject();
    spec.add("argv", new JsonArray());
    spec.addProperty("display_name", "Java (Receptive)");
    spec.addProperty("language", "java");
    return spec;
  }

  private static FrontEndArchive frontEnd(Path file) throws IOException {
    Map<String, String> entries =
        Map.of(
            "index.html", "<base href=\"{{baseUrl}}\"><script>{{config}}</script>",
            "static/main.0123.js", "console.log('lab')",
            "themes/@jupyterlab/theme-light-extension/index.css", "body { color: black }",
            "schemas.json", "{\"@a/b:c\": {\"version\": \"1.2\", \"schema\": {\"title\": \"C\"}}}",
            "licences.json", "{\"bundles\": {}}",
            "front-end.json", "{\"jupyterlab\": \"4.6.3\"}");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, String> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    return FrontEndArchive.of(file);
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  URI socketUri(String path) {
    return URI.create("ws://127.0.0.1:" + server.port() + path);
  }

  /** Sends a request as it is. */
  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  HttpRequest.Builder request(String method, String path, String body) {
    return HttpRequest.newBuilder(uri(path))
        .method(
            method,
            body.isEmpty()
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(body));
  }

  /** Sends a request with the token. */
  HttpResponse<String> call(String method, String path, String body) {
    return send(request(method, path, body).header("Authorization", "token " + TOKEN));
  }

  HttpResponse<String> get(String path) {
    return call("GET", path, "");
  }

  JsonElement json(String path) {
    HttpResponse<String> answer = get(path);
    if (answer.statusCode() != 200) {
      throw new AssertionError(path + " is answered with " + answer.statusCode() + answer.body());
    }
    return JsonParser.parseString(answer.body());
  }

  JsonObject object(String path) {
    return json(path).getAsJsonObject();
  }

  /** Expects the given status; the answer's body says why it is another. */
  static void ok(int status, HttpResponse<String> answer) {
    assertEquals(status, answer.statusCode(), answer.body());
  }

  /** Returns the body that saves a text file. */
  static String text(String text) {
    return "{\"type\": \"file\", \"format\": \"text\", \"content\": \"" + text + "\"}";
  }

  /** Returns a file of the user's folder. */
  Path file(String name) {
    return folder.resolve(name);
  }

  /** Returns what is in the user's folder, by name. */
  List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Override
  public void close() {
    try {
      http.close();
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
