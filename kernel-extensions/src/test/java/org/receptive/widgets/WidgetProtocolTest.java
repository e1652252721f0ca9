package org.receptive.widgets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.receptive.widgets.Page.json;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.receptive.kernel.Conversation;
import org.receptive.kernel.KernelFixture;
import org.receptive.kernel.protocol.Channel;
import org.receptive.kernel.protocol.CommContent;
import org.receptive.kernel.protocol.Message;
import org.receptive.kernel.protocol.MessageType;
import org.receptive.kernel.protocol.Requests;

/** The messages themselves, letter by letter; ids are replaced by the order in which they came. */
class WidgetProtocolTest extends KernelFixture {
  private Page page;

  @BeforeAll
  void openThePage() {
    page = new Page(kernelClient());
    run("import org.receptive.widgets.model.*;");
  }

  private Conversation.Exchange cell(String code) {
    Conversation.Exchange exchange = run(code);
    assertEquals("ok", exchange.status(), () -> exchange.published().toString());
    page.hear(exchange.published());
    return exchange;
  }

  private static List<String> types(List<Message> messages) {
    return messages.stream().map(Message::type).toList();
  }

  private static JsonObject data(Message message) {
    return message.content().getAsJsonObject("data");
  }

  private String slider(String label) {
    cell("slider(\"" + label + "\", 0, 10, 3)");
    return page.id("IntSliderModel", label);
  }

  @Test
  void layoutAndStyleAreOpenedBeforeTheSliderThatRefersToThem() {
    List<Message> opened = cell("slider(\"open\", 0, 10, 3)").all("comm_open");
    assertEquals(3, opened.size());
    for (Message message : opened) {
      assertEquals("jupyter.widget", message.content().get("target_name").getAsString());
      assertEquals(json("{'version': '2.1.0'}"), message.metadata());
      assertEquals(json("{'a': []}").get("a"), data(message).get("buffer_paths"));
    }
    String layout = opened.get(0).content().get("comm_id").getAsString();
    String style = opened.get(1).content().get("comm_id").getAsString();
    assertEquals(
        json(
            """
            {'_model_module': '@jupyter-widgets/controls', '_model_module_version': '2.0.0',
             '_model_name': 'IntSliderModel', '_view_module': '@jupyter-widgets/controls',
             '_view_module_version': '2.0.0', '_view_name': 'IntSliderView',
             '_dom_classes': [], 'behavior': 'drag-tap', 'continuous_update': true,
             'description': 'open', 'description_allow_html': false, 'disabled': false,
             'layout': 'IPY_MODEL_%s', 'max': 10, 'min': 0, 'orientation': 'horizontal',
             'readout': true, 'readout_format': 'd', 'step': 1, 'style': 'IPY_MODEL_%s',
             'tabbable': null, 'tooltip': null, 'value': 3}\
            """
                .formatted(layout, style)),
        data(opened.get(2)).get("state"));
    assertEquals("LayoutModel", page.model(layout).get("_model_name").getAsString());
    assertEquals("SliderStyleModel", page.model(style).get("_model_name").getAsString());
    assertEquals("StyleView", page.model(style).get("_view_name").getAsString());
  }

  @Test
  void aControlShowsItsViewAndWordsForThoseWhoCannot() {
    JsonObject shown = data(cell("slider(\"shown\", 0, 10, 3)").only("execute_result"));
    assertEquals(
        json(
            "{'version_major': 2, 'version_minor': 0, 'model_id': '%s'}"
                .formatted(page.id("IntSliderModel", "shown"))),
        shown.get("application/vnd.jupyter.widget-view+json"));
    assertTrue(shown.get("text/plain").getAsString().startsWith("shown = 3 "));
  }

  @Test
  void anUpdateIsEchoedBetweenBusyAndIdle() {
    List<Message> heard = page.set(slider("echo"), "value", 7);
    assertEquals(List.of("status", "comm_msg", "status"), types(heard));
    assertEquals(
        json("{'method': 'echo_update', 'state': {'value': 7}, 'buffer_paths': []}"),
        data(heard.get(1)));
  }

  @Test
  void aValueOutsideTheRangeIsEchoedAndThenCorrected() {
    List<Message> heard = page.set(slider("range"), "value", 99);
    assertEquals(List.of("status", "comm_msg", "comm_msg", "status"), types(heard));
    assertEquals("echo_update", data(heard.get(1)).get("method").getAsString());
    assertEquals(
        json("{'method': 'update', 'state': {'value': 10}, 'buffer_paths': []}"),
        data(heard.get(2)));
  }

  @Test
  void aValueOfAnotherTypeIsRefusedAndTheOldOneStands() {
    String id = slider("type");
    List<Message> heard = page.set(id, "value", new JsonPrimitive("seven"));
    assertEquals(List.of("status", "comm_msg", "stream", "comm_msg", "status"), types(heard));
    assertEquals(
        json("{'method': 'update', 'state': {'value': 3}, 'buffer_paths': []}"),
        data(heard.get(3)));
    assertTrue(
        heard
            .get(2)
            .content()
            .get("text")
            .getAsString()
            .contains("expected a number, got \"seven\""));
    assertEquals("4", run("2 + 2").result(), "the kernel lives");
  }

