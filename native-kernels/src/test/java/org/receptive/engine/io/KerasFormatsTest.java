package org.receptive.engine.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.receptive.engine.network.Network;
import org.receptive.engine.network.Trace;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/** Layers models as Keras 3 writes them, and the layers that only few models have. */
class KerasFormatsTest {
  private static byte[] resource(String name) {
    try (InputStream in = KerasFormatsTest.class.getResourceAsStream("keras3/" + name)) {
      return in.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Test
  void aFunctionalModelOfKeras3IsRead() {
    Network network = LayersModel.read("model.json", KerasFormatsTest::resource);
    Tensor output = network.run(Tensor.full(Shape.of(1, 1, 4, 4), 1)).output();
    assertEquals(5224.5, output.data()[0], 1e-2);
  }

  @Test
  void itsOnlyOutputNeedNotBeNested() {
    String json = new String(resource("model.json"), StandardCharsets.UTF_8);
    String flat =
        json.replaceFirst(
            "(?s)\"output_layers\":\\s*\\[\\s*\\[(.*?)\\]\\s*\\]", "\"output_layers\": [$1]");
    assertTrue(!flat.equals(json), "the output is nested in the file");
    Network network =
        LayersModel.read(
            "model.json",
            name ->
                name.equals("model.json") ? flat.getBytes(StandardCharsets.UTF_8) : resource(name));
    assertEquals(Shape.of(1, 1), network.outputShape());
  }

  /** A model of an input and some layers one behind the other, as Keras 3 writes it. */
  private static final class Model {
    private final List<Object> layers = new ArrayList<>();
    private final List<Object> weights = new ArrayList<>();
    private final List<Float> numbers = new ArrayList<>();
    private String last = "pixels";
    private List<String> outputs = List.of();

    Model(int... dims) {
      List<Object> shape = new ArrayList<>();
      shape.add(null);
      for (int dim : dims) {
        shape.add(dim);
      }
      Map<String, Object> config = new LinkedHashMap<>();
      config.put("name", "pixels");
      config.put("batch_shape", shape);
      layers.add(layer("InputLayer", "pixels", config, List.of()));
    }

    private static Map<String, Object> layer(
        String kind, String name, Map<String, Object> config, List<Object> uses) {
      return Map.of("class_name", kind, "name", name, "config", config, "inbound_nodes", uses);
    }

    private static Object tensor(String from) {
      return Map.of(
          "class_name", "__keras_tensor__", "config", Map.of("keras_history", List.of(from, 0, 0)));
    }

    Model add(String kind, String name, Map<String, Object> settings, String... inputs) {
      Map<String, Object> config = new LinkedHashMap<>(settings);
      config.put("name", name);
      Object argument =
          inputs.length == 0 ? tensor(last) : List.of(inputs).stream().map(Model::tensor).toList();
      layers.add(
          layer(
              kind, name, config, List.of(Map.of("args", List.of(argument), "kwargs", Map.of()))));
      last = name;
      return this;
    }

    Model weight(String name, List<Integer> shape, float... values) {
      weights.add(Map.of("name", name, "shape", shape, "dtype", "float32"));
      for (float value : values) {
        numbers.add(value);
      }
      return this;
    }

    Model outputs(String... names) {
      outputs = List.of(names);
      return this;
    }

    Network read() {
      List<Object> one = List.of(last, 0, 0);
      List<List<Object>> several =
          outputs.stream().map(name -> List.<Object>of(name, 0, 0)).toList();
      Map<String, Object> config =
          Map.of(
              "name",
              "net",
              "layers",
              layers,
              "input_layers",
              List.of("pixels", 0, 0),
              "output_layers",
              several.isEmpty() ? one : several);
      String json =
          new Gson()
              .newBuilder()
              .serializeNulls()
              .create()
              .toJson(
                  Map.of(
                      "modelTopology",
                      Map.of("model_config", Map.of("class_name", "Functional", "config", config)),
                      "weightsManifest",
                      List.of(Map.of("paths", List.of("w"), "weights", weights))));
      ByteBuffer bytes = ByteBuffer.allocate(4 * numbers.size()).order(ByteOrder.LITTLE_ENDIAN);
      numbers.forEach(bytes::putFloat);
      return LayersModel.read(
          "model.json",
          name -> name.equals("w") ? bytes.array() : json.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static Tensor counted(int... dims) {
    Shape shape = Shape.of(dims);
    float[] values = new float[(int) shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = i + 1;
    }
    return Tensor.of(shape, values);
  }

  private static void gives(Network network, Tensor input, Shape shape, float... values) {
    Tensor output = network.run(input).output();
    assertEquals(shape, output.shape());
    for (int i = 0; i < values.length; i++) {
      assertEquals(values[i], output.data()[i], 1e-4, "value " + i + " of " + output);
    }
  }

  private static Model heads(String... outputs) {
    return new Model(1, 2, 1)
        .add("ReLU", "body", Map.of())
        .add("Rescaling", "boxes", Map.of("scale", 10), "body")
        .add("Activation", "scores", Map.of("activation", "tanh"), "body")
        .outputs(outputs);
  }

  @Test
  void allOutputsAreThereByNameAndTheFirstThatNoLayerTakesIsTheNetworks() {
    Tensor input = Tensor.of(Shape.of(1, 1, 1, 2), -1, 2);
    Trace trace = heads("boxes", "scores", "body").read().run(input);
    assertEquals(List.of("boxes", "scores", "body"), List.copyOf(trace.outputs().keySet()));
    assertEquals(Tensor.of(Shape.of(1, 1, 1, 2), 0, 20), trace.output());
    assertEquals(0.9640276f, trace.output("scores").data()[1], 1e-6f);
    assertEquals(2, trace.output("body").data()[1]);
    Trace turned = heads("body", "scores", "boxes").read().run(input);
    assertEquals(List.of("scores", "body", "boxes"), List.copyOf(turned.outputs().keySet()));
    assertEquals(turned.output("scores"), turned.output());
    Trace taken = heads("body").read().run(input);
    assertEquals(Tensor.of(Shape.of(1, 1, 1, 2), 0, 2), taken.output());
  }

  @Test
  void paddingAndCroppingMoveTheFrame() {
    Network padded =
        new Model(1, 2, 1)
            .add("ZeroPadding2D", "pad", Map.of("padding", List.of(List.of(1, 0), List.of(0, 2))))
            .read();
    gives(padded, counted(1, 1, 1, 2), Shape.of(1, 1, 2, 4), 0, 0, 0, 0, 1, 2, 0, 0);
    Network one = new Model(1, 1, 1).add("ZeroPadding2D", "pad", Map.of("padding", 1)).read();
    gives(one, counted(1, 1, 1, 1), Shape.of(1, 1, 3, 3), 0, 0, 0, 0, 1, 0, 0, 0, 0);
    Network cut =
        new Model(3, 3, 1).add("Cropping2D", "cut", Map.of("cropping", List.of(1, 0))).read();
    gives(cut, counted(1, 1, 3, 3), Shape.of(1, 1, 1, 3), 4, 5, 6);
  }

  @Test
  void permuteOrdersTheAxesAsKerasHasThem() {
    // H x W x C = 1 x 2 x 3 becomes C x H x W = 3 x 1 x 2 there: 2 channels of 3 x 1 here.
    Network network =
        new Model(1, 2, 3).add("Permute", "turn", Map.of("dims", List.of(3, 1, 2))).read();
    gives(network, counted(1, 3, 1, 2), Shape.of(1, 2, 3, 1), 1, 3, 5, 2, 4, 6);
  }

  @Test
  void slopesAndScalesMeetTheirChannels() {
    Network prelu =
        new Model(1, 1, 2)
            .add("PReLU", "slope", Map.of("shared_axes", List.of(1, 2)))
            .weight("slope/alpha", List.of(1, 1, 2), 0.5f, 2)
            .read();
    gives(prelu, Tensor.of(Shape.of(1, 2, 1, 1), -4, -3), Shape.of(1, 2, 1, 1), -2, -6);
    Network scaled =
        new Model(1, 1, 2)
            .add("Rescaling", "scale", Map.of("scale", 0.5, "offset", List.of(1, -1)))
            .read();
    gives(scaled, Tensor.of(Shape.of(1, 2, 1, 1), 4, 6), Shape.of(1, 2, 1, 1), 3, 2);
  }

  @Test
  void separableConvolutionsAreTwo() {
    Network network =
        new Model(1, 2, 2)
            .add(
                "SeparableConv2D",
                "sep",
                Map.of(
                    "filters",
                    1,
                    "kernel_size",
                    List.of(1, 2),
                    "strides",
                    List.of(1, 1),
                    "padding",
                    "valid",
                    "activation",
                    "relu6"))
            .weight("sep/depthwise_kernel", List.of(1, 2, 2, 1), 1, 10, 2, 20)
            .weight("sep/pointwise_kernel", List.of(1, 1, 2, 1), 0.1f, 0.01f)
            .weight("sep/bias", List.of(1), 0.5f)
            .read();
    // Channel 0: 1 + 2 * 2 = 5, channel 1: 3 * 10 + 4 * 20 = 110; .5 + 1.1 + .5.
    gives(network, counted(1, 2, 1, 2), Shape.of(1, 1, 1, 1), 2.1f);
  }

  @Test
  void mergesAndActivationsOfSeveralLayers() {
    Network network =
        new Model(1, 1, 2)
            .add("Activation", "a", Map.of("activation", "swish"))
            .add("Multiply", "m", Map.of(), "a", "pixels")
            .read();
    gives(network, Tensor.of(Shape.of(1, 2, 1, 1), 0, 2), Shape.of(1, 2, 1, 1), 0, 3.5231884f);
  }
}
