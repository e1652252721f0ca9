package org.receptive.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.receptive.server.contents.AtomicFile;

/** The files of the user: what JupyterLab does with them, and what nobody may do. */
final class FilesTest {
  private static final String CELL =
      "{\"cell_type\": \"code\", \"id\": \"a\", \"metadata\": {%s}, \"execution_count\": 1,"
          + " \"source\": \"int x;\\nx\", \"outputs\": [{\"output_type\": \"stream\","
          + " \"name\": \"stdout\", \"text\": \"1\\n2\\n\"}]}";

  @TempDir Path temporary;

  /** After so many bytes the disk is full; negative for a disk without end. */
  private long room = -1;

  private ServerFixture lab;

  @BeforeEach
  void start() {
    lab = new ServerFixture(temporary, new AtomicFile(this::create));
  }

  @AfterEach
  void stop() {
    lab.close();
  }

  private WritableByteChannel create(Path file) throws IOException {
    FileChannel real =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    return new WritableByteChannel() {
      @Override
      public int write(ByteBuffer bytes) throws IOException {
        if (room >= 0 && real.position() + bytes.remaining() > room) {
          bytes.limit(bytes.position() + (int) (room - real.position()));
          real.write(bytes);
          throw new IOException("No space left on device");
        }
        return real.write(bytes);
      }

      @Override
      public boolean isOpen() {
        return real.isOpen();
      }

      @Override
      public void close() throws IOException {
        real.close();
      }
    };
  }

  private static String notebook(String... cells) {
    return "{\"cells\": [%s], \"metadata\": {}, \"nbformat\": 4, \"nbformat_minor\": 5}"
        .formatted(String.join(",", cells));
  }

  private static String saved(String notebook) {
    return "{\"type\": \"notebook\", \"format\": \"json\", \"content\": " + notebook + "}";
  }

  private static String text(String text) {
    return "{\"type\": \"file\", \"format\": \"text\", \"content\": \"" + text + "\"}";
  }

  private void ok(int status, HttpResponse<String> answer) {
    assertEquals(status, answer.statusCode(), answer.body());
  }