  @Test
  void aChoiceOfNoOptionIsRefused() {
    cell("var menu = dropdown(\"menu\", \"ReLU\", \"tanh\");\nmenu");
    String id = page.id("DropdownModel", "menu");
    page.set(id, "index", 5);
    assertEquals("ReLU", run("menu.value()").result());
    page.set(id, "index", 1);
    assertEquals("tanh", run("menu.value()").result());
  }

  @Test
  void javaSetsAValueInOneUpdateAndOnlyIfItDiffers() {
    cell("var set = slider(\"set\", 0, 10, 3);\nset");
    Conversation.Exchange moved = cell("set.value(4); set.value(4);");
    assertEquals(
        json("{'method': 'update', 'state': {'value': 4}, 'buffer_paths': []}"),
        data(moved.only("comm_msg")));
  }

  @Test
  void severalChangesTogetherTravelInOneMessage() {
    cell("var field = new IntText();\nfield");
    Conversation.Exchange moved =
        cell("field.together(() -> field.value(5).description(\"d\").disabled(true));");
    assertEquals(
        json(
            "{'method': 'update', 'state': {'value': 5, 'description': 'd', 'disabled': true},"
                + " 'buffer_paths': []}"),
        data(moved.only("comm_msg")));
  }

  @Test
  void aPageThatAsksForTheStateOfAWidgetGetsAllOfIt() {
    String id = slider("state");
    List<Message> heard =
        kernelClient().publishedFor(page.say(id, json("{'method': 'request_state'}")));
    JsonObject answer = data(heard.get(1));
    assertEquals("update", answer.get("method").getAsString());
    assertEquals(page.model(id), answer.get("state"));
  }

  @Test
  void aReloadedPageGetsTheStatesOfAllOpenWidgets() {
    String id = slider("reload");
    page.set(id, "value", 8);
    kernelClient()
        .publishedFor(
            kernelClient()
                .send(
                    Channel.SHELL,
                    MessageType.COMM_OPEN,
                    new CommContent.Open("control-1", "jupyter.widget.control", new JsonObject())));
    List<Message> heard =
        kernelClient().publishedFor(page.say("control-1", json("{'method': 'request_states'}")));
    assertEquals(List.of("status", "comm_msg", "status"), types(heard));
    JsonObject answer = data(heard.get(1));
    assertEquals("update_states", answer.get("method").getAsString());
    JsonObject slider = answer.getAsJsonObject("states").getAsJsonObject(id);
    assertEquals("IntSliderModel", slider.get("model_name").getAsString());
    assertEquals("@jupyter-widgets/controls", slider.get("model_module").getAsString());
    assertEquals("2.0.0", slider.get("model_module_version").getAsString());
    assertEquals(8, slider.getAsJsonObject("state").get("value").getAsInt());
    assertEquals(
        "jupyter.widget",
        kernelClient()
            .exchange(
                Channel.SHELL,
                MessageType.COMM_INFO_REQUEST,
                new Requests.CommInfo("jupyter.widget"))
            .reply()
            .content()
            .getAsJsonObject("comms")
            .getAsJsonObject(id)
            .get("target_name")
            .getAsString());
  }

