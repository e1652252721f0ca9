package org.receptive.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.receptive.kernel.client.KernelCommand;
import org.receptive.kernel.protocol.MessageType;
import org.receptive.server.kernels.KernelChoice;
import org.receptive.server.kernels.KernelPool;
import org.receptive.server.kernels.RunningKernel;

/** Kernels behind the server, as pages meet them. One kernel serves most tests. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class KernelsTest {
  private ServerFixture lab;
  private String kernel;

  @BeforeAll
  void start(@TempDir Path temporary) throws IOException {
    lab = new ServerFixture(temporary);
    Files.createDirectory(lab.folder.resolve("week 1"));
    HttpResponse<String> session =
        lab.call(
            "POST",
            "/api/sessions",
            "{\"path\": \"week 1/a.ipynb\", \"type\": \"notebook\", \"name\": \"a.ipynb\","
                + " \"kernel\": {\"name\": \"receptive\"}}");
    assertEquals(201, session.statusCode(), session.body());
    kernel =
        JsonParser.parseString(session.body())
            .getAsJsonObject()
            .getAsJsonObject("kernel")
            .get("id")
            .getAsString();
  }

  @AfterAll
  void stop() {
    lab.close();
  }

  private String state() {
    return lab.object("/api/kernels/" + kernel).get("execution_state").getAsString();
  }

  private void awaitState(String state) throws InterruptedException {
    for (int i = 0; i < 600 && !state().equals(state); i++) {
      Thread.sleep(50);
    }
    assertEquals(state, state());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aPageRunsACellInEitherPacking(boolean binary) {
    try (PageSocket page = new PageSocket(lab, kernel, "packing-" + binary, binary)) {
      String id = page.execute("System.out.print(40 + 2);");
      PageSocket.Heard text = page.await(message -> message.type().equals("stream"));
      assertEquals(id, text.parentId());
      assertEquals("iopub", text.channel());
      assertEquals("42", text.content().get("text").getAsString());
      assertEquals("ok", page.reply(id).content().get("status").getAsString());
    }
  }

  @Test
  void theKernelWorksInTheFolderOfItsNotebook() {
    try (PageSocket page = new PageSocket(lab, kernel, "folder", true)) {
      String id = page.execute("System.out.print(java.nio.file.Path.of(\"\").toAbsolutePath());");
      assertEquals(
          lab.folder.resolve("week 1").toString(),
          page.await(message -> message.type().equals("stream") && message.parentId().equals(id))
              .content()
              .get("text")
              .getAsString());
    }
  }

  @Test
  void twoPagesOnOneKernelBothSeeWhatItPublishesAndEachItsOwnReply() throws InterruptedException {
    try (PageSocket one = new PageSocket(lab, kernel, "one", true);
        PageSocket two = new PageSocket(lab, kernel, "two", false)) {
      String id = one.execute("System.out.print(\"to both\");");
      assertEquals("ok", one.reply(id).content().get("status").getAsString());
      two.await(message -> message.type().equals("stream") && message.parentId().equals(id));
      two.await(message -> message.isStatus("idle") && message.parentId().equals(id));
      String other = two.execute("1");
      two.reply(other);
      assertFalse(
          two.heard.stream().anyMatch(message -> message.channel().equals("shell")),
          two.heard::toString);
      String third = one.execute("2");
      one.await(
          message -> {
            assertNotEquals("shell:" + other, message.channel() + ":" + message.parentId());
            return message.channel().equals("shell") && message.parentId().equals(third);
          });
    }
  }

  @Test
  void whatAPageMissesWhileItsConnectionIsLostItHearsWhenItComesBack() throws InterruptedException {
    PageSocket before = new PageSocket(lab, kernel, "lost", true);
    String id = before.execute("Thread.sleep(1500); System.out.print(\"meanwhile\");");
    before.await(message -> message.isStatus("busy") && message.parentId().equals(id));
    before.breakOff();
    Thread.sleep(2500);
    try (PageSocket after = new PageSocket(lab, kernel, "lost", true)) {
      after.await(message -> message.type().equals("stream") && message.parentId().equals(id));
      assertEquals("ok", after.reply(id).content().get("status").getAsString());
    }
  }

  @Test
  void aPageThatComesWhileACellRunsSeesThatTheKernelIsBusy() throws InterruptedException {
    try (PageSocket one = new PageSocket(lab, kernel, "first", true)) {
      String id = one.execute("Thread.sleep(2000);");
      one.await(message -> message.isStatus("busy") && message.parentId().equals(id));
      try (PageSocket two = new PageSocket(lab, kernel, "reloaded", true)) {
        String asked = two.send("control", MessageType.KERNEL_INFO_REQUEST, new JsonObject());
        two.await(message -> message.isStatus("idle") && message.parentId().equals(asked));
        two.await(message -> message.isStatus("busy"));
        assertEquals("busy", state());
        two.await(message -> message.isStatus("idle") && message.parentId().equals(id));
        assertEquals("idle", state());
      }
    }
  }

  @Test
  void anEndlessLoopIsInterrupted() throws InterruptedException {
    try (PageSocket page = new PageSocket(lab, kernel, "loop", true)) {
      String id = page.execute("while (true) {}");
      page.await(message -> message.isStatus("busy") && message.parentId().equals(id));
      Thread.sleep(500);
      assertEquals("busy", state());
      assertEquals(204, lab.call("POST", "/api/kernels/" + kernel + "/interrupt", "").statusCode());
      assertEquals("error", page.reply(id).content().get("status").getAsString());
      awaitState("idle");
    }
  }

  @Test
  void aRestartedKernelKeepsItsIdAndForgetsItsVariables() {
    long before = lab.server.kernels().get(kernel).process().pid();
    try (PageSocket page = new PageSocket(lab, kernel, "restart", true)) {
      page.reply(page.execute("int remembered = 1; while (remembered < 0) {}"));
      HttpResponse<String> answer = lab.call("POST", "/api/kernels/" + kernel + "/restart", "");
      assertEquals(200, answer.statusCode(), answer.body());
      assertNotEquals(before, lab.server.kernels().get(kernel).process().pid());
      String id = page.execute("remembered");
      assertEquals("error", page.reply(id).content().get("status").getAsString());
    }
  }

  @Test
  void aKernelThatIsKilledInACellIsStartedAgainAndThePageRecovers() {
    try (PageSocket page = new PageSocket(lab, kernel, "killed", true)) {
      String id = page.execute("while (true) {}");
      page.await(message -> message.isStatus("busy") && message.parentId().equals(id));
      assertTrue(lab.server.kernels().get(kernel).process().destroyForcibly());
      page.await(message -> message.isStatus("restarting"));
      String next = page.execute("20 + 1");
      assertEquals("ok", page.reply(next).content().get("status").getAsString());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "short",
        "................................",
        "\0\0\0\0\0\0\0\0",
        "\377\377\377\377\377\377\377\177"
      })
  void aMessageThatIsNoneClosesItsConnectionOnly(String message) throws Exception {
    try (PageSocket page = new PageSocket(lab, kernel, "malformed", true)) {
      page.sendRaw(message.getBytes(StandardCharsets.ISO_8859_1));
      assertEquals(1007, page.closed.get(20, TimeUnit.SECONDS));
    }
    assertEquals(200, lab.get("/api/kernels/" + kernel).statusCode());
  }

  @Test
  void sessionsAreListedRenamedAndEnded() {
    String body =
        "{\"path\": \"b.ipynb\", \"type\": \"notebook\", \"kernel\": {\"name\": \"receptive\"}}";
    JsonObject session =
        JsonParser.parseString(lab.call("POST", "/api/sessions", body).body()).getAsJsonObject();
    String id = session.get("id").getAsString();
    // The same document has the same session.
    assertTrue(lab.call("POST", "/api/sessions", body).body().contains(id));
    HttpResponse<String> renamed =
        lab.call("PATCH", "/api/sessions/" + id, "{\"path\": \"c.ipynb\"}");
    assertTrue(renamed.body().contains("\"path\":\"c.ipynb\""), renamed.body());
    String child = session.getAsJsonObject("kernel").get("id").getAsString();
    ProcessHandle process = lab.server.kernels().get(child).process();
    assertEquals(204, lab.call("DELETE", "/api/sessions/" + id, "").statusCode());
    assertEquals(404, lab.get("/api/sessions/" + id).statusCode());
    assertEquals(404, lab.get("/api/kernels/" + child).statusCode());
    assertFalse(process.isAlive());
    JsonArray left = lab.json("/api/sessions").getAsJsonArray();
    assertEquals(1, left.size(), left::toString);
  }

  @Test
  void aKernelThatIsNotHereIsNotStarted() {
    HttpResponse<String> answer =
        lab.call(
            "POST",
            "/api/sessions",
            "{\"path\": \"p.ipynb\", \"type\": \"notebook\", \"kernel\": {\"name\": \"python3\"}}");
    assertEquals(400, answer.statusCode());
    assertTrue(answer.body().contains("there is no kernel \\\"python3\\\" here"), answer.body());
    assertEquals(404, lab.get("/api/kernels/nobody").statusCode());
    assertEquals(404, lab.call("POST", "/api/kernels/nobody/restart", "").statusCode());
  }

  @Test
  void aKernelThatDiesAgainAndAgainStaysDeadAndCanBeRestarted(@TempDir Path temporary)
      throws InterruptedException {
    AtomicReference<KernelCommand> command =
        new AtomicReference<>(
            new KernelCommand(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-version")));
    KernelChoice choice = new KernelChoice("receptive", new JsonObject(), Map.of(), command::get);
    try (KernelPool pool = new KernelPool(choice)) {
      RunningKernel broken = pool.start(temporary);
      for (int i = 0; i < 1200 && !broken.model().toString().contains("\"dead\""); i++) {
        Thread.sleep(50);
      }
      assertEquals("dead", broken.model().get("execution_state").getAsString());
      command.set(KernelCommand.receptive());
      broken.restart();
      assertEquals("starting", broken.model().get("execution_state").getAsString());
      assertTrue(broken.process().isAlive());
    }
  }

  /** What was asked of it waits for the next: the page neither loses a cell nor sees a dialog. */
  @Test
  void aKernelThatDiesBeforeItsFirstWordIsStartedAgainWithoutAWord(@TempDir Path temporary)
      throws IOException {
    Path free = temporary.resolve("free");
    // It ends once the page has asked, as one does whose port another program has taken.
    KernelCommand stillborn =
        new KernelCommand(
            List.of("sh", "-c", "until [ -e \"$0\" ]; do sleep .1; done; exit 1", free.toString()));
    AtomicInteger starts = new AtomicInteger();
    Supplier<KernelCommand> command =
        () -> starts.incrementAndGet() == 1 ? stillborn : KernelCommand.receptive();
    try (ServerFixture other = new ServerFixture(temporary, command)) {
      String born =
          JsonParser.parseString(other.call("POST", "/api/kernels", "{}").body())
              .getAsJsonObject()
              .get("id")
              .getAsString();
      try (PageSocket page = new PageSocket(other, born, "p", true)) {
        String id = page.execute("6 * 7");
        Files.createFile(free);
        PageSocket.Heard reply =
            page.await(
                message -> {
                  assertFalse(message.isStatus("restarting"));
                  return message.channel().equals("shell") && message.parentId().equals(id);
                });
        assertEquals("ok", reply.content().get("status").getAsString());
      }
      assertEquals(2, starts.get());
    }
  }

  @Test
  void theServerTakesItsKernelsAlong(@TempDir Path temporary) {
    List<ProcessHandle> kernels;
    try (ServerFixture other = new ServerFixture(temporary)) {
      assertEquals(201, other.call("POST", "/api/kernels", "{}").statusCode());
      String second =
          JsonParser.parseString(other.call("POST", "/api/kernels", "").body())
              .getAsJsonObject()
              .get("id")
              .getAsString();
      try (PageSocket page = new PageSocket(other, second, "p", true)) {
        String id = page.execute("while (true) {}");
        page.await(message -> message.isStatus("busy") && message.parentId().equals(id));
      }
      kernels = other.server.kernels().all().stream().map(each -> each.process()).toList();
      assertEquals(2, kernels.size());
    }
    kernels.forEach(process -> assertFalse(process.isAlive()));
  }
}