  private Path file(String name) {
    return lab.folder.resolve(name);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(lab.folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aNotebookIsSavedAsJupyterDoesAndOpenedInOnePiece() throws IOException {
    ok(201, lab.call("PUT", "/api/contents/a.ipynb", saved(notebook(CELL.formatted("")))));
    String onDisk = Files.readString(file("a.ipynb"));
    assertTrue(onDisk.contains("   \"source\": [\n    \"int x;\\n\",\n    \"x\"\n   ]"), onDisk);
    JsonObject model = lab.object("/api/contents/a.ipynb?content=1&hash=1");
    assertEquals("notebook", model.get("type").getAsString());
    assertEquals("json", model.get("format").getAsString());
    assertEquals(64, model.get("hash").getAsString().length());
    JsonObject cell =
        model.getAsJsonObject("content").getAsJsonArray("cells").get(0).getAsJsonObject();
    assertEquals("int x;\nx", cell.get("source").getAsString());
    JsonObject output = cell.getAsJsonArray("outputs").get(0).getAsJsonObject();
    assertEquals("1\n2\n", output.get("text").getAsString());
    assertEquals(true, lab.object("/api/contents/a.ipynb?content=0").get("content").isJsonNull());
  }

  private boolean trusted(String name) {
    JsonObject content = lab.object("/api/contents/" + name).getAsJsonObject("content");
    JsonObject cell = content.getAsJsonArray("cells").get(0).getAsJsonObject();
    return cell.getAsJsonObject("metadata").get("trusted").getAsBoolean();
  }

  @Test
  void outputsAreTrustedOnceTheUserHasTrustedThemAndNotBefore() throws IOException {
    Files.writeString(file("foreign.ipynb"), notebook(CELL.formatted("\"trusted\": false")));
    assertFalse(trusted("foreign.ipynb"));
    ok(
        201,
        lab.call(
            "PUT",
            "/api/contents/mine.ipynb",
            saved(notebook(CELL.formatted("\"trusted\": true")))));
    assertTrue(trusted("mine.ipynb"));
    assertFalse(Files.readString(file("mine.ipynb")).contains("trusted"));
    // Changed by another program, it is foreign again.
    Files.writeString(file("mine.ipynb"), Files.readString(file("mine.ipynb")).replace("1", "7"));
    assertFalse(trusted("mine.ipynb"));
  }

  @Test
  void aFileThatIsNoNotebookIsNeitherOpenedNorSavedAsOne() throws IOException {
    Files.writeString(file("bad.ipynb"), "{\"cells\": 3}");
    HttpResponse<String> opened = lab.get("/api/contents/bad.ipynb");
    ok(400, opened);
    assertTrue(opened.body().contains("bad.ipynb is not a notebook"), opened.body());
    ok(400, lab.call("PUT", "/api/contents/bad.ipynb", saved("{\"cells\": 4}")));
    assertEquals("{\"cells\": 3}", Files.readString(file("bad.ipynb")));
  }

  @Test
  void filesAndFoldersAreMadeCopiedRenamedAndDeleted() throws IOException {
    ok(201, lab.call("POST", "/api/contents", "{\"type\": \"notebook\"}"));
    ok(201, lab.call("POST", "/api/contents", "{\"type\": \"notebook\"}"));
    ok(201, lab.call("POST", "/api/contents/", "{\"type\": \"directory\"}"));
    ok(201, lab.call("POST", "/api/contents/", "{\"type\": \"file\", \"ext\": \".md\"}"));
    ok(201, lab.call("POST", "/api/contents", "{\"copy_from\": \"Untitled.ipynb\"}"));
    ok(201, lab.call("POST", "/api/contents", "{\"copy_from\": \"Untitled-Copy1.ipynb\"}"));
    assertEquals(
        List.of(
            "Untitled Folder",
            "Untitled-Copy1.ipynb",
            "Untitled-Copy2.ipynb",
            "Untitled.ipynb",
            "Untitled1.ipynb",
            "untitled.md"),
        names());
    ok(
        200,
        lab.call("PATCH", "/api/contents/untitled.md", "{\"path\": \"Untitled Folder/Größe.md\"}"));
    ok(409, lab.call("PATCH", "/api/contents/Untitled1.ipynb", "{\"path\": \"Untitled.ipynb\"}"));
    ok(404, lab.call("PATCH", "/api/contents/Untitled1.ipynb", "{\"path\": \"no/x.ipynb\"}"));
    ok(400, lab.call("DELETE", "/api/contents/Untitled%20Folder", ""));
    ok(200, lab.get("/api/contents/Untitled%20Folder/Gr%C3%B6%C3%9Fe.md"));
    ok(204, lab.call("DELETE", "/api/contents/Untitled%20Folder/Gr%C3%B6%C3%9Fe.md", ""));
    ok(204, lab.call("DELETE", "/api/contents/Untitled%20Folder", ""));
    ok(404, lab.get("/api/contents/Untitled%20Folder"));
    ok(400, lab.call("DELETE", "/api/contents/", ""));
    JsonArray list = lab.object("/api/contents").getAsJsonArray("content");
    assertEquals(4, list.size());
  }

  @Test
  void anOlderStateComesBack() throws IOException {
    ok(201, lab.call("PUT", "/api/contents/a.txt", text("one")));
    ok(201, lab.call("POST", "/api/contents/a.txt/checkpoints", ""));
    ok(200, lab.call("PUT", "/api/contents/a.txt", text("two")));
    ok(200, lab.call("PATCH", "/api/contents/a.txt", "{\"path\": \"b.txt\"}"));
    assertEquals(1, lab.json("/api/contents/b.txt/checkpoints").getAsJsonArray().size());
    ok(204, lab.call("POST", "/api/contents/b.txt/checkpoints/checkpoint", ""));
    assertEquals("one", Files.readString(file("b.txt")));
    assertEquals(1, lab.object("/api/contents").getAsJsonArray("content").size());
    ok(204, lab.call("DELETE", "/api/contents/b.txt", ""));
    assertEquals(List.of(), names());
  }

  private String part(int number, String text) {
    return "{\"type\": \"file\", \"format\": \"base64\", \"chunk\": %d, \"content\": \"%s\"}"
        .formatted(
            number, Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aLargeFileArrivesInPartsAndAppearsWhenItIsComplete() throws IOException {
    Files.writeString(file("data.bin"), "old");
    ok(200, lab.call("PUT", "/api/contents/data.bin", part(1, "aaa")));
    ok(200, lab.call("PUT", "/api/contents/data.bin", part(2, "bbb")));
    assertEquals("old", Files.readString(file("data.bin")));
    ok(200, lab.call("PUT", "/api/contents/data.bin", part(-1, "c")));
    assertEquals("aaabbbc", Files.readString(file("data.bin")));
    ok(400, lab.call("PUT", "/api/contents/other.bin", part(2, "bbb")));
    assertEquals(List.of("data.bin"), names());
  }

  @Test
  void aFullDiskKeepsTheOldFile() throws IOException {
    ok(201, lab.call("PUT", "/api/contents/a.ipynb", saved(notebook(CELL.formatted("")))));
    byte[] before = Files.readAllBytes(file("a.ipynb"));
    room = 100;
    HttpResponse<String> answer =
        lab.call(
            "PUT",
            "/api/contents/a.ipynb",
            saved(notebook(CELL.formatted("\"tags\": [\"a longer notebook than there was\"]"))));
    ok(507, answer);
    assertTrue(answer.body().contains("the disk is full"), answer.body());
    assertArrayEquals(before, Files.readAllBytes(file("a.ipynb")));
    assertEquals(List.of("a.ipynb"), names());
    room = -1;
    ok(200, lab.call("PUT", "/api/contents/a.ipynb", saved(notebook())));
  }

  @Test
  void aBodyThatIsTooLargeIsRefusedBeforeItIsRead() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), lab.server.port())) {
      socket.setSoTimeout(10_000);
      String head =
          "PUT /api/contents/big.txt HTTP/1.1\r\nHost: localhost\r\nAuthorization: token "
              + ServerFixture.TOKEN
              + "\r\nContent-Length: 99999999999\r\n\r\n{";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      byte[] answer = socket.getInputStream().readNBytes(12);
      assertEquals("HTTP/1.1 413", new String(answer, StandardCharsets.US_ASCII));
    }
    assertEquals(List.of(), names());
  }

