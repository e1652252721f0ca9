package org.receptive.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.receptive.kernel.Conversation.Exchange;
import org.receptive.kernel.protocol.Channel;
import org.receptive.kernel.protocol.ConnectionInfo;
import org.receptive.kernel.protocol.MalformedMessageException;
import org.receptive.kernel.protocol.Message;
import org.receptive.kernel.protocol.MessageSigner;
import org.receptive.kernel.protocol.MessageType;
import org.receptive.kernel.protocol.Requests;
import org.receptive.kernel.protocol.Session;
import org.receptive.kernel.protocol.WireCodec;
import org.receptive.kernel.session.Kernel;
import org.receptive.kernel.session.KernelOptions;

class ProtocolTest extends KernelFixture {
  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void theSignatureIsThatOfRfc4231() {
    // Test case 2 of RFC 4231: key "Jefe", data "what do ya want for nothing?".
    MessageSigner signer = new MessageSigner("hmac-sha256", "Jefe");
    assertEquals(
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        signer.sign(List.of(bytes("what do ya want "), bytes("for nothing?"))));
  }

  @Test
  void anUnknownSignatureSchemeIsRefusedByName() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> new MessageSigner("hmac-nonsense", "key"));
    assertTrue(refused.getMessage().contains("hmac-nonsense"));
  }

  @Test
  void aMessageSurvivesTheWireWithItsBuffers() throws MalformedMessageException {
    WireCodec codec = new WireCodec(new MessageSigner("hmac-sha256", "k"));
    Message sent =
        new Session("s")
            .message(MessageType.EXECUTE_REQUEST, Requests.Execute.of("ä"))
            .withBuffers(List.of(new byte[] {1, 2}, new byte[0]));
    Message received = codec.decode(codec.encode(sent));
    assertEquals(sent.header(), received.header());
    assertEquals("ä", MessageType.EXECUTE_REQUEST.read(received).code());
    assertEquals(2, received.buffers().size());
    assertEquals(2, received.buffers().getFirst()[1]);
  }

  @Test
  void badMessagesAreDroppedAndTheKernelLives() {
    WireCodec stranger = new WireCodec(new MessageSigner("hmac-sha256", "another key"));
    Message forged =
        new Session("stranger").message(MessageType.EXECUTE_REQUEST, Requests.Execute.of("1"));
    kernelClient().sendFrames(Channel.SHELL, stranger.encode(forged));
    kernelClient().sendFrames(Channel.SHELL, List.of(bytes("noise")));
    kernelClient().sendFrames(Channel.CONTROL, List.of(bytes("<IDS|MSG>"), bytes("short")));
    List<byte[]> noJson = new ArrayList<>();
    noJson.add(bytes("<IDS|MSG>"));
    List<byte[]> parts = List.of(bytes("{"), bytes("[]"), bytes("x"), bytes(""));
    noJson.add(bytes(new MessageSigner("hmac-sha256", "a key for tests").sign(parts)));
    noJson.addAll(parts);
    kernelClient().sendFrames(Channel.SHELL, noJson);
    assertEquals("3", run("1 + 2").result());
  }

  @Test
  void kernelInfoIsAnsweredOnShellAndControlAlsoWhileACellRuns() {
    Message cell =
        kernelClient()
            .send(
                Channel.SHELL,
                MessageType.EXECUTE_REQUEST,
                Requests.Execute.of("System.out.println(1); Thread.sleep(600_000);"));
    kernelClient().published(m -> m.is(MessageType.STREAM) && m.parentId().equals(cell.id()));
    for (Channel channel : List.of(Channel.SHELL, Channel.CONTROL)) {
      JsonObject info =
          kernelClient()
              .exchange(channel, MessageType.KERNEL_INFO_REQUEST, Conversation.empty())
              .reply()
              .content();
      assertEquals("5.4", info.get("protocol_version").getAsString());
      assertEquals("java", info.getAsJsonObject("language_info").get("name").getAsString());
    }
    kernelClient().exchange(Channel.CONTROL, MessageType.INTERRUPT_REQUEST, Conversation.empty());
    assertEquals("error", kernelClient().await(Channel.SHELL, cell).status());
  }

  @Test
  void everyPublicationCarriesTheRequestThatCausedIt() {
    Exchange exchange = run("System.out.println(1); display(2); 3");
    String session = exchange.reply().parentHeader().get("session").getAsString();
    for (Message message : exchange.published()) {
      assertEquals(session, message.parentHeader().get("session").getAsString());
    }
  }

  @Test
  void shutdownIsAnsweredAndEndsTheKernel() throws Exception {
    ConnectionInfo connection = Conversation.freePorts();
    try (Kernel other = new Kernel(connection, KernelOptions.from(java.util.Map.of()));
        Conversation client = new Conversation(connection)) {
      Exchange exchange =
          client.exchange(
              Channel.CONTROL, MessageType.SHUTDOWN_REQUEST, new Requests.Shutdown(true));
      assertTrue(exchange.reply().content().get("restart").getAsBoolean());
      assertTrue(exchange.types().contains("shutdown_reply"));
      other.awaitShutdown();
    }
  }

  @Test
  void aTakenPortIsNamed() throws Exception {
    ConnectionInfo connection = Conversation.freePorts();
    try (Kernel first = new Kernel(connection, KernelOptions.from(java.util.Map.of()))) {
      first.interrupt();
      IllegalStateException taken =
          assertThrows(
              IllegalStateException.class,
              () -> new Kernel(connection, KernelOptions.from(java.util.Map.of())));
      assertTrue(taken.getMessage().contains(String.valueOf(connection.shellPort())));
    }
  }
}
