package org.receptive.widgets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.receptive.kernel.Conversation;
import org.receptive.kernel.KernelFixture;

/** A network changed by what a page sends, and taken back in the next cell. */
class NetworkEditorTest extends KernelFixture {
  private Page page;

  @BeforeAll
  void openThePage() {
    page = new Page(kernelClient());
  }

  @BeforeEach
  void showTheEditor() {
    cell("var editor = networkEditor(Networks.leNet5()); editor");
  }

  private Conversation.Exchange cell(String code) {
    Conversation.Exchange exchange = run(code);
    page.hear(exchange.published());
    assertEquals("ok", exchange.status(), () -> exchange.published().toString());
    return exchange;
  }

  private String result(String code) {
    return cell(code)
        .only("execute_result")
        .content()
        .getAsJsonObject("data")
        .get("text/plain")
        .getAsString();
  }

  private void moved(String slider, int value, String expected) {
    page.set(page.id("IntSliderModel", slider), "value", value);
    page.hearUntil(() -> page.text().contains(expected));
  }

  private void chosen(String layer) {
    String menu = page.id("DropdownModel", "layer");
    JsonArray names = page.model(menu).getAsJsonArray("_options_labels");
    int index = 0;
    while (!names.get(index).getAsString().equals(layer)) {
      index++;
    }
    page.set(menu, "index", index);
  }

  /** The layer that the editor stands at. */
  private String chosen() {
    JsonObject menu = page.model(page.id("DropdownModel", "layer"));
    return menu.getAsJsonArray("_options_labels").get(menu.get("index").getAsInt()).getAsString();
  }

  /** Whether a text of the page begins with these words. */
  private boolean said(String words) {
    return page.ids("HTMLModel").stream()
        .map(id -> page.model(id).get("value").getAsString())
        .anyMatch(text -> text.startsWith(words));
  }

  private void clicked(String button, String expected) {
    JsonObject click = new JsonObject();
    click.addProperty("event", "click");
    JsonObject data = new JsonObject();
    data.addProperty("method", "custom");
    data.add("content", click);
    page.say(page.id("ButtonModel", button), data);
    page.hearUntil(() -> page.text().contains(expected));
  }

  /** The labels of the sliders that the editor shows now. */
  private List<String> sliders() {
    List<String> labels = new ArrayList<>();
    for (String box : page.ids("VBoxModel")) {
      List<String> found = new ArrayList<>();
      for (JsonElement child : page.model(box).getAsJsonArray("children")) {
        JsonObject model = page.model(child.getAsString().substring("IPY_MODEL_".length()));
        if (model.get("_model_name").getAsString().equals("IntSliderModel")) {
          found.add(model.get("description").getAsString());
        }
      }
      labels = found.isEmpty() ? labels : found;
    }
    return labels;
  }

  @Test
  void aMovedNumberChangesSizesCostsAndTheNetworkThatIsTakenBack() {
    assertTrue(page.text().contains("61,706 parameters"), page::text);
    moved("filters", 8, "62,558 parameters (+852, +1.4%)");
    assertTrue(page.text().contains("conv1: filters 6 \u2192 8"), page::text);
    assertEquals("62558", result("editor.network().parameterCount()"));
    assertTrue(result("editor.source()").contains(".conv(\"conv1\", 8, 5)"));
  }

  @Test
  void anotherLayerHasOtherNumbersAndTheFirstErrorIsShownAtOnce() {
    assertEquals(List.of("filters", "kernel", "stride", "padding", "dilation"), sliders());
    chosen("fc3");
    page.hearUntil(() -> sliders().equals(List.of("neurons")));
    chosen("conv2");
    page.hearUntil(() -> sliders().contains("kernel"));
    moved("dilation", 4, "The shapes do not fit at conv2");
    assertTrue(page.text().contains("kernel 5 with dilation 4 does not fit"), page::text);
    moved("dilation", 3, "MACs (");
    assertFalse(page.text().contains("do not fit"), page::text);
  }