  @Test
  void aBodyWithoutALengthIsRefusedWhenItGetsTooLarge() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), lab.server.port())) {
      socket.setSoTimeout(20_000);
      String head =
          "PUT /api/contents/big.txt HTTP/1.1\r\nHost: localhost\r\nAuthorization: token "
              + ServerFixture.TOKEN
              + "\r\nTransfer-Encoding: chunked\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      byte[] chunk = new byte[1 << 20];
      java.util.Arrays.fill(chunk, (byte) ' ');
      for (int i = 0; i <= 64; i++) {
        socket.getOutputStream().write("100000\r\n".getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(chunk);
        socket.getOutputStream().write("\r\n".getBytes(StandardCharsets.US_ASCII));
      }
      byte[] answer = socket.getInputStream().readNBytes(12);
      assertEquals("HTTP/1.1 413", new String(answer, StandardCharsets.US_ASCII));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/files/../secret.txt",
        "/files/%2e%2e/secret.txt",
        "/files/..%2fsecret.txt",
        "/files/%2e%2e%2fsecret.txt",
        "/files/x/..%2f..%2fsecret.txt",
        "/files/%252e%252e/secret.txt",
        "/files/..%5csecret.txt",
        "/files/%c0%ae%c0%ae/secret.txt",
        "/files/.%00./secret.txt",
        "/files//../secret.txt",
        "/api/contents/../secret.txt",
        "/api/contents/%2e%2e/secret.txt",
        "/api/contents/..;/secret.txt",
        "/nbconvert/html/%2e%2e/secret.ipynb",
        "/static/lab/%2e%2e/front-end.json",
        "/lab/api/themes/..%2ffront-end.json",
        "/lab/api/settings/..%2f..%2fsecret",
        "/files/link/secret.txt",
        "/files/link.txt",
        "/api/contents/link.txt",
        "/api/contents/link",
        "/files/.hidden/x.txt"
      })
  void nothingOutsideTheFolderIsReached(String path) throws IOException {
    Path secret = Files.writeString(temporary.resolve("secret.txt"), "secret");
    Files.createSymbolicLink(file("link"), temporary);
    Files.createSymbolicLink(file("link.txt"), secret);
    Files.createDirectory(file(".hidden"));
    Files.writeString(file(".hidden/x.txt"), "secret");
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), lab.server.port())) {
      socket.setSoTimeout(10_000);
      String request =
          "GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: token %s\r\n\r\n"
              .formatted(path, ServerFixture.TOKEN);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String answer =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      assertTrue(answer.matches("(?s)HTTP/1.1 40[04] .*"), answer);
      assertFalse(answer.endsWith("secret"), answer);
    }
  }

  @Test
  void nothingIsWrittenThroughALinkThatLeadsOut() throws IOException {
    Path secret = Files.writeString(temporary.resolve("secret.txt"), "secret");
    Files.createSymbolicLink(file("link.txt"), secret);
    Files.createSymbolicLink(file("link"), temporary);
    Files.createSymbolicLink(file("dangling.txt"), temporary.resolve("new.txt"));
    ok(404, lab.call("PUT", "/api/contents/link.txt", text("x")));
    ok(404, lab.call("PUT", "/api/contents/link/secret.txt", text("x")));
    ok(404, lab.call("PUT", "/api/contents/dangling.txt", text("x")));
    Files.writeString(file("a.txt"), "a");
    ok(404, lab.call("PATCH", "/api/contents/a.txt", "{\"path\": \"link/a.txt\"}"));
    ok(400, lab.call("PATCH", "/api/contents/a.txt", "{\"path\": \"../a.txt\"}"));
    ok(400, lab.call("POST", "/api/contents", "{\"copy_from\": \"../secret.txt\"}"));
    assertEquals("secret", Files.readString(secret));
    assertFalse(Files.exists(temporary.resolve("new.txt")));
    assertEquals(1, lab.object("/api/contents").getAsJsonArray("content").size());
  }

  @Test
  void filesAreServedAsStrangersOfThisServer() throws IOException {
    Files.writeString(file("page.html"), "<script>fetch('/api/contents')</script>");
    HttpResponse<String> page = lab.get("/files/page.html");
    ok(200, page);
    assertTrue(
        page.headers().firstValue("Content-Security-Policy").orElseThrow().startsWith("sandbox"));
    HttpResponse<String> download = lab.get("/files/page.html?download=1");
    assertEquals(
        "attachment; filename*=UTF-8''page.html",
        download.headers().firstValue("Content-Disposition").orElseThrow());
  }

  @Test
  void aNotebookIsExportedAsAPage() {
    ok(201, lab.call("PUT", "/api/contents/a.ipynb", saved(notebook(CELL.formatted("")))));
    assertTrue(lab.object("/api/nbconvert").has("html"));
    HttpResponse<String> page = lab.get("/nbconvert/html/a.ipynb?download=true");
    ok(200, page);
    assertTrue(page.body().contains("<code>"), page.body());
    assertTrue(page.headers().firstValue("Content-Disposition").orElseThrow().endsWith("''a.html"));
    ok(404, lab.get("/nbconvert/pdf/a.ipynb"));
  }

  @Test
  void theFrontEndGetsItsPagesScriptsAndSettings() {
    HttpResponse<String> page = lab.get("/lab/workspaces/w/tree/a%20b/%3C.ipynb");
    assertTrue(page.body().startsWith("<base href=\"/\">"), page.body());
    assertTrue(page.body().contains("\"treePath\":\"a b/\\u003c.ipynb\""), page.body());
    assertTrue(page.body().contains("\"workspace\":\"w\""), page.body());
    HttpResponse<String> script = lab.get("/static/lab/main.0123.js");
    assertEquals("console.log('lab')", script.body());
    assertTrue(script.headers().firstValue("Cache-Control").orElseThrow().contains("immutable"));
    String tag = script.headers().firstValue("ETag").orElseThrow();
    ok(
        304,
        lab.send(
            lab.request("GET", "/static/lab/main.0123.js", "")
                .header("Authorization", "token " + ServerFixture.TOKEN)
                .header("If-None-Match", tag)));
    ok(200, lab.get("/lab/api/themes/@jupyterlab/theme-light-extension/index.css"));
    ok(
        204,
        lab.call("PUT", "/lab/api/settings/@a%2Fb:c", "{\"raw\": \"{/* so */ \\\"x\\\": 1}\"}"));
    JsonObject setting = lab.object("/lab/api/settings/@a/b:c");
    assertEquals("{/* so */ \"x\": 1}", setting.get("raw").getAsString());
    assertEquals(1, setting.getAsJsonObject("settings").get("x").getAsInt());
    assertEquals(1, lab.object("/lab/api/settings").getAsJsonArray("settings").size());
    ok(404, lab.call("PUT", "/lab/api/settings/@a/b:d", "{\"raw\": \"{}\"}"));
  }

  @Test
  void windowsAreRemembered() {
    String workspace = "{\"data\": {\"x\": 1}, \"metadata\": {\"id\": \"default\"}}";
    ok(204, lab.call("PUT", "/lab/api/workspaces/default", workspace));
    ok(400, lab.call("PUT", "/lab/api/workspaces/other", workspace));
    JsonObject read = lab.object("/lab/api/workspaces/default");
    assertEquals(JsonParser.parseString("{\"x\": 1}"), read.get("data"));
    JsonObject list = lab.object("/lab/api/workspaces").getAsJsonObject("workspaces");
    assertEquals("default", list.getAsJsonArray("ids").get(0).getAsString());
    ok(204, lab.call("DELETE", "/lab/api/workspaces/default", ""));
    assertTrue(lab.object("/lab/api/workspaces/default").getAsJsonObject("data").isEmpty());
  }

  @Test
  void aRouteThatIsNotThereIsSaidNotToBe() {
    ok(404, lab.get("/api/terminals"));
    HttpResponse<String> wrong = lab.call("DELETE", "/api/status", "");
    ok(405, wrong);
    assertEquals("GET", wrong.headers().firstValue("Allow").orElseThrow());
    ok(400, lab.call("PUT", "/api/contents/x.txt", "[1, 2"));
  }
}