  @Test
  void theBuffersOfAllStatesHaveTheirPathsFromTheTop() {
    cell("image(new byte[] {1, 2})");
    String id = page.ids("ImageModel").getLast();
    Message asked = control("control-2", new JsonObject());
    kernelClient().publishedFor(asked);
    List<Message> heard =
        kernelClient().publishedFor(page.say("control-2", json("{'method': 'request_states'}")));
    JsonArray paths = data(heard.get(1)).getAsJsonArray("buffer_paths");
    int mine =
        paths.asList().indexOf(json("{'path': ['" + id + "', 'state', 'value']}").get("path"));
    assertArrayEquals(new byte[] {1, 2}, heard.get(1).buffers().get(mine));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.0.0", "0.9", "10.1", "newest"})
  void aPageOfAnotherMajorVersionIsRefused(String version) {
    JsonObject metadata = new JsonObject();
    metadata.addProperty("version", version);
    List<Message> heard = kernelClient().publishedFor(control("control-" + version, metadata));
    assertEquals(List.of("status", "comm_close", "status"), withoutStreams(heard));
    String reason =
        heard.stream()
            .filter(m -> m.is(MessageType.COMM_CLOSE))
            .map(m -> data(m).get("reason").getAsString())
            .findFirst()
            .orElseThrow();
    assertTrue(reason.contains("version " + version), reason);
  }

  private static List<String> withoutStreams(List<Message> heard) {
    return types(heard).stream().filter(type -> !type.equals("stream")).toList();
  }

  private Message control(String id, JsonObject metadata) {
    return kernelClient()
        .send(
            Channel.SHELL,
            MessageType.COMM_OPEN,
            new CommContent.Open(id, "jupyter.widget.control", new JsonObject()),
            metadata,
            List.of());
  }

  @Test
  void aClickIsACustomMessageAndItsOutputLandsBelowTheCellOfTheButton() {
    Conversation.Exchange made = cell("button(\"go\", () -> System.out.println(\"gone\"))");
    String id = page.id("ButtonModel", "go");
    Message click = page.say(id, json("{'method': 'custom', 'content': {'event': 'click'}}"));
    Message printed = kernelClient().published(m -> m.is(MessageType.STREAM));
    assertEquals("gone\n", printed.content().get("text").getAsString());
    assertEquals(made.reply().parentId(), printed.parentId());
    assertEquals(List.of("status", "status"), types(kernelClient().publishedFor(click)));
  }

  @Test
  void bytesTravelBesideTheJson() {
    Conversation.Exchange shown = cell("var picture = image(new byte[] {1, 2, 3});\npicture");
    Message opened = shown.all("comm_open").getLast();
    assertEquals(json("{'a': [['value']]}").get("a"), data(opened).get("buffer_paths"));
    assertArrayEquals(new byte[] {1, 2, 3}, opened.buffers().getFirst());
    assertFalse(data(opened).getAsJsonObject("state").has("value"));
    Message update = cell("picture.value(new byte[] {4});").only("comm_msg");
    assertEquals(
        json("{'method': 'update', 'state': {}, 'buffer_paths': [['value']]}"), data(update));
    assertArrayEquals(new byte[] {4}, update.buffers().getFirst());
  }

  @Test
  void filesArriveInBuffersAndAreNotEchoed() {
    cell("var upload = new FileUpload();\nupload");
    String id = page.ids("FileUploadModel").getLast();
    JsonObject data =
        json(
            """
            {'method': 'update', 'buffer_paths': [['value', 0, 'content']],
             'state': {'value': [{'name': 'a.png', 'type': 'image/png', 'size': 2,
                                  'last_modified': 0, 'content': null}]}}\
            """);
    Message sent =
        kernelClient()
            .send(
                Channel.SHELL,
                MessageType.COMM_MSG,
                new CommContent.Data(id, data),
                List.of(new byte[] {'h', 'i'}));
    assertEquals(List.of("status", "status"), types(kernelClient().publishedFor(sent)));
    assertEquals(
        "\"aGk=\"", run("upload.value().get().getFirst().get(\"content\").toString()").result());
  }

  @Test
  void aClosedWidgetIsTakenAwayAndForgotten() {
    cell("var gone = new IntText();\ngone");
    String id = page.ids("IntTextModel").getLast();
    Message closed = cell("gone.close();").only("comm_close");
    assertEquals(id, closed.content().get("comm_id").getAsString());
    assertEquals(List.of("status", "status"), types(page.set(id, "value", 1)));
    assertEquals(List.of(), cell("gone.value(3);").all("comm_msg"));
  }

  @Test
  void aModelThatNobodyKnowsIsClosedWithTheReason() {
    Message sent =
        kernelClient()
            .send(
                Channel.SHELL,
                MessageType.COMM_OPEN,
                new CommContent.Open(
                    "foreign", "jupyter.widget", json("{'state': {'_model_name': 'XModel'}}")));
    Message closed =
        kernelClient().publishedFor(sent).stream()
            .filter(m -> m.is(MessageType.COMM_CLOSE))
            .findFirst()
            .orElseThrow();
    assertTrue(data(closed).get("reason").getAsString().contains("no widget model \"XModel\""));
  }

  @Test
  void aModelThatThePageMakesIsKeptInStepFromThenOn() {
    kernelClient()
        .publishedFor(
            kernelClient()
                .send(
                    Channel.SHELL,
                    MessageType.COMM_OPEN,
                    new CommContent.Open(
                        "made-there",
                        "jupyter.widget",
                        json("{'state': {'_model_name': 'IntTextModel', 'value': 5}}"))));
    List<Message> heard =
        kernelClient().publishedFor(page.say("made-there", json("{'method': 'request_state'}")));
    assertEquals(5, data(heard.get(1)).getAsJsonObject("state").get("value").getAsInt());
  }

  @Test
  void malformedMessagesDoNotEndTheKernel() {
    String id = slider("broken");
    for (String broken :
        List.of(
            "{}",
            "{'method': 7}",
            "{'method': 'update'}",
            "{'method': 'update', 'state': 7}",
            "{'method': 'update', 'state': {'value': null, 'nothing': 1, 'layout': 'x'}}",
            "{'method': 'update', 'state': {'value': {}}, 'buffer_paths': 5}",
            "{'method': 'custom', 'content': []}")) {
      List<Message> heard = kernelClient().publishedFor(page.say(id, json(broken)));
      assertEquals("status", heard.getLast().type(), broken);
    }
    page.set(id, "value", 9);
    assertEquals(9, page.model(id).get("value").getAsInt());
  }
}
