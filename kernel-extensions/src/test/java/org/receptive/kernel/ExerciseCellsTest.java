package org.receptive.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.receptive.kernel.Conversation.Exchange;
import org.receptive.kernel.protocol.Requests;

/** What a front end, and what a grader, sees of an exercise's check. */
class ExerciseCellsTest extends KernelFixture {
  private static final String LOOPS =
      """
      double[][] convolve(double[][] x, double[][] w) {
        return new double[x.length - w.length + 1][x[0].length - w.length + 1];
      }
      check(loops).answer((x, w) -> convolve(x, w))\
      """;

  @BeforeAll
  void declareTheExercises() {
    String code = "var number = Exercises.outputSize(); var loops = Exercises.ownConvolution();";
    assertEquals("ok", run(code).status());
  }

  private Exchange type(String code) {
    return kernelClient().execute(new Requests.Execute(code, false, true, Map.of(), true, true));
  }

  private static String words(JsonObject content) {
    return content.getAsJsonObject("data").get("text/plain").getAsString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"check(number).answer(0)", LOOPS})
  void anUnansweredCheckIsAResultToSomeoneWhoCanType(String check) {
    Exchange cell = type("System.out.println(1);\n" + check + ";\nSystem.out.println(2);");
    assertEquals("ok", cell.status());
    assertTrue(cell.all("error").isEmpty());
    String card = words(cell.only("execute_result").content());
    assertTrue(card.contains("no answer yet"), card);
    assertEquals("1\n", cell.stream("stdout"), "what stands behind the check did not run");
  }

  @ParameterizedTest
  @ValueSource(strings = {"check(number).answer(0)", LOOPS})
  void anUnansweredCheckFailsTheCellOfAGrader(String check) {
    Exchange cell = run(check);
    assertEquals("error", cell.status());
    assertTrue(words(cell.only("display_data").content()).contains("no answer yet"));
    assertOneLine(cell);
  }

  @Test
  void aWrongAnswerIsToldOnceByItsCardAndOneLine() {
    Exchange cell = type("check(number).answer(-7)");
    assertEquals("error", cell.status());
    String card = words(cell.only("display_data").content());
    assertTrue(card.contains("Hint"), card);
    assertFalse(assertOneLine(cell).contains("Hint"));
    assertEquals(List.of(), cell.all("execute_result"));
    assertEquals("", cell.stream("stderr"));
  }

  /** The error's value and all of its traceback are one and the same line. */
  private static String assertOneLine(Exchange cell) {
    String value = cell.only("error").content().get("evalue").getAsString();
    assertEquals(1, value.lines().count(), value);
    assertEquals(value + "\n", cell.traceback());
    return value;
  }
}
