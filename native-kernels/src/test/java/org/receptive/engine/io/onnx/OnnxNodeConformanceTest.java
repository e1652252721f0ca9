package org.receptive.engine.io.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.receptive.engine.io.DataFileException;
import org.receptive.engine.kernels.Kernels;
import org.receptive.engine.kernels.KernelsUnderTest;
import org.receptive.engine.kernels.reference.ReferenceKernels;

/**
 * The node tests of the ONNX project. {@code -Donnx.node.tests=FOLDER} runs those of another
 * folder; there, cases of operators that this engine does not have are left out.
 */
class OnnxNodeConformanceTest {
  /** The operators that must not be skipped altogether. */
  private static final Set<String> OPERATORS =
      Set.of(
          "Conv",
          "ConvTranspose",
          "MaxPool",
          "AveragePool",
          "GlobalAveragePool",
          "GlobalMaxPool",
          "BatchNormalization",
          "LRN",
          "Gemm",
          "Relu",
          "LeakyRelu",
          "PRelu",
          "Sigmoid",
          "Tanh",
          "Softmax",
          "Concat",
          "Flatten",
          "Reshape",
          "Resize",
          "Dropout",
          "Add",
          "Mul",
          "Clip",
          "Pad",
          "Transpose",
          "Squeeze",
          "MatMul",
          "ReduceMean");

  private static Path folder() throws URISyntaxException {
    String given = System.getProperty("onnx.node.tests", "");
    return given.isEmpty()
        ? Path.of(OnnxNodeConformanceTest.class.getResource("node").toURI())
        : Path.of(given);
  }

  /** The cases of our own folder that are left out for a known reason, each with it. */
  private static List<String> pinned() throws IOException {
    try (InputStream file = OnnxNodeConformanceTest.class.getResourceAsStream("skipped.txt")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .sorted()
          .toList();
    }
  }

  private static List<NodeCase> cases() throws Exception {
    List<NodeCase> cases = new ArrayList<>();
    try (Stream<Path> folders = Files.list(folder())) {
      for (Path each : folders.filter(Files::isDirectory).sorted().toList()) {
        read(each, cases);
      }
    }
    return cases;
  }

  /** A model that cannot be read at all is no case: older operators, sequences of tensors. */
  private static void read(Path folder, List<NodeCase> cases) {
    try {
      cases.add(NodeCase.read(folder));
    } catch (DataFileException notReadable) {
      System.out.println("no case: " + notReadable.getMessage());
    }
  }

  private static String table(Map<String, Map<String, List<String>>> verdicts) {
    StringBuilder table = new StringBuilder();
    table.append("%-20s %6s %7s %6s%n".formatted("operator", "passed", "skipped", "failed"));
    verdicts.forEach(
        (operator, by) -> {
          table.append(
              "%-20s %6d %7d %6d%n"
                  .formatted(
                      operator,
                      by.getOrDefault("passed", List.of()).size(),
                      by.getOrDefault("skipped", List.of()).size(),
                      by.getOrDefault("failed", List.of()).size()));
          by.getOrDefault("skipped", List.of())
              .forEach(s -> table.append("    skipped " + s + "\n"));
          by.getOrDefault("failed", List.of())
              .forEach(s -> table.append("    FAILED  " + s + "\n"));
        });
    table.append(
        "%-20s %6d %7d %6d%n"
            .formatted(
                "all",
                all(verdicts, "passed").size(),
                all(verdicts, "skipped").size(),
                all(verdicts, "failed").size()));
    return table.toString();
  }

  private static Map<String, Map<String, List<String>>> run(Kernels kernels) throws Exception {
    Map<String, Map<String, List<String>>> verdicts = new TreeMap<>();
    for (NodeCase each : cases()) {
      NodeCase.Verdict verdict = each.run(kernels);
      String key = verdict.passed() ? "passed" : verdict.failure().isEmpty() ? "skipped" : "failed";
      verdicts
          .computeIfAbsent(each.operator(), o -> new TreeMap<>())
          .computeIfAbsent(key, k -> new ArrayList<>())
          .add(each.name() + ": " + verdict.skipped() + verdict.failure());
    }
    return verdicts;
  }

  private static List<String> all(Map<String, Map<String, List<String>>> verdicts, String key) {
    return verdicts.values().stream()
        .flatMap(by -> by.getOrDefault(key, List.of()).stream())
        .toList();
  }

  @Test
  void everyNodeTestPassesButThoseThatAreLeftOutForAKnownReason() throws Exception {
    Map<String, Map<String, List<String>>> verdicts = run(new ReferenceKernels());
    System.out.println(table(verdicts));
    assertEquals(List.of(), all(verdicts, "failed"));
    if (System.getProperty("onnx.node.tests", "").isEmpty()) {
      assertEquals(
          String.join("\n", pinned()),
          String.join("\n", all(verdicts, "skipped").stream().sorted().toList()));
    }
    for (String operator : OPERATORS) {
      assertTrue(
          verdicts.getOrDefault(operator, Map.of()).containsKey("passed"),
          () -> operator + " has no case that passes");
    }
  }

  @Test
  void theOtherKernelsPassTheSameNodeTests() throws Exception {
    int passed = all(run(new ReferenceKernels()), "passed").size();
    for (Kernels kernels : KernelsUnderTest.runnable()) {
      Map<String, Map<String, List<String>>> verdicts = run(kernels);
      assertEquals(List.of(), all(verdicts, "failed"), kernels::name);
      assertEquals(passed, all(verdicts, "passed").size(), kernels::name);
    }
  }
}
