package org.receptive.kernel;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.receptive.kernel.Conversation.Exchange;
import org.receptive.kernel.protocol.Channel;
import org.receptive.kernel.protocol.Message;
import org.receptive.kernel.protocol.MessageType;
import org.receptive.kernel.protocol.Replies;
import org.receptive.kernel.protocol.Requests;

class CellExecutionTest extends KernelFixture {
  @Test
  void aCellPublishesBusyInputResultIdleInThisOrder() {
    Exchange exchange = run("1 + 1");
    assertEquals(List.of("status", "execute_input", "execute_result", "status"), exchange.types());
    assertEquals("2", exchange.result());
    assertEquals("ok", exchange.status());
  }

  @Test
  void stateLivesFromCellToCell() {
    run("int width = 28;");
    assertEquals("784", run("width * width").result());
  }

  @Test
  void anAssignmentShowsNothing() {
    run("int assigned = 0;");
    assertFalse(run("assigned = 3").types().contains("execute_result"));
  }

  @Test
  void textOnTheTwoStreamsKeepsItsOrder() {
    Exchange exchange = run("System.out.print(1); System.err.print(2); System.out.print(3);");
    List<String> texts =
        exchange.all("stream").stream()
            .map(m -> m.content().get("name").getAsString() + m.content().get("text").getAsString())
            .toList();
    assertEquals(List.of("stdout1", "stderr2", "stdout3"), texts);
  }

  @Test
  void aCellIsSeenToRunBeforeItHasEnded() {
    Message cell =
        kernelClient()
            .send(
                Channel.SHELL,
                MessageType.EXECUTE_REQUEST,
                Requests.Execute.of("Thread.sleep(600_000);"));
    kernelClient()
        .published(m -> m.is(MessageType.EXECUTE_INPUT) && m.parentId().equals(cell.id()));
    kernelClient().exchange(Channel.CONTROL, MessageType.INTERRUPT_REQUEST, Conversation.empty());
    assertEquals("error", kernelClient().await(Channel.SHELL, cell).status());
  }

  @Test
  void tenThousandLinesAllArriveInFewMessages() {
    Exchange exchange = run("for (int i = 0; i < 10_000; i++) System.out.println(\"line \" + i);");
    assertEquals(lines(0, 10_000), exchange.stream("stdout"));
    assertTrue(exchange.all("stream").size() < 200, "lines have to be joined into messages");
  }

  @Test
  void ofAHundredThousandLinesTheFirstAndTheLastArriveAndAFileHoldsTheRest() throws IOException {
    Exchange exchange =
        run("for (int i = 0; i < 100_000; i++) System.out.println(\"line \" + i);\n7");
    String text = exchange.stream("stdout");
    assertTrue(text.startsWith(lines(0, 10_000) + "[... "), "the head");
    assertTrue(text.endsWith("]\n" + lines(99_000, 100_000)), "the tail");
    assertTrue(text.contains("[... 89,000 lines (1.0 MB) are not shown"), "the count");
    assertEquals("7", exchange.result());
    assertEquals("execute_result", exchange.types().get(exchange.types().size() - 2));
    Matcher file = Pattern.compile("is in (\\S+);").matcher(text);
    assertTrue(file.find());
    assertEquals(lines(10_000, 100_000), Files.readString(Path.of(file.group(1))));
    Files.delete(Path.of(file.group(1)));
  }

  @Test
  void theLastLinesOfAFloodComeBeforeTheErrorThatEndsIt() throws IOException {
    System.setProperty("receptive.output.limit", "50");
    Exchange exchange = run("for (int i = 0; ; i++) System.err.println(10 / (500 - i));");
    System.clearProperty("receptive.output.limit");
    String text = exchange.stream("stderr");
    assertTrue(text.endsWith("]\n2\n2\n3\n5\n10\n"), text);
    List<String> types = exchange.types();
    assertEquals(
        List.of("stream", "error", "status"), types.subList(types.size() - 3, types.size()));
    Matcher file = Pattern.compile("is in (\\S+);").matcher(text);
    assertTrue(file.find());
    assertEquals(450, Files.readAllLines(Path.of(file.group(1))).size());
    Files.delete(Path.of(file.group(1)));
  }

