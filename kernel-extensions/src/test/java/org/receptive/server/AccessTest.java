package org.receptive.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in: attacks on the way to the server, each with its answer. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AccessTest {
  private ServerFixture lab;

  @BeforeAll
  void start(@TempDir Path temporary) {
    lab = new ServerFixture(temporary);
  }

  @AfterAll
  void stop() {
    lab.close();
  }

  private HttpRequest.Builder get(String path) {
    return lab.request("GET", path, "");
  }

  /** The cookie that a browser gets for the token. */
  private String cookie() {
    HttpResponse<String> welcome = lab.send(get("/lab?token=" + ServerFixture.TOKEN));
    return welcome.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
  }

  private String own() {
    return "http://127.0.0.1:" + lab.server.port();
  }

  /** Sends bytes that no client library would send; returns the first line of the answer. */
  private String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), lab.server.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      byte[] answer = socket.getInputStream().readNBytes(12);
      return new String(answer, StandardCharsets.ISO_8859_1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/lab",
        "/api",
        "/api/status",
        "/api/contents",
        "/api/kernels",
        "/files/x",
        "/static/lab/main.0123.js",
        "/lab/api/settings",
        "/nowhere"
      })
  void nothingIsShownWithoutTheToken(String path) {
    assertEquals(403, lab.send(get(path)).statusCode());
    assertEquals(403, lab.send(get(path + "?token=wrong")).statusCode());
    assertEquals(403, lab.send(get(path).header("Authorization", "token wrong")).statusCode());
    assertEquals(
        403,
        lab.send(get(path).header("Cookie", "receptive-" + lab.server.port() + "=x")).statusCode());
  }

  @Test
  void aKernelIsNotStartedWithoutTheToken() {
    assertEquals(403, lab.send(lab.request("POST", "/api/kernels", "{}")).statusCode());
    assertEquals(0, lab.server.kernels().all().size());
  }

  @Test
  void aBrowserWithoutTheTokenIsAskedForIt() {
    HttpResponse<String> page = lab.send(get("/lab").header("Accept", "text/html,*/*"));
    assertEquals(403, page.statusCode());
    assertTrue(page.body().contains("Whose lab is this?"), page.body());
    HttpResponse<String> wrong =
        lab.send(get("/lab?token=%3Cscript%3E").header("Accept", "text/html"));
    assertTrue(wrong.body().contains("That token is not this server's"), wrong.body());
    assertFalse(wrong.body().contains("<script>"), wrong.body());
  }

  @Test
  void theTokenIsExchangedForACookieAndGoneFromTheAddress() {
    HttpResponse<String> welcome =
        lab.send(get("/lab/tree/a%20b.ipynb?x=1&token=" + ServerFixture.TOKEN + "&y=2"));
    assertEquals(303, welcome.statusCode());
    assertEquals(
        "/lab/tree/a%20b.ipynb?x=1&y=2", welcome.headers().firstValue("Location").orElseThrow());
    String cookie = welcome.headers().firstValue("Set-Cookie").orElseThrow();
    assertTrue(cookie.contains("; HttpOnly; SameSite=Strict"), cookie);
    assertFalse(cookie.contains(ServerFixture.TOKEN), cookie);
    String mine = cookie.split(";")[0];
    assertEquals(200, lab.send(get("/api/status").header("Cookie", mine)).statusCode());
  }

  @Test
  void aTicketOpensTheServerOnce() {
    String address = lab.server.ticketAddress().toString();
    assertFalse(address.contains(ServerFixture.TOKEN), address);
    String path = address.substring(address.indexOf("/?"));
    HttpResponse<String> first = lab.send(get(path));
    assertEquals(303, first.statusCode());
    String cookie = first.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
    assertEquals(403, lab.send(get(path)).statusCode());
    // Who is in already is sent on to the address without it.
    HttpResponse<String> again = lab.send(get(path).header("Cookie", cookie));
    assertEquals("/", again.headers().firstValue("Location").orElseThrow());
    assertEquals(403, lab.send(lab.request("POST", "/api/ticket", "")).statusCode());
    assertEquals(201, lab.call("POST", "/api/ticket", "").statusCode());
  }

  @Test
  void aBrowserCanForgetTheToken() {
    HttpResponse<String> page = lab.send(get("/logout").header("Cookie", cookie()));
    assertEquals(200, page.statusCode());
    assertTrue(
        page.headers().firstValue("Set-Cookie").orElseThrow().contains("=; Path=/; Max-Age=0"));
  }

  @Test
  void theWayInNeverLeadsToAnotherServer() {
    for (String path : new String[] {"//evil.example/x", "/login?next=//evil.example"}) {
      String query = path.contains("?") ? "&" : "?";
      HttpResponse<String> answer = lab.send(get(path + query + "token=" + ServerFixture.TOKEN));
      String location = answer.headers().firstValue("Location").orElse("/");
      assertTrue(location.matches("/[^/].*|/"), location);
    }
  }

  @Test
  void aForeignPageCannotUseTheCookie() {
    String cookie = cookie();
    for (String origin : new String[] {"http://evil.example", "null", "http://127.0.0.1:1"}) {
      HttpResponse<String> answer =
          lab.send(
              lab.request("POST", "/api/kernels", "{}")
                  .header("Cookie", cookie)
                  .header("Origin", origin));
      assertEquals(403, answer.statusCode(), origin);
      assertEquals(
          403,
          lab.send(get("/api/contents").header("Cookie", cookie).header("Origin", origin))
              .statusCode(),
          origin);
    }
    assertEquals(
        201,
        lab.send(
                lab.request("POST", "/api/contents", "{\"type\": \"file\"}")
                    .header("Cookie", cookie)
                    .header("Origin", own()))
            .statusCode());
  }

  @Test
  void whatChangesSomethingMustComeFromOurOwnPage() {
    HttpResponse<String> answer =
        lab.send(lab.request("DELETE", "/api/contents/x", "").header("Cookie", cookie()));
    assertEquals(403, answer.statusCode());
  }

  @Test
  void anotherSiteCannotEmbedWhatTheCookieOpens() {
    HttpRequest.Builder image =
        get("/files/x.png")
            .header("Cookie", cookie())
            .header("Sec-Fetch-Site", "same-site")
            .header("Sec-Fetch-Mode", "no-cors");
    assertEquals(403, lab.send(image).statusCode());
  }

  @Test
  void aForeignNameOfThisMachineIsRefused() throws IOException {
    String token = "\r\nAuthorization: token " + ServerFixture.TOKEN + "\r\n\r\n";
    String request = "GET /api/status HTTP/1.1\r\nConnection: close\r\nHost: ";
    assertEquals("HTTP/1.1 403", raw(request + "evil.example:" + lab.server.port() + token));
    assertEquals("HTTP/1.1 403", raw(request + "127.0.0.1.evil.example" + token));
    assertEquals("HTTP/1.1 200", raw(request + "localhost:" + lab.server.port() + token));
    assertEquals("HTTP/1.1 200", raw(request + "[::1]" + token));
    // Without a name, or with two, HTTP itself is broken.
    assertEquals("HTTP/1.1 400", raw("GET /api HTTP/1.1" + token));
    assertEquals("HTTP/1.1 400", raw(request + "localhost\r\nHost: evil.example" + token));
  }

  private int handshake(String path, String... headers) {
    HttpClient client = HttpClient.newHttpClient();
    WebSocket.Builder builder = client.newWebSocketBuilder();
    for (int i = 0; i < headers.length; i += 2) {
      builder.header(headers[i], headers[i + 1]);
    }
    try {
      builder.buildAsync(lab.socketUri(path), new WebSocket.Listener() {}).join().abort();
      return 101;
    } catch (CompletionException e) {
      WebSocketHandshakeException refused = (WebSocketHandshakeException) e.getCause();
      return refused.getResponse().statusCode();
    } finally {
      client.shutdownNow();
    }
  }

  @Test
  void aWebSocketNeedsTheSameRights() {
    String channels = "/api/kernels/nobody/channels";
    assertEquals(403, handshake(channels));
    assertEquals(403, handshake(channels + "?token=wrong"));
    assertEquals(403, handshake(channels, "Cookie", cookie()));
    assertEquals(403, handshake(channels, "Cookie", cookie(), "Origin", "http://evil.example"));
    assertEquals(
        403,
        handshake(
            channels,
            "Authorization",
            "token " + ServerFixture.TOKEN,
            "Origin",
            "http://evil.example"));
    assertEquals(404, handshake(channels, "Cookie", cookie(), "Origin", own()));
  }

  @Test
  void everyAnswerCarriesTheRulesForBrowsers() {
    for (HttpResponse<String> answer :
        List.of(lab.send(get("/api")), lab.get("/api"), lab.get("/lab"))) {
      String policy = answer.headers().firstValue("Content-Security-Policy").orElseThrow();
      assertTrue(policy.contains("default-src 'self'"), policy);
      assertTrue(policy.contains("frame-ancestors 'self'"), policy);
      assertEquals("nosniff", answer.headers().firstValue("X-Content-Type-Options").orElseThrow());
    }
  }
}
