package org.receptive.engine.golden;

import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.receptive.engine.tensor.Tensor;

/**
 * One case of a golden file.
 *
 * @param file the file's name
 * @param op the operation
 * @param name the case's name
 * @param params the operation's parameters
 * @param inputs arrays by name; what is null in the file is absent
 * @param outputs expected arrays by name; several where any of them will do
 * @param compare how to compare
 */
record GoldenCase(
    String file,
    String op,
    String name,
    GoldenParams params,
    Map<String, GoldenTensor> inputs,
    Map<String, List<GoldenTensor>> outputs,
    GoldenComparison compare) {

  /**
   * Reads one case.
   *
   * @throws RuntimeException if it does not follow the schema
   */
  static GoldenCase of(GoldenEntry entry) {
    JsonObject json = entry.json();
    Map<String, GoldenTensor> inputs = new LinkedHashMap<>();
    json.getAsJsonObject("inputs")
        .asMap()
        .forEach(
            (name, value) -> {
              if (!value.isJsonNull()) {
                inputs.put(name, GoldenTensor.of(value));
              }
            });
    Map<String, List<GoldenTensor>> outputs = new LinkedHashMap<>();
    json.getAsJsonObject("outputs")
        .asMap()
        .forEach(
            (name, value) -> {
              if (value.isJsonArray()) {
                outputs.put(
                    name, value.getAsJsonArray().asList().stream().map(GoldenTensor::of).toList());
              } else if (!value.isJsonNull()) {
                outputs.put(name, List.of(GoldenTensor.of(value)));
              }
            });
    return new GoldenCase(
        entry.file(),
        entry.op(),
        entry.name(),
        new GoldenParams(json.has("params") ? json.getAsJsonObject("params") : new JsonObject()),
        inputs,
        outputs,
        GoldenComparison.of(json.getAsJsonObject("compare")));
  }

  /** Whether an output is a gradient, which waits for the training storey. */
  static boolean isGradient(String output) {
    return output.startsWith("grad_") || output.contains("_grad_") || output.endsWith("_grad");
  }

  /** Whether an output only tells how the peer itself deviates. */
  static boolean isInformation(String output) {
    return output.endsWith("_float32_peer");
  }

  /** One input that must be there. */
  Tensor input(String name) {
    return find(name)
        .orElseThrow(() -> new AssertionError("The case has no input '%s'.".formatted(name)));
  }

  /** One input, if it is there. */
  Optional<Tensor> find(String name) {
    return Optional.ofNullable(inputs.get(name)).map(GoldenTensor::toTensor);
  }

  @Override
  public String toString() {
    return file + " " + name;
  }
}
