package org.receptive.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.receptive.kernel.Conversation.Exchange;
import org.receptive.kernel.protocol.Channel;
import org.receptive.kernel.protocol.Message;
import org.receptive.kernel.protocol.MessageType;
import org.receptive.kernel.protocol.Requests;

class InterruptTest extends KernelFixture {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Thread.sleep(600_000);",
        "while (true) { }",
        "long n = 0; while (true) { try { n++; } catch (Throwable t) { n = 0; } }",
        "int again(int n) { for (;;) { n++; } }\nagain(0);",
        "new Object() { public String toString() { while (true) { } } }",
        "IntStream.iterate(0, i -> i + 1).forEach(i -> { });",
        // As an engine call does: polls between chunks, and gives up.
        "while (!Thread.currentThread().isInterrupted()) { Thread.onSpinWait(); }"
            + " throw new CancellationException();"
      })
  void aStoppedCellRepliesAndTheNextOneKeepsTheState(String endless) {
    run("int kept = 11;");
    Message cell =
        kernelClient()
            .send(
                Channel.SHELL,
                MessageType.EXECUTE_REQUEST,
                Requests.Execute.of("System.out.println(\"started\");\n" + endless));
    kernelClient().published(m -> m.is(MessageType.STREAM) && m.parentId().equals(cell.id()));
    Exchange interrupt =
        kernelClient()
            .exchange(Channel.CONTROL, MessageType.INTERRUPT_REQUEST, Conversation.empty());
    assertEquals("ok", interrupt.status());
    Exchange stopped = kernelClient().await(Channel.SHELL, cell);
    assertEquals("error", stopped.status());
    assertEquals("Interrupted", stopped.reply().content().get("ename").getAsString());
    assertEquals("11", run("kept").result());
  }

  @Test
  void anInterruptWithNothingRunningDoesNoHarm() {
    kernelClient().exchange(Channel.CONTROL, MessageType.INTERRUPT_REQUEST, Conversation.empty());
    assertEquals("3", run("1 + 2").result());
  }

  @Test
  void cellsBehindAStoppedOneAreAborted() {
    Message cell =
        kernelClient()
            .send(
                Channel.SHELL,
                MessageType.EXECUTE_REQUEST,
                Requests.Execute.of("System.out.println(1); while (true) { }"));
    Message behind =
        kernelClient().send(Channel.SHELL, MessageType.EXECUTE_REQUEST, Requests.Execute.of("5"));
    kernelClient().published(m -> m.is(MessageType.STREAM) && m.parentId().equals(cell.id()));
    kernelClient().exchange(Channel.CONTROL, MessageType.INTERRUPT_REQUEST, Conversation.empty());
    assertEquals("error", kernelClient().await(Channel.SHELL, cell).status());
    assertEquals("aborted", kernelClient().await(Channel.SHELL, behind).status());
  }
}
