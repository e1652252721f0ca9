package org.receptive.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.receptive.server.ServerFixture.ok;
import static org.receptive.server.ServerFixture.text;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
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
import org.junit.jupiter.api.Test;
import org.receptive.server.contents.AtomicFile;

/** The files of the user: what JupyterLab does with them. */
final class FilesTest extends ServerTest {
  private static final String CELL =
      "{\"cell_type\": \"code\", \"id\": \"a\", \"metadata\": {%s}, \"execution_count\": 1,"
          + " \"source\": \"int x;\\nx\", \"outputs\": [{\"output_type\": \"stream\","
          + " \"name\": \"stdout\", \"text\": \"1\\n2\\n\"}]}";

  /** After so many bytes the disk is full; negative for a disk without end. */
  private long room = -1;

  @Override
  AtomicFile disk() {
    return new AtomicFile(this::create);
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

  @Test
  void aNotebookIsSavedAsJupyterDoesAndOpenedInOnePiece() throws IOException {
    ok(201, lab.call("PUT", "/api/contents/a.ipynb", saved(notebook(CELL.formatted("")))));
    String onDisk = Files.readString(lab.file("a.ipynb"));
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
    Files.writeString(lab.file("foreign.ipynb"), notebook(CELL.formatted("\"trusted\": false")));
    assertFalse(trusted("foreign.ipynb"));
    ok(
        201,
        lab.call(
            "PUT",
            "/api/contents/mine.ipynb",
            saved(notebook(CELL.formatted("\"trusted\": true")))));
    assertTrue(trusted("mine.ipynb"));
    assertFalse(Files.readString(lab.file("mine.ipynb")).contains("trusted"));
    // Changed by another program, it is foreign again.
    Files.writeString(
        lab.file("mine.ipynb"), Files.readString(lab.file("mine.ipynb")).replace("1", "7"));
    assertFalse(trusted("mine.ipynb"));
  }

  @Test
  void aFileThatIsNoNotebookIsNeitherOpenedNorSavedAsOne() throws IOException {
    Files.writeString(lab.file("bad.ipynb"), "{\"cells\": 3}");
    HttpResponse<String> opened = lab.get("/api/contents/bad.ipynb");
    ok(400, opened);
    assertTrue(opened.body().contains("bad.ipynb is not a notebook"), opened.body());
    ok(400, lab.call("PUT", "/api/contents/bad.ipynb", saved("{\"cells\": 4}")));
    assertEquals("{\"cells\": 3}", Files.readString(lab.file("bad.ipynb")));
  }

  @Test
  void whatWasRepairedInANotebookIsSaidUntilItIsSaved() throws IOException {
    ok(201, lab.call("PUT", "/api/contents/a.ipynb", saved(notebook(CELL.formatted("")))));
    assertFalse(lab.object("/api/contents/a.ipynb").has("message"));
    Files.writeString(
        lab.file("a.ipynb"), notebook(CELL.formatted("") + ", " + CELL.formatted("")));
    JsonObject opened = lab.object("/api/contents/a.ipynb");
    assertEquals(
        "a.ipynb was not quite valid and is valid once it is saved:"
            + " cell 2 had the id \"a\" of an earlier cell",
        opened.get("message").getAsString());
    String content = opened.get("content").toString();
    ok(201, lab.call("PUT", "/api/contents/b.ipynb", saved(content)));
    assertFalse(lab.object("/api/contents/b.ipynb").has("message"));
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
        lab.names());
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
    assertEquals("one", Files.readString(lab.file("b.txt")));
    assertEquals(1, lab.object("/api/contents").getAsJsonArray("content").size());
    ok(204, lab.call("DELETE", "/api/contents/b.txt", ""));
    assertEquals(List.of(), lab.names());
  }

  private String part(int number, String text) {
    return "{\"type\": \"file\", \"format\": \"base64\", \"chunk\": %d, \"content\": \"%s\"}"
        .formatted(
            number, Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aLargeFileArrivesInPartsAndAppearsWhenItIsComplete() throws IOException {
    Files.writeString(lab.file("data.bin"), "old");
    ok(200, lab.call("PUT", "/api/contents/data.bin", part(1, "aaa")));
    ok(200, lab.call("PUT", "/api/contents/data.bin", part(2, "bbb")));
    assertEquals("old", Files.readString(lab.file("data.bin")));
    ok(200, lab.call("PUT", "/api/contents/data.bin", part(-1, "c")));
    assertEquals("aaabbbc", Files.readString(lab.file("data.bin")));
    ok(400, lab.call("PUT", "/api/contents/other.bin", part(2, "bbb")));
    assertEquals(List.of("data.bin"), lab.names());
  }

  @Test
  void aFullDiskKeepsTheOldFile() throws IOException {
    ok(201, lab.call("PUT", "/api/contents/a.ipynb", saved(notebook(CELL.formatted("")))));
    byte[] before = Files.readAllBytes(lab.file("a.ipynb"));
    room = 100;
    HttpResponse<String> answer =
        lab.call(
            "PUT",
            "/api/contents/a.ipynb",
            saved(notebook(CELL.formatted("\"tags\": [\"a longer notebook than there was\"]"))));
    ok(507, answer);
    assertTrue(answer.body().contains("the disk is full"), answer.body());
    assertArrayEquals(before, Files.readAllBytes(lab.file("a.ipynb")));
    assertEquals(List.of("a.ipynb"), lab.names());
    room = -1;
    ok(200, lab.call("PUT", "/api/contents/a.ipynb", saved(notebook())));
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
}
