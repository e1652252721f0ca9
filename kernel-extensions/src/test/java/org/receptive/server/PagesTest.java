package org.receptive.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.receptive.server.ServerFixture.TOKEN;
import static org.receptive.server.ServerFixture.ok;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages of the front end, the windows that it remembers, and routes that are not there. */
final class PagesTest extends ServerTest {
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
                .header("Authorization", "token " + TOKEN)
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
  void eachFolderHasWindowsOfItsOwn(@TempDir Path temporary) throws IOException {
    String workspace = "{\"data\": {\"x\": 1}, \"metadata\": {\"id\": \"default\"}}";
    Path state = Files.createDirectories(temporary.resolve("a/state"));
    try (ServerFixture one = new ServerFixture(temporary.resolve("a"))) {
      ok(204, one.call("PUT", "/lab/api/workspaces/default", workspace));
    }
    Files.createDirectories(temporary.resolve("b"));
    Files.createSymbolicLink(temporary.resolve("b/state"), state);
    try (ServerFixture other = new ServerFixture(temporary.resolve("b"))) {
      assertTrue(other.object("/lab/api/workspaces/default").getAsJsonObject("data").isEmpty());
    }
    Files.delete(temporary.resolve("a/front-end.zip"));
    try (ServerFixture again = new ServerFixture(temporary.resolve("a"))) {
      assertEquals(
          1,
          again.object("/lab/api/workspaces/default").getAsJsonObject("data").get("x").getAsInt());
    }
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
