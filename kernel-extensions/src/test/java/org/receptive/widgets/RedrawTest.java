package org.receptive.widgets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.receptive.kernel.Conversation;
import org.receptive.kernel.KernelFixture;
import org.receptive.kernel.protocol.Channel;
import org.receptive.kernel.protocol.Message;
import org.receptive.kernel.protocol.MessageType;
import org.receptive.kernel.protocol.Requests;

/** When pictures are drawn anew: bursts, drawings that are overtaken, cells that run meanwhile. */
class RedrawTest extends KernelFixture {
  private Page page;

  @BeforeAll
  void openThePage() {
    page = new Page(kernelClient());
    run("import java.util.concurrent.atomic.*;");
  }

  private String cell(String code, String slider) {
    Conversation.Exchange exchange = run(code);
    assertEquals("ok", exchange.status(), () -> exchange.published().toString());
    page.hear(exchange.published());
    return page.id("IntSliderModel", slider);
  }

  private void waitFor(String text) {
    page.hearUntil(() -> page.text().equals(text));
  }

  @Test
  void ofABurstTheLastValueWinsAndMostOthersAreNotDrawn() {
    String id =
        cell(
            """
            var drawn = new AtomicInteger();
            interact(slider("burst", 0, 1000), n -> { drawn.incrementAndGet(); Thread.sleep(20); return "n = " + n; });
            """,
            "burst");
    List<Message> sent = new ArrayList<>();
    for (int n = 1; n <= 300; n++) {
      sent.add(page.send(id, "value", new JsonPrimitive(n)));
    }
    for (Message message : sent) {
      page.hear(kernelClient().publishedFor(message));
    }
    waitFor("n = 300");
    int drawn = Integer.parseInt(run("drawn.get()").result());
    assertTrue(drawn >= 2 && drawn < 150, "300 moves were drawn " + drawn + " times");
  }

  @Test
  void aDrawingThatIsOvertakenIsCancelledAndLeavesNoTrace() {
    String id =
        cell(
            """
            var cancelled = new AtomicInteger();
            interact(slider("slow", 0, 10), n -> {
              if (n == 1) {
                try {
                  Thread.sleep(600_000);
                } catch (InterruptedException e) {
                  cancelled.incrementAndGet();
                  throw e;
                }
              }
              return "n = " + n;
            });
            """,
            "slow");
    page.set(id, "value", 1);
    assertEquals("n = 0", page.text(), "the old picture stays while the new one is drawn");
    page.set(id, "value", 2);
    waitFor("n = 2");
    assertEquals("1", run("cancelled.get()").result());
  }

  @Test
  void anEndlessLoopInADrawingIsOvertakenToo() {
    String id =
        cell(
            """
            interact(slider("loop", 0, 10), n -> {
              long count = 0;
              while (n == 1) { count++; }
              return "n = " + n + ", " + count;
            });
            """,
            "loop");
    page.set(id, "value", 1);
    page.set(id, "value", 2);
    waitFor("n = 2, 0");
    assertEquals("4", run("int four = 0; for (int i = 0; i < 4; i++) { four++; }\nfour").result());
  }

  @Test
  void anEngineCallThatIsOvertakenIsCancelled() {
    String id =
        cell(
            """
            interact(slider("engine", 0, 10), n -> {
              while (n == 1) { org.receptive.engine.kernels.parallel.Cancellation.check("conv2d"); Thread.onSpinWait(); }
              return "n = " + n;
            });
            """,
            "engine");
    page.set(id, "value", 1);
    page.set(id, "value", 2);
    waitFor("n = 2");
  }

  @Test
  void theInterruptOfTheNotebookStopsADrawing() {
    String id =
        cell(
            """
            interact(slider("stop", 0, 10), n -> {
              while (n == 1) { }
              return "n = " + n;
            });
            """,
            "stop");
    page.set(id, "value", 1);
    kernelClient().exchange(Channel.CONTROL, MessageType.INTERRUPT_REQUEST, Conversation.empty());
    page.hearUntil(() -> page.text().startsWith("Interrupted"));
    page.set(id, "value", 3);
    waitFor("n = 3");
  }

  @Test
  void picturesAreDrawnWhileACellRuns() {
    String id = cell("interact(slider(\"beside\", 0, 10), n -> \"n = \" + n);", "beside");
    Message busy =
        kernelClient()
            .send(
                Channel.SHELL,
                MessageType.EXECUTE_REQUEST,
                Requests.Execute.of("System.out.println(\"busy\"); Thread.sleep(600_000);"));
    kernelClient().published(m -> m.is(MessageType.STREAM) && m.parentId().equals(busy.id()));
    page.set(id, "value", 4);
    waitFor("n = 4");
    kernelClient().exchange(Channel.CONTROL, MessageType.INTERRUPT_REQUEST, Conversation.empty());
    assertEquals("error", kernelClient().await(Channel.SHELL, busy).status());
  }

  @Test
  void withADebounceOnlyTheValueOfTheRestIsDrawn() {
    String id =
        cell(
            """
            var settled = new AtomicInteger();
            interact(slider("rest", 0, 10), n -> { settled.incrementAndGet(); return "n = " + n; }).debounce(300);
            """,
            "rest");
    for (int n = 1; n <= 5; n++) {
      page.send(id, "value", new JsonPrimitive(n));
    }
    waitFor("n = 5");
    assertEquals("2", run("settled.get()").result(), "the first state and the last value");
  }

  @Test
  void onReleaseIsLeftToThePage() {
    String id = cell("interact(slider(\"release\", 0, 10), n -> n).onRelease();", "release");
    assertEquals(false, page.model(id).get("continuous_update").getAsBoolean());
  }

  @Test
  void linesOfALongDrawingAppearWhileItRuns() {
    String id =
        cell(
            """
            var gate = new java.util.concurrent.CountDownLatch(1);
            interactDo(slider("lines", 0, 10), n -> {
              System.out.println("step " + n);
              if (n == 1) { gate.await(); System.out.println("done"); }
            });
            """,
            "lines");
    page.set(id, "value", 1);
    waitFor("step 1\n");
    run("gate.countDown();");
    waitFor("step 1\ndone\n");
  }

  @Test
  void javaMovesAControlAndThePictureFollows() {
    cell("var moved = slider(\"java\", 0, 10);\ninteract(moved, n -> \"n = \" + n);", "java");
    page.hear(run("moved.value(6);").published());
    waitFor("n = 6");
  }

  @Test
  void onChangeTellsTheCellThatAskedForIt() {
    String id =
        cell(
            """
            var told = slider("told", 0, 10);
            told.onChange(n -> System.out.println(10 / n));
            told
            """,
            "told");
    page.send(id, "value", new JsonPrimitive(5));
    assertEquals(
        "2\n",
        kernelClient()
            .published(m -> m.is(MessageType.STREAM))
            .content()
            .get("text")
            .getAsString());
    page.send(id, "value", new JsonPrimitive(0));
    assertTrue(
        kernelClient()
            .published(m -> m.is(MessageType.STREAM))
            .content()
            .get("text")
            .getAsString()
            .contains("/ by zero"));
  }
}
