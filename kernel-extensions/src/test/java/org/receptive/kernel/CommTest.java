package org.receptive.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.receptive.kernel.protocol.Channel;
import org.receptive.kernel.protocol.CommContent;
import org.receptive.kernel.protocol.Message;
import org.receptive.kernel.protocol.MessageType;
import org.receptive.kernel.protocol.Requests;

class CommTest extends KernelFixture {
  @BeforeAll
  void registerTargets() {
    run(
        """
        comms().register("echo", (comm, first) ->
            comm.onMessage(m -> { System.out.println("heard"); comm.send(m); }));
        comms().register("picky", (comm, first) -> { throw new IOException("not today"); });
        comms().register("clumsy", (comm, first) ->
            comm.onMessage(m -> { throw new IllegalStateException("dropped it"); }));
        """);
  }

  private static JsonObject data(String key, String value) {
    JsonObject data = new JsonObject();
    data.addProperty(key, value);
    return data;
  }

  private List<Message> open(String id, String target) {
    return kernelClient()
        .publishedFor(
            kernelClient()
                .send(
                    Channel.SHELL,
                    MessageType.COMM_OPEN,
                    new CommContent.Open(id, target, new JsonObject())));
  }

  private Message say(String id, JsonObject data) {
    return kernelClient().send(Channel.SHELL, MessageType.COMM_MSG, new CommContent.Data(id, data));
  }

  private static List<String> types(List<Message> messages) {
    return messages.stream().map(Message::type).toList();
  }

  @Test
  void anEchoComesBackBetweenBusyAndIdleWithTheRightParent() {
    open("e1", "echo");
    List<Message> heard = kernelClient().publishedFor(say("e1", data("say", "hello")));
    assertEquals(List.of("status", "stream", "comm_msg", "status"), types(heard));
    assertEquals("hello", heard.get(2).content().getAsJsonObject("data").get("say").getAsString());
  }

  @Test
  void commsAreHandledWhileACellRuns() {
    open("e2", "echo");
    Message cell =
        kernelClient()
            .send(
                Channel.SHELL,
                MessageType.EXECUTE_REQUEST,
                Requests.Execute.of("System.out.println(\"busy\"); Thread.sleep(600_000);"));
    kernelClient().published(m -> m.is(MessageType.STREAM) && m.parentId().equals(cell.id()));
    List<Message> heard = kernelClient().publishedFor(say("e2", data("a", "b")));
    assertEquals(List.of("status", "stream", "comm_msg", "status"), types(heard));
    kernelClient().exchange(Channel.CONTROL, MessageType.INTERRUPT_REQUEST, Conversation.empty());
    assertEquals("error", kernelClient().await(Channel.SHELL, cell).status());
  }

  @Test
  void anUnknownTargetIsClosedAtOnce() {
    List<Message> answer = open("u1", "nobody");
    assertEquals(List.of("status", "comm_close", "status"), types(answer));
    assertEquals("u1", answer.get(1).content().get("comm_id").getAsString());
  }

  @Test
  void aTargetThatThrowsClosesTheComm() {
    List<Message> answer = open("p1", "picky");
    assertTrue(types(answer).contains("comm_close"));
    assertTrue(answer.toString().contains("not today"));
  }

  @Test
  void aCallbackThatThrowsIsReportedAndTheCommLives() {
    open("c1", "clumsy");
    List<Message> first = kernelClient().publishedFor(say("c1", new JsonObject()));
    assertTrue(first.toString().contains("dropped it"));
    List<Message> second = kernelClient().publishedFor(say("c1", new JsonObject()));
    assertTrue(second.toString().contains("dropped it"));
  }

  @Test
  void openCommsAreListedByTarget() {
    open("e3", "echo");
    JsonObject comms =
        kernelClient()
            .exchange(Channel.SHELL, MessageType.COMM_INFO_REQUEST, new Requests.CommInfo("echo"))
            .reply()
            .content()
            .getAsJsonObject("comms");
    assertEquals("echo", comms.getAsJsonObject("e3").get("target_name").getAsString());
    kernelClient()
        .publishedFor(
            kernelClient()
                .send(
                    Channel.SHELL,
                    MessageType.COMM_CLOSE,
                    new CommContent.Data("e3", new JsonObject())));
    JsonObject after =
        kernelClient()
            .exchange(Channel.SHELL, MessageType.COMM_INFO_REQUEST, new Requests.CommInfo("echo"))
            .reply()
            .content()
            .getAsJsonObject("comms");
    assertEquals(false, after.has("e3"));
  }

  @Test
  void aCellOpensACommWithMetadataAndBuffers() {
    Message opened =
        run("""
        import com.google.gson.JsonObject;
        import org.receptive.kernel.comm.CommMessage;
        var metadata = new JsonObject();
        metadata.addProperty("version", "2.1.0");
        comms().open("jupyter.widget", "w1",
            new CommMessage(new JsonObject(), metadata, List.of(new byte[] {7, 8, 9})));
        """)
            .only("comm_open");
    assertEquals("2.1.0", opened.metadata().get("version").getAsString());
    assertArrayEquals(new byte[] {7, 8, 9}, opened.buffers().getFirst());
  }
}
