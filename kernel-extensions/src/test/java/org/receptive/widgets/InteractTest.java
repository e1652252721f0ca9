package org.receptive.widgets;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
}
