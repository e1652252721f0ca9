package org.receptive.engine.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.receptive.engine.kernels.reference.ReferenceKernels;

/** The runner of golden vectors must notice what is wrong. */
class GoldenReportTest {
  private final GoldenReport report = new GoldenReport(new ReferenceKernels());

  private List<String> run(String op, String mode, String params, String input, String outputs) {
    String json =
        "{'name':'case','params':%s,'inputs':{'input':%s},'outputs':%s,'compare':{'mode':'%s'}}"
            .formatted(params, input, outputs, mode);
    return report.run(
        new GoldenEntry("f.json", op, JsonParser.parseString(json).getAsJsonObject()));
  }

  private static String tensor(String dtype, String shape, String data) {
    return "{'dtype':'%s','shape':%s,'data':%s}".formatted(dtype, shape, data);
  }

  private List<String> pool(String mode, String outputs) {
    return run(
        "max_pool2d", mode, "{'kernel':2}", tensor("f64", "[1,1,2,2]", "[1,2,\"NaN\",4]"), outputs);
  }

  private static String nan() {
    return tensor("f64", "[1,1,1,1]", "[\"NaN\"]");
  }

  @Test
  void aRightCasePassesAndIsCounted() {
    String argmax = tensor("i64", "[1,1,1,1]", "[2]");
    assertEquals(List.of(), pool("exact", "{'output':%s,'argmax':%s}".formatted(nan(), argmax)));
    assertEquals(
        "golden vectors, reference: 1 files, 1 cases, 2 comparisons, 0 gradients pending, 0"
            + " failures",
        report.toString());
  }

  @Test
  void aWrongIndexIsAFailureHoweverWideTheTolerance() {
    List<String> problems =
        pool("allclose", "{'argmax':%s}".formatted(tensor("i64", "[1,1,1,1]", "[3]")));
    assertEquals(List.of("f.json case, argmax: value 0 is 2.0, but should be 3.0"), problems);
  }

  @Test
  void aNumberWhereNanIsExpectedIsAFailure() {
    List<String> problems =
        run(
            "max_pool2d",
            "allclose",
            "{'kernel':1}",
            tensor("f64", "[1,1,1,1]", "[1]"),
            "{'output':%s}".formatted(nan()));
    assertEquals(List.of("f.json case, output: value 0 is 1.0, but should be NaN"), problems);
  }

  @Test
  void aFiniteValueIsNotCloseToInfinity() {
    List<String> problems =
        run(
            "max_pool2d",
            "allclose",
            "{'kernel':1}",
            tensor("f64", "[1,1,1,1]", "[1]"),
            "{'output':%s}".formatted(tensor("f64", "[1,1,1,1]", "[\"Infinity\"]")));
    assertEquals(1, problems.size());
  }

  @Test
  void anotherShapeIsAFailure() {
    List<String> problems =
        pool("exact", "{'output':%s}".formatted(tensor("f64", "[1,1]", "[\"NaN\"]")));
    assertEquals(
        List.of("f.json case, output: the shape is 1 x 1 x 1 x 1, but should be 1 x 1"), problems);
  }

  @Test
  void anUnknownOperationIsAFailure() {
    List<String> problems = run("nms", "no_such_mode", "{}", "null", "{}");
    assertEquals(1, problems.size());
    assertTrue(problems.get(0).contains("The operation 'nms' is not known to the engine."));
  }

  @Test
  void anUnknownOutputModeOrNothingToCompareIsAFailure() {
    assertTrue(pool("exact", "{'banana':%s}".formatted(nan())).get(0).contains("no such output"));
    assertTrue(pool("guess", "{'output':%s}".formatted(nan())).get(0).contains("'guess'"));
    assertTrue(
        pool("exact", "{'grad_input':%s}".formatted(nan()))
            .get(0)
            .contains("no output to compare"));
  }

  @Test
  void anyOfSeveralOutputsWillDo() {
    String one = tensor("f64", "[1,1,1,1]", "[1]");
    assertEquals(List.of(), pool("any_of", "{'output':[%s,%s]}".formatted(one, nan())));
    assertEquals(1, pool("any_of", "{'output':[%s,%s]}".formatted(one, one)).size());
  }

  @Test
  void aFileOfAnotherSchemaIsRefused(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("x.json"), "{\"schema\":\"other/1\"}");
    IOException refused = assertThrows(IOException.class, () -> GoldenEntry.read(file));
    assertEquals(
        "x.json has the schema \"other/1\", but cnnlab-golden/1 is expected.",
        refused.getMessage());
  }
}
