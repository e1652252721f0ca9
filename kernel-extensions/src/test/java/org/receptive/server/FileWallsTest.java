package org.receptive.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.receptive.server.ServerFixture.TOKEN;
import static org.receptive.server.ServerFixture.ok;
import static org.receptive.server.ServerFixture.text;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of the user: what nobody may do with them. */
final class FileWallsTest extends ServerTest {
  @Test
  void aBodyThatIsTooLargeIsRefusedBeforeItIsRead() throws IOException {
    assertEquals("HTTP/1.1 413", statusOf("Content-Length: 99999999999", body -> body.write('{')));
    assertEquals(List.of(), lab.names());
  }

  @Test
  void aBodyWithoutALengthIsRefusedWhenItGetsTooLarge() throws IOException {
    byte[] chunk = new byte[1 << 20];
    Arrays.fill(chunk, (byte) ' ');
    assertEquals(
        "HTTP/1.1 413",
        statusOf(
            "Transfer-Encoding: chunked",
            body -> {
              for (int i = 0; i <= 64; i++) {
                body.write("100000\r\n".getBytes(StandardCharsets.US_ASCII));
                body.write(chunk);
                body.write("\r\n".getBytes(StandardCharsets.US_ASCII));
              }
            }));
  }

  private interface Body {
    void write(OutputStream to) throws IOException;
  }

  /** What the server answers to a file that is sent byte by byte. */
  private String statusOf(String length, Body body) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), lab.server.port())) {
      socket.setSoTimeout(10_000);
      String head =
          "PUT /api/contents/big.txt HTTP/1.1\r\nHost: localhost\r\nAuthorization: token "
              + TOKEN
              + "\r\n"
              + length
              + "\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      body.write(socket.getOutputStream());
      byte[] answer = socket.getInputStream().readNBytes(12);
      return new String(answer, StandardCharsets.US_ASCII);
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
    Files.createSymbolicLink(lab.file("link"), temporary);
    Files.createSymbolicLink(lab.file("link.txt"), secret);
    Files.createDirectory(lab.file(".hidden"));
    Files.writeString(lab.file(".hidden/x.txt"), "secret");
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), lab.server.port())) {
      socket.setSoTimeout(10_000);
      String request =
          "GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: token %s\r\n\r\n"
              .formatted(path, TOKEN);
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
    Files.createSymbolicLink(lab.file("link.txt"), secret);
    Files.createSymbolicLink(lab.file("link"), temporary);
    Files.createSymbolicLink(lab.file("dangling.txt"), temporary.resolve("new.txt"));
    ok(404, lab.call("PUT", "/api/contents/link.txt", text("x")));
    ok(404, lab.call("PUT", "/api/contents/link/secret.txt", text("x")));
    ok(404, lab.call("PUT", "/api/contents/dangling.txt", text("x")));
    Files.writeString(lab.file("a.txt"), "a");
    ok(404, lab.call("PATCH", "/api/contents/a.txt", "{\"path\": \"link/a.txt\"}"));
    ok(400, lab.call("PATCH", "/api/contents/a.txt", "{\"path\": \"../a.txt\"}"));
    ok(400, lab.call("POST", "/api/contents", "{\"copy_from\": \"../secret.txt\"}"));
    assertEquals("secret", Files.readString(secret));
    assertFalse(Files.exists(temporary.resolve("new.txt")));
    assertEquals(1, lab.object("/api/contents").getAsJsonArray("content").size());
  }

  @Test
  void filesAreServedAsStrangersOfThisServer() throws IOException {
    Files.writeString(lab.file("page.html"), "<script>fetch('/api/contents')</script>");
    HttpResponse<String> page = lab.get("/files/page.html");
    ok(200, page);
    assertTrue(
        page.headers().firstValue("Content-Security-Policy").orElseThrow().startsWith("sandbox"));
    HttpResponse<String> download = lab.get("/files/page.html?download=1");
    assertEquals(
        "attachment; filename*=UTF-8''page.html",
        download.headers().firstValue("Content-Disposition").orElseThrow());
  }
}
