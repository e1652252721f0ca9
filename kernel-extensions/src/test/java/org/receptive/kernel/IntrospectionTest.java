package org.receptive.kernel;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.receptive.kernel.protocol.Channel;
import org.receptive.kernel.protocol.MessageType;
import org.receptive.kernel.protocol.Requests;

class IntrospectionTest extends KernelFixture {
  private JsonObject complete(String code, int cursor) {
    return kernelClient()
        .exchange(Channel.SHELL, MessageType.COMPLETE_REQUEST, new Requests.Complete(code, cursor))
        .reply()
        .content();
  }

  private JsonObject inspect(String code, int cursor) {
    return kernelClient()
        .exchange(Channel.SHELL, MessageType.INSPECT_REQUEST, new Requests.Inspect(code, cursor, 0))
        .reply()
        .content();
  }

  private JsonObject isComplete(String code) {
    return kernelClient()
        .exchange(Channel.SHELL, MessageType.IS_COMPLETE_REQUEST, new Requests.IsComplete(code))
        .reply()
        .content();
  }

  @Test
  void completionReplacesTheNameBeingTyped() {
    JsonObject reply = complete("int y = Math.flo", 16);
    assertTrue(reply.get("matches").toString().contains("floor("));
    assertEquals(13, reply.get("cursor_start").getAsInt());
    assertEquals(16, reply.get("cursor_end").getAsInt());
    assertTrue(reply.get("metadata").toString().contains("\"function\""));
  }

  @Test
  void completionCountsCodePointsAndLooksAtTheLastStatement() {
    String code = "var smile = \"🙂🙂\";\nMath.cb";
    JsonObject reply = complete(code, code.codePointCount(0, code.length()));
    assertEquals("[\"cbrt(\"]", reply.get("matches").toString());
    assertEquals(code.codePointCount(0, code.length()) - 2, reply.get("cursor_start").getAsInt());
  }

  @Test
  void completionKnowsTheNotebooksNames() {
    run("int strideOfTheWindow = 2;");
    assertEquals("[\"strideOfTheWindow\"]", complete("strideOf", 8).get("matches").toString());
  }

  @ParameterizedTest
  @CsvSource({"Math.max,8", "Math.max,6", "Math.max(1,9", "String,6", "String,3", "List.of,7"})
  void inspectionFindsTheTokenFromInsideAndAtItsEnd(String code, int cursor) {
    JsonObject reply = inspect(code, cursor);
    assertTrue(reply.get("found").getAsBoolean(), code + " at " + cursor);
  }

  @Test
  void inspectionOfAVariableTellsTypeAndValue() {
    run("double learningRate = 0.25;");
    String text = inspect("learningRate", 4).get("data").toString();
    assertTrue(text.contains("double learningRate") && text.contains("0.25"), text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Math.abs?", "?Math.abs", "String?", "List.of??", "%time?"})
  void aQuestionMarkOpensThePager(String question) {
    Conversation.Exchange exchange = run(question);
    assertEquals("ok", exchange.status(), exchange.reply().content().toString());
    assertTrue(exchange.reply().content().get("payload").toString().contains("\"page\""));
  }

  @Test
  void inspectionOfNothingFindsNothing() {
    assertFalse(inspect("   ", 1).get("found").getAsBoolean());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`int n = 3` | complete",
        "`if (true) { }` | complete",
        "`` | complete",
        "`%jars x` | complete",
        "`if (true) {` | incomplete",
        "`foo(1,` | incomplete",
        "`%%time` | incomplete",
        "`}` | invalid",
        "`int 3n = 1;` | invalid",
        "`class class {}` | invalid",
        "`int class = 1;` | invalid",
        "`class A { int class; }` | invalid",
        "`class A { int b; ` | incomplete",
        "`x = )` | invalid"
      })
  void aTextIsCompleteIncompleteOrInvalid(String code, String status) {
    assertEquals(status, isComplete(code == null ? "" : code).get("status").getAsString());
  }

  @Test
  void anIncompleteBlockIsIndented() {
    assertEquals("    ", isComplete("class A {").get("indent").getAsString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "outputSize(|The output size of a square kernel on a square input",
        "interact(|Shows one control, and what the function returns",
        "Networks.leNet5(|LeNet",
        "Networks.leNet5().node(|if there is none of that name; the message lists the names",
        "display(|the other way round",
        "Networks|of"
      })
  void theLabsOwnDocumentationIsShown(String code, String said) {
    String text =
        inspect(code, code.length()).getAsJsonObject("data").get("text/plain").getAsString();
    String comment = text.lines().filter(line -> line.startsWith("    ")).collect(joining(" "));
    assertTrue(comment.replaceAll("\\s+", " ").contains(said), text);
  }
}
