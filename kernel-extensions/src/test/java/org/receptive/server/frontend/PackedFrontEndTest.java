package org.receptive.server.frontend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The packed front end: what its README promises to the server, and what may be shipped at all. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PackedFrontEndTest {
  private static final String RESOURCE = "/org/receptive/server/front-end.zip";
  private static final int MOST_BYTES = 5_000_000;

  /** Terms without copyleft; of an offer of two, one of these. */
  private static final Set<String> TERMS =
      Set.of(
          "0BSD",
          "Apache-2.0",
          "BSD-2-Clause",
          "BSD-3-Clause",
          "ISC",
          "MIT",
          "Unlicense",
          "(MPL-2.0 OR Apache-2.0)",
          "(AFL-2.1 OR BSD-3-Clause)",
          "(CC-BY-4.0 AND OFL-1.1 AND MIT)");

  private final Map<String, byte[]> entries = new TreeMap<>();
  private int packedBytes;

  @BeforeAll
  void unpack() throws IOException {
    try (InputStream resource = getClass().getResourceAsStream(RESOURCE)) {
      byte[] packed = Objects.requireNonNull(resource, RESOURCE).readAllBytes();
      packedBytes = packed.length;
      ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(packed));
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), zip.readAllBytes());
      }
    }
  }

  private String text(String name) {
    return new String(Objects.requireNonNull(entries.get(name), name), StandardCharsets.UTF_8);
  }

  private JsonObject json(String name) {
    return JsonParser.parseString(text(name)).getAsJsonObject();
  }

  @Test
  void itIsAFewMegabytes() {
    assertTrue(packedBytes < MOST_BYTES, () -> packedBytes + " bytes");
  }

  @Test
  void itIsJupyterLab4WithWidgets() {
    JsonObject about = json("front-end.json");
    assertTrue(about.get("jupyterlab").getAsString().startsWith("4."), about::toString);
    assertTrue(about.get("widgets").getAsString().startsWith("5."), about::toString);
  }

  @Test
  void thePageHasEachOfItsPlaceholdersAndNamesOnlyWhatIsPacked() {
    String page = text("index.html");
    assertEquals(2, page.split(Pattern.quote("{{config}}"), -1).length);
    List<String> named =
        Pattern.compile("\"\\{\\{baseUrl}}static/lab/([^\"]+)\"")
            .matcher(page)
            .results()
            .map(match -> match.group(1))
            .toList();
    assertTrue(named.size() >= 4, named::toString);
    named.forEach(name -> assertTrue(entries.containsKey("static/" + name), name));
    assertFalse(page.contains("http"), page);
  }

  @Test
  void bothThemesAreThere() {
    for (String theme : List.of("light", "dark")) {
      String style = text("themes/@jupyterlab/theme-" + theme + "-extension/index.css");
      assertTrue(style.contains("--jp-layout-color0"), theme);
    }
  }

  /** Stock, there is no panel, and a completion that takes longer than a second never comes. */
  @Test
  void aCompletionIsExplainedAndMayTakeItsTime() {
    JsonObject settings =
        json("schemas.json")
            .getAsJsonObject("@jupyterlab/completer-extension:manager")
            .getAsJsonObject("schema")
            .getAsJsonObject("properties");
    assertTrue(
        settings
            .getAsJsonObject("showDocumentationPanel")
            .getAsJsonPrimitive("default")
            .getAsBoolean());
    assertTrue(
        settings.getAsJsonObject("providerTimeout").getAsJsonPrimitive("default").getAsInt()
            >= 10_000);
  }

  @Test
  void everySchemaHasAPluginAndAVersion() {
    JsonObject schemas = json("schemas.json");
    assertTrue(schemas.has("@jupyterlab/notebook-extension:tracker"));
    for (Map.Entry<String, JsonElement> entry : schemas.entrySet()) {
      assertTrue(entry.getKey().matches("@[\\w-]+/[\\w-]+:[\\w-]+"), entry.getKey());
      JsonObject plugin = entry.getValue().getAsJsonObject();
      assertTrue(plugin.get("version").getAsString().matches("\\d+\\.\\d+\\.\\d+"), entry.getKey());
      assertTrue(plugin.get("schema").isJsonObject(), entry.getKey());
    }
  }

  @Test
  void widgetsAreSavedWithTheNotebookUnlessTheStudentSaysOtherwise() {
    assertTrue(
        json("schemas.json")
            .getAsJsonObject("@jupyter-widgets/jupyterlab-manager:plugin")
            .getAsJsonObject("schema")
            .getAsJsonObject("properties")
            .getAsJsonObject("saveState")
            .get("default")
            .getAsBoolean());
  }

  @Test
  void everyPackageComesOnTermsThatMayBeShippedAndWithTheirText() {
    JsonArray packages =
        json("licences.json")
            .getAsJsonObject("bundles")
            .getAsJsonObject("Receptive")
            .getAsJsonArray("packages");
    assertTrue(packages.size() > 100, () -> packages.size() + " packages");
    String notices = text("NOTICES.txt");
    for (JsonElement element : packages) {
      JsonObject entry = element.getAsJsonObject();
      String name = entry.get("name").getAsString();
      String id = entry.get("licenseId").getAsString();
      assertTrue(TERMS.contains(id), name + " comes on " + id);
      assertFalse(entry.get("extractedText").getAsString().isBlank(), name);
      assertTrue(notices.contains(name + " " + entry.get("versionInfo").getAsString()), name);
    }
  }

  @Test
  void nothingIsPackedThatNobodyAsksFor() {
    for (String name : entries.keySet()) {
      assertFalse(name.endsWith(".map") || name.endsWith(".LICENSE.txt"), name);
      assertFalse(name.startsWith("/") || name.contains("..") || name.contains("\\"), name);
    }
  }
}
