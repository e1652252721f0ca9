package org.receptive.widgets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.receptive.kernel.Conversation;
import org.receptive.kernel.KernelFixture;

class InteractTest extends KernelFixture {
  private Page page;

  @BeforeAll
  void openThePage() {
    page = new Page(kernelClient());
  }

  private Conversation.Exchange cell(String code) {
    Conversation.Exchange exchange = run(code);
    page.hear(exchange.published());
    assertEquals("ok", exchange.status(), () -> exchange.published().toString());
    return exchange;
  }

  private static JsonObject bundle(Conversation.Exchange exchange) {
    return exchange.only("display_data").content().getAsJsonObject("data");
  }

  @Test
  void theLecturesExampleDrawsAnewWhenASliderIsMoved() {
    Conversation.Exchange exchange =
        cell(
            """
            interact(slider("input", 1, 64, 32), slider("kernel", 1, 11, 5), slider("stride", 1, 4), slider("padding", 0, 5),
                     (n, f, s, p) -> outputSize(n, f).stride(s).padding(p));
            """);
    assertEquals(List.of(), exchange.all("execute_result"), "shown once, not twice");
    JsonObject bundle = bundle(exchange);
    assertEquals(
        page.ids("VBoxModel").getLast(),
        bundle
            .getAsJsonObject("application/vnd.jupyter.widget-view+json")
            .get("model_id")
            .getAsString());
    assertTrue(
        bundle
            .get("text/plain")
            .getAsString()
            .startsWith("First state: input = 32, kernel = 5, stride = 1, padding = 0."));
    assertTrue(bundle.get("text/plain").getAsString().contains("= 28"));
    assertTrue(bundle.get("image/png").getAsString().length() > 1000);
    assertTrue(page.text().contains("= 28"), page::text);
    page.set(page.id("IntSliderModel", "padding"), "value", 2);
    page.hearUntil(() -> !page.text().contains("= 28"));
    assertTrue(page.text().contains("= 32"), page::text);
  }

  /** Moves a slider and waits for what must then be seen. */
  private void moved(String slider, int value, String expected) {
    page.set(page.id("IntSliderModel", slider), "value", value);
    page.hearUntil(() -> page.text().contains(expected));
  }

  @Test
  void whatTheFunctionPrintsShowsAndThrowsAppearsInPlaceOfThePicture() {
    cell(
        """
        interactDo(slider("a", 0, 9, 3), slider("b", 0, 9, 3), (a, b) -> {
          System.out.println("a / b");
          display(a / b);
        });
        """);
    assertEquals("a / b\n1", page.text());
    moved("b", 0, "a / b\nArithmeticException: / by zero");
    moved("b", 1, "a / b\n3");
  }

  @Test
  void aCellThatRunsAgainTakesItsOldPictureAway() {
    String code = "interact(slider(\"again\", 0, 9), n -> n);";
    page.hear(kernelClient().executeInCell("cell-1", code).published());
    String old = page.ids("OutputModel").getLast();
    assertEquals(List.of(), kernelClient().executeInCell("cell-2", code).all("comm_close"));
    List<String> closed =
        kernelClient().executeInCell("cell-1", code).all("comm_close").stream()
            .map(message -> message.content().get("comm_id").getAsString())
            .toList();
    assertTrue(closed.contains(old), closed::toString);
    assertEquals(4, closed.size(), "output, box, and the layout of each");
  }

  @Test
  void aFirstDrawingThatThrowsLeavesTheControlsToMendIt() {
    Conversation.Exchange exchange =
        cell("interact(slider(\"k\", 1, 11, 11), k -> outputSize(5, k));");
    String text = bundle(exchange).get("text/plain").getAsString();
    assertTrue(text.contains("The window does not fit, 11 > 5"), text);
    moved("k", 5, "= 1");
  }

  @Test
  void wrongNumbersOfASliderAreNamed() {
    assertTrue(
        run("slider(\"kernel\", 5, 1)").traceback().contains("the range from 5 to 1 is empty"));
    assertTrue(
        run("slider(\"kernel\", 1, 5, 9)")
            .traceback()
            .contains("kernel: the initial value 9 is outside 1 to 5"));
  }

  @Test
  void controlsOfAllKindsGiveTypedValues() {
    Conversation.Exchange exchange =
        cell(
            """
            enum Pool { MAX, AVERAGE }
            interact(dropdown("pool", Pool.values()), checkbox("bias", true), text("name", "conv1"),
                floatSlider("t", 0, 1, 0.5), rangeSlider("range", 0, 9, 2, 4), radioButtons("n", 3, 5),
                logSlider("rate", 1e-5, 1e-1, 1e-3), selectMultiple("layers", List.of("a", "b")),
                (pool, bias, name, t, range, n, rate, layers) ->
                    pool.ordinal() + " " + !bias + " " + name.length() + " " + t / 2 + " "
                        + (range.high() - range.low()) + " " + (n + 1) + " " + rate * 1000 + " " + layers.size());
            """);
    assertEquals("0 false 5 0.25 2 4 1.0 0", page.text(), () -> exchange.published().toString());
    page.set(page.id("DropdownModel", "pool"), "index", 1);
    page.hearUntil(() -> page.text().startsWith("1 false"));
  }

  @Test
  void valuesThatDoNotGoTogetherAreACardOfThePicturesHeight() {
    cell(
        """
        interact(slider("window", 1, 64, 5), k -> {
          if (k > 32) {
            throw new IllegalArgumentException("a window of " + k + " is wider than 32 pixels");
          }
          return outputSize(32, k);
        });
        """);
    moved("window", 40, "Not possible with window = 40");
    String pane = page.ids("OutputModel").getLast();
    JsonObject layout =
        page.model(page.model(pane).get("layout").getAsString().substring("IPY_MODEL_".length()));
    assertTrue(layout.get("min_height").getAsString().matches("\\d{2,}px"), layout::toString);
    String outputs = page.model(pane).get("outputs").toString();
    assertFalse(outputs.contains("\"error\""), outputs);
    assertTrue(outputs.contains("is wider than 32 pixels"), outputs);
  }
}