  private static String lines(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "line " + i + "\n").collect(joining());
  }

  @Test
  void tenMegabytesOfResultArrive() {
    assertEquals(10_000_000, run("\"x\".repeat(10_000_000)").result().length());
  }

  @Test
  void umlautsAndEmojiSurviveTheStreams() {
    assertEquals("Fläche ∑ 🙂\n", run("System.out.println(\"Fläche ∑ 🙂\");").stream("stdout"));
  }

  @Test
  void aSilentCellPublishesOnlyItsStatus() {
    Exchange silent =
        kernelClient()
            .execute(
                new Requests.Execute(
                    "int quiet = 4; System.out.println(1); quiet",
                    true,
                    false,
                    Map.of(),
                    false,
                    true));
    assertEquals(List.of("status", "status"), silent.types());
    assertEquals("4", run("quiet").result());
  }

  @Test
  void onlyStoredCellsAreCountedAndRemembered() {
    int before = count(run("1"));
    Exchange unstored =
        kernelClient()
            .execute(new Requests.Execute("\"unstored\"", false, false, Map.of(), false, true));
    assertEquals(before, count(unstored));
    assertEquals(before + 1, count(run("2")));
    JsonObject history =
        kernelClient()
            .exchange(
                Channel.SHELL,
                MessageType.HISTORY_REQUEST,
                new Requests.History(false, true, "tail", 0, 0, 0, 2, "*", false))
            .reply()
            .content();
    assertEquals(
        "1", history.getAsJsonArray("history").get(0).getAsJsonArray().get(2).getAsString());
    assertEquals(
        "2", history.getAsJsonArray("history").get(1).getAsJsonArray().get(2).getAsString());
  }

  @Test
  void userExpressionsAnswerWithValueOrError() {
    Exchange exchange =
        kernelClient()
            .execute(
                new Requests.Execute(
                    "int side = 5;",
                    false,
                    true,
                    Map.of("area", "side * side", "wrong", "sidee"),
                    false,
                    true));
    JsonObject results = exchange.reply().content().getAsJsonObject("user_expressions");
    JsonObject area = results.getAsJsonObject("area");
    assertEquals("25", area.getAsJsonObject("data").get("text/plain").getAsString());
    assertEquals("error", results.getAsJsonObject("wrong").get("status").getAsString());
  }

  @Test
  void cellsBehindAFailedOneAreAborted() {
    Message failing =
        kernelClient()
            .send(
                Channel.SHELL,
                MessageType.EXECUTE_REQUEST,
                Requests.Execute.of("Thread.sleep(300); throw new RuntimeException(\"stop\");"));
    Message waiting =
        kernelClient()
            .send(
                Channel.SHELL,
                MessageType.EXECUTE_REQUEST,
                Requests.Execute.of("System.out.println(\"ran\");"));
    assertEquals("error", kernelClient().await(Channel.SHELL, failing).status());
    Exchange aborted = kernelClient().await(Channel.SHELL, waiting);
    assertEquals("aborted", aborted.status());
    assertFalse(
        aborted.reply().content().has("execution_count"),
        "a front end shows the number of a cell that ran, and this one did not");
    assertEquals("", aborted.stream("stdout"));
    assertEquals("ok", run("1").status());
  }

  @Test
  void aFailedCellThatDoesNotStopOthersLetsThemRun() {
    Requests.Execute lenient =
        new Requests.Execute(
            "Thread.sleep(200); int x = 1 / 0;", false, true, Map.of(), false, false);
    Message failing = kernelClient().send(Channel.SHELL, MessageType.EXECUTE_REQUEST, lenient);
    Message next =
        kernelClient()
            .send(Channel.SHELL, MessageType.EXECUTE_REQUEST, Requests.Execute.of("\"next\""));
    assertEquals("error", kernelClient().await(Channel.SHELL, failing).status());
    assertEquals("next", kernelClient().await(Channel.SHELL, next).result());
  }

  @Test
  void aBackgroundThreadPrintsForTheCellThatStartedIt() {
    Message starter =
        kernelClient()
            .send(
                Channel.SHELL,
                MessageType.EXECUTE_REQUEST,
                Requests.Execute.of(
                    "var gate = new CountDownLatch(1); Thread.startVirtualThread(() -> {"
                        + " try { gate.await(); } catch (InterruptedException e) { return; }"
                        + " System.out.println(\"late\"); });"));
    kernelClient().await(Channel.SHELL, starter);
    run("gate.countDown();");
    Message late = kernelClient().published(m -> m.is(MessageType.STREAM));
    assertEquals(starter.id(), late.parentId());
    assertEquals("late\n", late.content().get("text").getAsString());
  }

  @Test
  void inputIsAskedForOnTheStdinChannel() {
    Message cell =
        kernelClient()
            .send(
                Channel.SHELL,
                MessageType.EXECUTE_REQUEST,
                new Requests.Execute(
                    "new Scanner(System.in).nextLine() + readLine(\"more? \")",
                    false,
                    true,
                    Map.of(),
                    true,
                    true));
    Message first = kernelClient().receive(Channel.STDIN);
    assertEquals("input_request", first.type());
    kernelClient().answer(first, MessageType.INPUT_REPLY, new Replies.Input("one"));
    Message second = kernelClient().receive(Channel.STDIN);
    assertEquals("more? ", second.content().get("prompt").getAsString());
    kernelClient().answer(second, MessageType.INPUT_REPLY, new Replies.Input("two"));
    assertEquals("onetwo", kernelClient().await(Channel.SHELL, cell).result());
  }

  @Test
  void inputWithoutAKeyboardIsAnErrorThatSaysSo() {
    assertTrue(run("System.in.read()").traceback().contains("cannot type"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "new Scanner(System.in).nextLine()",
        "new Scanner(System.in).nextInt()",
        "while (new Scanner(System.in).hasNext()) {}",
        "new BufferedReader(new InputStreamReader(System.in)).readLine()",
        "readLine(\"name? \")",
        "IO.readln()"
      })
  void whateverAsksWithoutAKeyboardSaysThatNobodyCanAnswer(String question) {
    String traceback = run(question).traceback();
    assertTrue(traceback.contains("nobody can answer here"), traceback);
  }

  @Test
  void threadsOfSharedPoolsShowBelowTheCellThatRuns() {
    run("IntStream.range(0, 64).parallel().forEach(i -> {});");
    Exchange exchange =
        run(
            "var pooled = display(0);\n"
                + "IntStream.range(1, 64).parallel().forEach(i -> updateDisplay(pooled, i));\n"
                + "CompletableFuture.runAsync(() -> display(\"async\")).join();");
    assertEquals("ok", exchange.status(), () -> exchange.reply().toString());
    assertEquals(63, exchange.all("update_display_data").size());
    assertEquals(2, exchange.all("display_data").size());
  }

  @Test
  void aThreadThatNoCellHasStartedShowsBelowTheLatestCell() throws InterruptedException {
    run("Runnable showsSomething = () -> display(\"from outside\"); showsSomething");
    Exchange cell =
        run(
            "new Object() { void go() throws Exception {"
                + " var outside = Thread.ofPlatform().inheritInheritableThreadLocals(false)"
                + ".start(showsSomething); outside.join(); } }.go();");
    assertEquals(1, cell.all("display_data").size(), () -> cell.types().toString());
  }

  @Test
  void aDisplayCanBeUpdatedAndTheOutputCleared() {
    Exchange exchange =
        run("var id = display(\"one\"); updateDisplay(id, \"two\"); clearOutput();");
    assertEquals(
        List.of(
            "status",
            "execute_input",
            "display_data",
            "update_display_data",
            "clear_output",
            "status"),
        exchange.types());
    assertEquals(displayId(exchange, "display_data"), displayId(exchange, "update_display_data"));
  }

  private static String displayId(Exchange exchange, String type) {
    return exchange
        .only(type)
        .content()
        .getAsJsonObject("transient")
        .get("display_id")
        .getAsString();
  }

  private static int count(Exchange exchange) {
    return exchange.reply().content().get("execution_count").getAsInt();
  }
}
