package org.receptive.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.receptive.server.ServerFixture.ok;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Names that mean something to addresses, patterns or shells: the file that is meant is used. */
final class OddNamesTest extends ServerTest {
  private static final List<String> NAMES =
      List.of(
          "A%20B",
          "A B", "c#1", "a+b", "what?", "100%", "[x]", "Übung 1", "a&b", "a;b", "'q'", "\"dq\"",
          "%41");

  private static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20") + ".ipynb";
  }

  private static String notebook(String text) {
    String source = text.replace("\"", "\\\"");
    return "{\"cells\": [{\"cell_type\": \"markdown\", \"id\": \"a\", \"metadata\": {}, \"source\":"
        + " \"%s\"}], \"metadata\": {}, \"nbformat\": 4, \"nbformat_minor\": 5}".formatted(source);
  }

  private String source(String name) {
    JsonObject model = lab.object("/api/contents/" + encoded(name));
    assertEquals(name + ".ipynb", model.get("name").getAsString());
    return model
        .getAsJsonObject("content")
        .getAsJsonArray("cells")
        .get(0)
        .getAsJsonObject()
        .get("source")
        .getAsString();
  }

  /** Such files can be there where a backslash parts no folders; the list shows them. */
  @Test
  void aNameThatIsNotOpenedIsToldWhyAndWhatToDo() {
    for (String path : List.of("/api/contents/", "/nbconvert/html/", "/files/", "/lab/tree/")) {
      HttpResponse<String> refused = lab.get(path + "a%5Cb.ipynb");
      ok(400, refused);
      assertTrue(refused.body().contains("has a backslash"), refused::body);
      assertTrue(refused.body().contains("rename the file outside of the lab"), refused::body);
      assertTrue(lab.get(path + "a%07b.ipynb").body().contains("'a?b.ipynb' has a control"));
    }
  }

  @Test
  void theFileThatIsMeantIsOpenedSavedExportedRenamedAndDeleted() throws IOException {
    for (String name : NAMES) {
      Files.writeString(lab.file(name + ".ipynb"), notebook("this is " + name));
    }
    List<String> left = new ArrayList<>(lab.names());
    for (String name : NAMES) {
      assertEquals("this is " + name, source(name));
      String saved =
          "{\"type\": \"notebook\", \"format\": \"json\", \"content\": %s}"
              .formatted(notebook("saved as " + name));
      ok(200, lab.call("PUT", "/api/contents/" + encoded(name), saved));
      assertEquals(left, lab.names());
      assertEquals("saved as " + name, source(name));
      HttpResponse<String> page = lab.get("/nbconvert/html/" + encoded(name));
      ok(200, page);
      assertTrue(page.body().contains("saved as"), page::body);
      ok(200, lab.get("/files/" + encoded(name)));
      JsonObject to = new JsonObject();
      to.addProperty("path", "new " + name + ".ipynb");
      ok(200, lab.call("PATCH", "/api/contents/" + encoded(name), to.toString()));
      assertFalse(Files.exists(lab.file(name + ".ipynb")));
      assertEquals("saved as " + name, source("new " + name));
      ok(204, lab.call("DELETE", "/api/contents/" + encoded("new " + name), ""));
      left.remove(name + ".ipynb");
      assertEquals(left, lab.names());
    }
  }
}
