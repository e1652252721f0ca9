package org.receptive.widgets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.receptive.kernel.Conversation;
import org.receptive.kernel.KernelFixture;
import org.receptive.kernel.protocol.Message;

class ProgressTest extends KernelFixture {
  private Page page;

  @BeforeAll
  void openThePage() {
    page = new Page(kernelClient());
  }

  private static String text(Message shown) {
    JsonObject data = shown.content().getAsJsonObject("data");
    return data.get("text/plain").getAsString();
  }

  @Test
  void aBarForPagesWithWidgetsAndALineForAllOthers() {
    Conversation.Exchange cell =
        run(
            """
            try (var progress = progress("epochs", 3)) {
              progress.step("loss 2.3");
              progress.step("loss 1.1");
              progress.step("loss 0.7");
            }
            """);
    page.hear(cell.published());
    assertTrue(text(cell.only("display_data")).startsWith("epochs: 0 of 3 (0 %)"));
    String last = text(cell.all("update_display_data").getLast());
    assertTrue(last.matches("epochs: 3 of 3 \\(100 %\\), \\d+\\.\\d s, loss 0\\.7"), last);
    JsonObject bar = page.model(page.id("FloatProgressModel", "epochs"));
    assertEquals(3, bar.get("value").getAsDouble());
    assertEquals("success", bar.get("bar_style").getAsString());
  }

  @Test
  void workThatStopsBeforeItsEndSaysSo() {
    Conversation.Exchange cell =
        run(
            "try (var p = progress(\"download\", 100)) { p.to(40); throw new"
                + " java.io.IOException(\"gone\"); }");
    page.hear(cell.published());
    assertEquals("error", cell.status());
    String last = text(cell.all("update_display_data").getLast());
    assertTrue(last.startsWith("download: 40 of 100 (40 %), stopped after "), last);
    assertEquals(
        "warning",
        page.model(page.id("FloatProgressModel", "download")).get("bar_style").getAsString());
  }

  @Test
  void aLoopOverACollectionCountsItsElements() {
    Conversation.Exchange cell =
        run("int sum = 0;\nfor (int n : progress(\"sum\", List.of(1, 2, 3))) { sum += n; }\nsum");
    page.hear(cell.published());
    assertEquals("6", cell.result());
    assertEquals(3, page.model(page.id("FloatProgressModel", "sum")).get("value").getAsDouble());
  }

  @Test
  void noStepsAreAMistake() {
    assertTrue(run("progress(\"none\", 0);").traceback().contains("at least 1 step"));
  }
}
