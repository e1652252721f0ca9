package org.receptive.engine.io.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.receptive.engine.kernels.Kernels;
import org.receptive.engine.kernels.KernelsUnderTest;
import org.receptive.engine.network.Network;
import org.receptive.engine.network.Node;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/** Small files on which importers differ, with the right values worked out by hand. */
class OnnxCasesTest {

  private static InputStream resource(String name) {
    return OnnxCasesTest.class.getResourceAsStream("cases/" + name);
  }

  @TestFactory
  Stream<DynamicTest> aCaseGivesTheValuesThatWereWorkedOut() throws IOException {
    try (InputStreamReader in =
        new InputStreamReader(resource("expected.json"), StandardCharsets.UTF_8)) {
      JsonObject cases = JsonParser.parseReader(in).getAsJsonObject();
      return cases.entrySet().stream()
          .map(each -> dynamicTest(each.getKey(), () -> check(each.getKey(), each.getValue())));
    }
  }

  private static void check(String name, JsonElement expected) throws IOException {
    Network network;
    try (InputStream in = resource(name + ".onnx")) {
      network = Onnx.read(name + ".onnx", in.readAllBytes());
    }
    JsonObject values = expected.getAsJsonObject();
    Tensor input = Tensor.of(shape(values, "shape"), numbers(values, "input"));
    if (name.equals("bn_training")) {
      // Statistics of the batch are no inference: refused by name, not computed wrongly.
      String refusal =
          assertThrows(UnsupportedOperationException.class, () -> network.run(input)).getMessage();
      assertTrue(refusal.contains("'y_BatchNormalization'"), refusal);
      return;
    }
    Tensor output = Tensor.of(shape(values, "output_shape"), numbers(values, "output"));
    for (Kernels kernels : KernelsUnderTest.runnable()) {
      Tensor given = run(network, input, kernels);
      assertEquals(output.shape(), given.shape(), kernels.name());
      for (int i = 0; i < output.size(); i++) {
        float right = output.data()[i];
        float most = Float.isNaN(right) ? 0 : 1e-5f * Math.max(1, Math.abs(right));
        boolean same = Float.compare(right, given.data()[i]) == 0;
        assertTrue(
            same || Math.abs(right - given.data()[i]) <= most,
            () -> "%s gives %s, right is %s".formatted(kernels.name(), given, output));
      }
    }
  }

  /** Layer by layer, for a network refuses an input with NaN. */
  private static Tensor run(Network network, Tensor input, Kernels kernels) {
    if (kernels.allFinite(input)) {
      return network.run(input, kernels).output();
    }
    Map<String, Tensor> known = new HashMap<>(Map.of(Network.INPUT, input));
    for (Node node : network.nodes()) {
      known.put(
          node.name(),
          kernels.apply(
              node.layer(),
              network.parameters(node.name()),
              node.inputs().stream().map(known::get).toList()));
    }
    return known.get(network.outputNode().name());
  }

  private static Shape shape(JsonObject values, String key) {
    JsonArray dims = values.getAsJsonArray(key);
    return Shape.of(dims.asList().stream().mapToInt(JsonElement::getAsInt).toArray());
  }

  private static float[] numbers(JsonObject values, String key) {
    JsonArray numbers = values.getAsJsonArray(key);
    float[] floats = new float[numbers.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = Float.parseFloat(numbers.get(i).getAsString());
    }
    return floats;
  }
}
