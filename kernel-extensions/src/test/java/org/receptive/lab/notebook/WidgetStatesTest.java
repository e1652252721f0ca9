package org.receptive.lab.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.receptive.kernel.client.KernelClient;
import org.receptive.kernel.client.KernelCommand;

/** Widgets of a notebook that was run without a front end: its file can show them. */
class WidgetStatesTest {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir private Path folder;

  private JsonObject metadataAfterRunning(String cell) throws IOException {
    return JsonParser.parseString(fileAfterRunning(cell))
        .getAsJsonObject()
        .getAsJsonObject("metadata");
  }

  private String fileAfterRunning(String cell) throws IOException {
    JsonObject code = new JsonObject();
    code.addProperty("cell_type", "code");
    code.addProperty("id", "a");
    code.addProperty("source", cell);
    code.add("execution_count", com.google.gson.JsonNull.INSTANCE);
    code.add("metadata", new JsonObject());
    code.add("outputs", new com.google.gson.JsonArray());
    JsonObject notebook =
        JsonParser.parseString(
                "{\"nbformat\": 4, \"nbformat_minor\": 5, \"cells\": [],"
                    + " \"metadata\": {\"widgets\": {\"from\": \"an earlier run\"}}}")
            .getAsJsonObject();
    notebook.getAsJsonArray("cells").add(code);
    byte[] bytes = notebook.toString().getBytes(StandardCharsets.UTF_8);
    try (KernelClient kernel = KernelClient.start(KernelCommand.receptive(), folder, PATIENCE)) {
      NotebookRunner runner = new NotebookRunner(kernel, PATIENCE, new Silence());
      Notebook result = runner.run(NotebookReader.read("n.ipynb", bytes)).notebook();
      return new String(result.toBytes(), StandardCharsets.UTF_8);
    }
  }

  private static final class Silence implements NotebookRunner.Progress {
    @Override
    public void started(int position, int total, Cell cell) {}

    @Override
    public void finished(int position, int total, Cell cell, Duration time) {}
  }

  @Test
  void theStatesOfAllWidgetsStandInTheMetadata() throws IOException {
    JsonObject saved =
        metadataAfterRunning(
                "vbox(interactive(slider(\"kernel\", 1, 11, 5), k -> outputSize(32, k)),"
                    + " image(new byte[] {1, 2}))")
            .getAsJsonObject("widgets")
            .getAsJsonObject(WidgetStates.TYPE);
    assertEquals(2, saved.get("version_major").getAsInt());
    assertEquals(0, saved.get("version_minor").getAsInt());
    boolean slider = false;
    boolean picture = false;
    boolean bytes = false;
    for (var entry : saved.getAsJsonObject("state").entrySet()) {
      JsonObject model = entry.getValue().getAsJsonObject();
      JsonObject state = model.getAsJsonObject("state");
      switch (model.get("model_name").getAsString()) {
        case "IntSliderModel" -> slider = state.get("value").getAsInt() == 5;
        case "OutputModel" -> picture = state.get("outputs").toString().contains("28");
        case "ImageModel" ->
            bytes =
                JsonParser.parseString(
                        "[{\"path\": [\"value\"], \"data\": \"AQI=\", \"encoding\": \"base64\"}]")
                    .equals(model.get("buffers"));
        default -> assertTrue(model.has("model_module"));
      }
    }
    assertTrue(slider && picture && bytes, saved::toString);
  }

  @Test
  void runningAgainGivesTheSameFileAndTheOutputNamesTheStateThatItShows() throws IOException {
    String cell = "interact(slider(\"kernel\", 1, 11, 5), k -> outputSize(32, k));";
    String file = fileAfterRunning(cell);
    assertEquals(file, fileAfterRunning(cell));
    JsonObject notebook = JsonParser.parseString(file).getAsJsonObject();
    String shown =
        notebook
            .getAsJsonArray("cells")
            .get(0)
            .getAsJsonObject()
            .getAsJsonArray("outputs")
            .get(0)
            .getAsJsonObject()
            .getAsJsonObject("data")
            .getAsJsonObject("application/vnd.jupyter.widget-view+json")
            .get("model_id")
            .getAsString();
    JsonObject states =
        notebook
            .getAsJsonObject("metadata")
            .getAsJsonObject("widgets")
            .getAsJsonObject(WidgetStates.TYPE)
            .getAsJsonObject("state");
    JsonObject box = states.getAsJsonObject(shown);
    assertEquals("VBoxModel", box.get("model_name").getAsString());
    for (JsonElement child : box.getAsJsonObject("state").getAsJsonArray("children")) {
      String id = child.getAsString().substring("IPY_MODEL_".length());
      assertTrue(states.has(id), child + " is no state of the file");
    }
  }

  @Test
  void withoutWidgetsThoseOfAnEarlierRunAreTakenAway() throws IOException {
    assertFalse(metadataAfterRunning("1 + 1").has("widgets"));
  }
}
