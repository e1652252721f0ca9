package org.receptive.engine.io;

import com.google.gson.Gson;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/** A small graph model in the making. */
final class GraphDraft {
  static final int SIDE = 5;

  private final List<Object> nodes = new ArrayList<>();
  private final List<Object> weights = new ArrayList<>();
  private final List<Float> numbers = new ArrayList<>();

  GraphDraft node(String name, String op, List<String> inputs, Map<String, Object> attributes) {
    nodes.add(Map.of("name", name, "op", op, "input", inputs, "attr", attributes));
    return this;
  }

  GraphDraft stored(String name, List<Integer> shape, float... values) {
    node(name, "Const", List.of(), Map.of());
    weights.add(Map.of("name", name, "shape", shape, "dtype", "float32"));
    for (float value : values) {
      numbers.add(value);
    }
    return this;
  }

  ModelFiles files() {
    return contents()::get;
  }

  Map<String, byte[]> contents() {
    String json =
        new Gson()
            .toJson(
                Map.of(
                    "modelTopology",
                    Map.of("node", nodes),
                    "weightsManifest",
                    List.of(Map.of("paths", List.of("one", "two"), "weights", weights))));
    ByteBuffer bytes =
        ByteBuffer.allocate(Float.BYTES * numbers.size()).order(ByteOrder.LITTLE_ENDIAN);
    numbers.forEach(bytes::putFloat);
    byte[] all = bytes.array();
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("model.json", json.getBytes(StandardCharsets.UTF_8));
    files.put("one", Arrays.copyOf(all, all.length / 2));
    files.put("two", Arrays.copyOfRange(all, all.length / 2, all.length));
    return files;
  }

  static Map<String, Object> word(String text) {
    return Map.of("s", Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** As older converters write it: a list of bytes. */
  static Map<String, Object> codes(String text) {
    return Map.of("s", text.chars().boxed().toList());
  }

  static Map<String, Object> list(String... numbers) {
    return Map.of("list", Map.of("i", List.of(numbers)));
  }

  static float[] random(int count, long seed) {
    return Tensor.uniform(Shape.of(count), -1, 1, seed).data();
  }

  /** A filtered image, twice: by all channels with a bias, then channel by channel, normalised. */
  static GraphDraft example() {
    Map<String, Object> placeholder =
        Map.of(
            "shape",
            Map.of(
                "shape",
                Map.of(
                    "dim",
                    List.of(
                        Map.of("size", "-1"),
                        Map.of("size", "" + SIDE),
                        Map.of("size", "" + SIDE),
                        Map.of("size", "2")))));
    return new GraphDraft()
        .node("image", "Placeholder", List.of(), placeholder)
        .stored("filters", List.of(3, 3, 2, 4), random(72, 1))
        .stored("bias", List.of(4), random(4, 2))
        .node(
            "a/conv",
            "Conv2D",
            List.of("image", "filters"),
            Map.of("strides", list("1", "2", "2", "1"), "padding", word("SAME")))
        .node("a/bias", "BiasAdd", List.of("a/conv", "bias"), Map.of())
        .node("a/relu6", "Relu6", List.of("a/bias"), Map.of())
        .stored("depth", List.of(2, 2, 4, 1), random(16, 3))
        .node(
            "b/depth",
            "DepthwiseConv2dNative",
            List.of("a/relu6", "depth"),
            Map.of("strides", list("1", "1", "1", "1"), "padding", codes("SAME")))
        .stored("axis", List.of(), 1)
        .stored("zero", List.of(1), 0)
        .stored("one", List.of(1), 1)
        .stored("all", List.of(), -1)
        .stored("three", List.of(), 2)
        .node("shape", "Shape", List.of("b/depth"), Map.of())
        .node(
            "batch",
            "StridedSlice",
            List.of("shape", "zero", "one", "one"),
            Map.of("shrink_axis_mask", Map.of("i", "1")))
        .node("target", "Pack", List.of("batch", "all", "three"), Map.of())
        .node("rows", "Reshape", List.of("b/depth", "target"), Map.of())
        .node("rows2", "Reshape", List.of("a/relu6", "target"), Map.of())
        .node("both", "ConcatV2", List.of("rows", "rows2", "axis"), Map.of());
  }
}