  @Test
  void layersComeAndGoAndAllCanBeAsItWas() {
    chosen("pool1");
    clicked("Remove this layer", "pool1: taken away");
    page.set(page.id("DropdownModel", "new layer"), "index", 5);
    chosen("conv1");
    clicked("Add behind this layer", "new_norm1: new");
    // What was added is what is changed next.
    page.hearUntil(() -> chosen().equals("new_norm1") && said("new_norm1: "));
    clicked("Start over", "nothing changed yet");
    assertEquals("true", result("editor.network() == editor.edit().original()"));
  }

  /** The one that moves up is chosen, so that one press after the other takes layers away. */
  @Test
  void behindARemovalTheLayerInItsPlaceIsChosenAndUndoChoosesTheOneThatComesBack() {
    chosen("pool1");
    clicked("Remove this layer", "pool1: taken away");
    page.hearUntil(() -> chosen().equals("conv2"));
    clicked("Undo", "nothing changed yet");
    page.hearUntil(() -> chosen().equals("pool1"));
    chosen("softmax1");
    clicked("Remove this layer", "softmax1: taken away");
    page.hearUntil(() -> chosen().equals("output"));
  }

  /** Front ends make a button 148 px wide, and cut what is longer. */
  @Test
  void buttonsAreAsWideAsTheirLabels() {
    for (String id : page.ids("ButtonModel")) {
      String layout = page.model(id).get("layout").getAsString().substring("IPY_MODEL_".length());
      assertEquals("auto", page.model(layout).get("width").getAsString());
    }
  }

  @Test
  void changesAreTakenBackAndMadeAgainAndTheChosenLayerIsMarked() {
    assertTrue(page.text().contains("MACs (chosen)"), page::text);
    moved("filters", 7, "conv1: filters 6 \u2192 7");
    moved("filters", 8, "conv1: filters 6 \u2192 8");
    clicked("Remove this layer", "conv1: taken away");
    clicked("Undo", "conv1: filters 6 \u2192 8");
    clicked("Undo", "nothing changed yet");
    clicked("Redo", "conv1: filters 6 \u2192 8");
    assertEquals("8", result("((Conv2d) editor.network().node(\"conv1\").layer()).outChannels()"));
  }

  @Test
  void whatNoLayerCanBeIsRefusedInThePicture() {
    chosen("conv2");
    page.hearUntil(() -> sliders().contains("groups"));
    moved("groups", 4, "Refused; the network stays as it was");
    assertTrue(page.text().contains("conv2: "), page::text);
    assertEquals("61706", result("editor.network().parameterCount()"));
    moved("groups", 2, "conv2: groups 1 \u2192 2");
  }

  @Test
  void aCellChangesItToo() {
    cell("editor.change(e -> e.set(\"conv1\", LayerSetting.KERNEL, 3).without(\"tanh1\"));");
    page.hearUntil(() -> page.text().contains("conv1: kernel 5 \u2192 3"));
    assertTrue(page.text().contains("tanh1: taken away"), page::text);
    JsonArray names =
        page.model(page.id("DropdownModel", "layer")).getAsJsonArray("_options_labels");
    assertFalse(names.contains(new JsonPrimitive("tanh1")), names::toString);
  }

  @Test
  void withoutWidgetsThePictureOfItsStateIsShownAndSaysSo() {
    moved("filters", 9, "conv1: filters 6 \u2192 9");
    JsonObject bundle = cell("editor").only("execute_result").content().getAsJsonObject("data");
    assertTrue(bundle.has("application/vnd.jupyter.widget-view+json"));
    assertTrue(bundle.get("image/png").getAsString().length() > 1000);
    String text = bundle.get("text/plain").getAsString();
    assertTrue(text.startsWith("First state: conv1: filters 6 \u2192 9."), text);
    assertTrue(bundle.get("text/html").getAsString().contains("<img alt=\"LeNet-5, changed"));
  }
}
