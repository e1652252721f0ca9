package org.receptive.engine.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.receptive.engine.tensor.Shape;

/**
 * Ten thousand damaged files of each kind are read or refused with their name: no other exception,
 * no hang, and no more memory than the files themselves explain.
 */
class FuzzedModelsTest {
  private static final int FILES = 10_000;
  private static final int LONG = 20_000;

  /** What reading a file of some kilobytes may allocate. */
  private static final long MOST_BYTES = 32L << 20;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Reads one damaged model; what it gives does not matter. */
  private interface Reader {
    Object read(ModelFiles files);
  }

  @Test
  void graphModels() {
    Map<String, byte[]> whole = GraphDraft.example().contents();
    fuzz("graph models", whole, files -> GraphModel.read("model.json", files));
  }

  @Test
  void sectionsOfGraphModels() {
    Map<String, byte[]> whole = GraphDraft.example().contents();
    GraphSection section =
        new GraphSection("a/relu6", Shape.of(1, 4, 3, 3), List.of("rows", "b/depth"));
    fuzz("sections", whole, files -> GraphModel.read("model.json", files, section));
  }

  @Test
  void layersModels() throws IOException {
    Map<String, byte[]> whole = new HashMap<>();
    for (String file : List.of("model.json", "group1-shard1of1")) {
      try (InputStream stream =
          FuzzedModelsTest.class.getResourceAsStream("/lenet-mnist/" + file)) {
        whole.put(file, stream.readAllBytes());
      }
    }
    fuzz("layers models", whole, files -> LayersModel.read("model.json", files));
  }

  @Test
  void manifestsOfWeights() {
    String json =
        """
        [{"paths": ["one", "two"], "weights": [
          {"name": "a", "shape": [2, 3], "dtype": "float32"},
          {"name": "b", "shape": [], "dtype": "int32"},
          {"name": "c", "shape": [4], "dtype": "float32",
           "quantization": {"dtype": "uint8", "scale": 0.1, "min": -1}},
          {"name": "d", "shape": [2, 2], "dtype": "float32",
           "quantization": {"dtype": "float16"}}]}]
        """;
    Map<String, byte[]> whole =
        Map.of(
            "model.json",
            json.getBytes(StandardCharsets.UTF_8),
            "one",
            new byte[20],
            "two",
            new byte[20]);
    fuzz("manifests", whole, files -> WeightManifest.read("model.json", files));
  }

  @Test
  void aChainOfTwentyThousandLayersNeedsNoDeepStack() {
    List<Object> layers = new ArrayList<>();
    layers.add(layer("InputLayer", 0, Map.of("batch_input_shape", List.of(1, 2)), List.of()));
    for (int i = 1; i <= LONG; i++) {
      List<Object> input = List.of(List.of(List.of("layer" + (i - 1), 0, 0, Map.of())));
      layers.add(layer("Activation", i, Map.of("activation", "relu"), input));
    }
    List<Object> output = List.of(List.of("layer" + LONG, 0, 0));
    Map<String, Object> config = Map.of("name", "long", "layers", layers, "output_layers", output);
    Map<String, Object> model =
        Map.of(
            "modelTopology",
            Map.of("class_name", "Functional", "config", config),
            "weightsManifest",
            List.of());
    byte[] json = new Gson().toJson(model).getBytes(StandardCharsets.UTF_8);
    assertEquals(LONG, LayersModel.read("model.json", file -> json).nodes().size());
    GraphDraft graph = new GraphDraft().node("node0", "Placeholder", List.of(), Map.of());
    for (int i = 1; i <= LONG; i++) {
      graph.node("node" + i, "Relu", List.of("node" + (i - 1)), Map.of());
    }
    GraphSection whole = new GraphSection("node0", Shape.of(1, 2, 2, 2), List.of("node" + LONG));
    GraphModel read = GraphModel.read("model.json", graph.files(), whole);
    assertEquals(LONG, read.network().nodes().size());
  }

  private static Map<String, Object> layer(
      String kind, int number, Map<String, Object> config, List<Object> inputs) {
    String name = "layer" + number;
    return Map.of("class_name", kind, "name", name, "config", config, "inbound_nodes", inputs);
  }

  @Test
  void aHundredThousandBracketsAreRefused() {
    byte[] json = "[".repeat(100_000).getBytes(StandardCharsets.UTF_8);
    for (Reader reader :
        List.<Reader>of(
            files -> GraphModel.read("model.json", files),
            files -> LayersModel.read("model.json", files),
            files -> WeightManifest.read("model.json", files))) {
      assertFalse(isRead(reader, file -> json));
    }
  }

  private static void fuzz(String kind, Map<String, byte[]> whole, Reader reader) {
    SplittableRandom random = new SplittableRandom(20);
    List<byte[]> manifests = manifests(whole.get("model.json"), random);
    int[] read = new int[1];
    long[] most = new long[1];
    assertTimeoutPreemptively(
        Duration.ofMinutes(2),
        () -> {
          for (byte[] manifest : manifests) {
            Map<String, byte[]> files = new HashMap<>(whole);
            files.put("model.json", manifest);
            if (random.nextInt(10) == 0) {
              files.replaceAll((file, bytes) -> damaged(file, bytes, random));
            }
            long before = THREADS.getCurrentThreadAllocatedBytes();
            read[0] += isRead(reader, file -> content(files, file)) ? 1 : 0;
            most[0] = Math.max(most[0], THREADS.getCurrentThreadAllocatedBytes() - before);
          }
        });
    System.out.printf(
        "%,d damaged %s: %,d read, the others refused; at most %,d kB for one%n",
        manifests.size(), kind, read[0], most[0] >> 10);
    assertTrue(read[0] > FILES / 50 && read[0] < FILES - FILES / 50, kind + " read: " + read[0]);
    assertTrue(most[0] < MOST_BYTES, kind + " took bytes: " + most[0]);
  }

  /** Half of them valid JSON that says something else, half with damaged bytes. */
  private static List<byte[]> manifests(byte[] whole, SplittableRandom random) {
    JsonElement root = JsonParser.parseString(new String(whole, StandardCharsets.UTF_8));
    JsonMutation mutation = new JsonMutation(random);
    Function<Integer, byte[]> each =
        i ->
            i % 2 == 0
                ? mutation.mutated(root).toString().getBytes(StandardCharsets.UTF_8)
                : Mutation.of(whole, random);
    List<byte[]> manifests = new ArrayList<>();
    for (int i = 0; i < FILES; i++) {
      manifests.add(each.apply(i));
    }
    return manifests;
  }

  private static byte[] damaged(String file, byte[] bytes, SplittableRandom random) {
    return file.equals("model.json") ? bytes : Mutation.of(bytes, random);
  }

  private static byte[] content(Map<String, byte[]> files, String file) {
    byte[] bytes = files.get(file);
    if (bytes == null) {
      throw new DataFileException(file, "there is no such file.");
    }
    return bytes;
  }

  private static boolean isRead(Reader reader, ModelFiles files) {
    try {
      reader.read(files);
      return true;
    } catch (DataFileException refused) {
      String message = refused.getMessage();
      assertTrue(message.length() > 20, message);
      // What Java or the JSON library says to programmers.
      assertFalse(
          message.matches("(?s).*(com\\.google|java\\.|Cannot invoke|understood: null).*"),
          message);
      return false;
    }
  }
}
