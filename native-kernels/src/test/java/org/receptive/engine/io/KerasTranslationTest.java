package org.receptive.engine.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.receptive.engine.kernels.reference.ReferenceKernels;
import org.receptive.engine.network.Network;
import org.receptive.engine.network.Trace;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/** Small Keras models, layer by layer, against what Keras defines for channels-last images. */
class KerasTranslationTest {
  private final List<String> layers = new ArrayList<>();
  private final List<String> weights = new ArrayList<>();
  private final ByteBuffer shard = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);

  private KerasTranslationTest layer(String kind, String config) {
    layers.add("{'class_name':'%s','config':{%s}}".formatted(kind, config));
    return this;
  }

  private KerasTranslationTest weight(String name, String shape, float... values) {
    weights.add("{'name':'%s','shape':%s,'dtype':'float32'}".formatted(name, shape));
    for (float value : values) {
      shard.putFloat(value);
    }
    return this;
  }

  private static float[] counting(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = i + 1;
    }
    return values;
  }

  private Network read() {
    String json =
        ("{'modelTopology':{'class_name':'Sequential','config':{'name':'small','layers':[%s]}},"
                + "'weightsManifest':[{'paths':['bin'],'weights':[%s]}]}")
            .formatted(String.join(",", layers), String.join(",", weights));
    byte[] bytes = java.util.Arrays.copyOf(shard.array(), shard.position());
    return LayersModel.read(
        "m.json", file -> file.equals("bin") ? bytes : json.getBytes(StandardCharsets.UTF_8));
  }

  private Tensor run(Tensor input) {
    Trace trace = read().run(input, new ReferenceKernels());
    return trace.output();
  }

  private static String input(int height, int width, int channels) {
    return "'batch_input_shape':[null,%d,%d,%d],".formatted(height, width, channels);
  }

  @Test
  void filtersAreTurnedFromChannelsLast() {
    // Filter [row][column][in][out]: 1 x 2 kernel, 2 channels in, 1 out.
    layer("Conv2D", input(1, 2, 2) + "'name':'c','filters':1,'kernel_size':[1,2]")
        .weight("c/kernel", "[1,2,2,1]", 1, 10, 100, 1000)
        .weight("c/bias", "[1]", 0.5f);
    // Channel 0 is (1, 2), channel 1 is (3, 4): 1*1 + 3*10 + 2*100 + 4*1000.
    Tensor image = Tensor.of(Shape.of(1, 2, 1, 2), 1, 2, 3, 4);
    assertEquals(Tensor.of(Shape.of(1, 1, 1, 1), 4231.5f), run(image));
  }

  @Test
  void flattenedImagesMeetTheWeightsOfTheirOwnPixels() {
    layer("Flatten", input(1, 2, 2) + "'name':'f'")
        .layer("BatchNormalization", "'name':'b','axis':-1,'epsilon':0,'scale':false")
        .layer("Dense", "'name':'d','units':1,'use_bias':false")
        .weight("b/beta", "[4]", 100, 200, 300, 400)
        .weight("b/moving_mean", "[4]", 0, 0, 0, 0)
        .weight("b/moving_variance", "[4]", 1, 1, 1, 1)
        .weight("d/kernel", "[4,1]", 1, 10, 100, 1000);
    // Keras flattens pixel by pixel: (1, 3), (2, 4).
    Tensor image = Tensor.of(Shape.of(1, 2, 1, 2), 1, 2, 3, 4);
    float expected = 101 + 203 * 10 + 302 * 100 + 404 * 1000;
    assertEquals(Tensor.of(Shape.of(1, 1), expected), run(image));
  }

  @Test
  void depthwiseFiltersKeepTheirMultiplierBesideTheirChannel() {
    layer(
            "DepthwiseConv2D",
            input(1, 1, 2) + "'name':'w','kernel_size':1,'depth_multiplier':2,'use_bias':false")
        .weight("w/depthwise_kernel", "[1,1,2,2]", 1, 10, 100, 1000);
    Tensor image = Tensor.of(Shape.of(1, 2, 1, 1), 3, 5);
    assertEquals(Tensor.of(Shape.of(1, 4, 1, 1), 3, 30, 500, 5000), run(image));
  }

  @Test
  void transposedConvolutionHasKerasSizes() {
    for (String padding : List.of("same", "valid")) {
      for (int kernel = 1; kernel <= 4; kernel++) {
        KerasTranslationTest model = new KerasTranslationTest();
        model
            .layer(
                "Conv2DTranspose",
                input(5, 5, 1)
                    + "'name':'t','filters':1,'kernel_size':%d,'strides':2,'padding':'%s',"
                        .formatted(kernel, padding)
                    + "'use_bias':false")
            .weight("t/kernel", "[%d,%d,1,1]".formatted(kernel, kernel), counting(kernel * kernel));
        int expected = padding.equals("same") ? 10 : 4 * 2 + Math.max(kernel, 2);
        assertEquals(expected, model.read().outputShape().height(), padding + kernel);
      }
    }
  }

  @Test
  void poolingNeverCountsPaddingAndMovesByItsOwnSize() {
    layer(
        "AveragePooling2D",
        input(3, 3, 1) + "'name':'p','pool_size':[2,2],'padding':'same','strides':null");
    Tensor image = Tensor.of(Shape.of(1, 1, 3, 3), counting(9));
    assertEquals(Tensor.of(Shape.of(1, 1, 2, 2), 3, 4.5f, 7.5f, 9), run(image));
  }

  @Test
  void globalPoolingGivesFeaturesAndActivationsGetTheirOwnNodes() {
    layer("GlobalAveragePooling2D", input(2, 2, 1) + "'name':'g'")
        .layer("Dense", "'name':'d','units':2,'activation':'relu'")
        .layer("LeakyReLU", "'name':'l','alpha':0.5")
        .layer("Softmax", "'name':'s'")
        .weight("d/d/kernel:0", "[1,2]", 1, -1)
        .weight("d/d/bias:0", "[2]", 0, 0);
    Network network = read();
    assertEquals(
        List.of("g", "g_flatten", "d", "d_relu", "l", "s"),
        network.nodes().stream().map(node -> node.name()).toList());
    assertEquals(Shape.of(1, 2), network.outputShape());
  }

  @Test
  void quantisedWeightsAreScaled() {
    layer("Dense", "'batch_input_shape':[null,2],'name':'d','units':1,'use_bias':false");
    weights.add(
        "{'name':'d/kernel','shape':[2,1],'dtype':'float32',"
            + "'quantization':{'dtype':'uint8','scale':0.5,'min':-1}}");
    shard.put((byte) 4).put((byte) 200);
    assertEquals(Tensor.of(Shape.of(1, 1), 1 * 10 + 99), run(Tensor.of(Shape.of(1, 2), 10, 1)));
  }

  @Test
  void whatCannotBeReadIsRefusedByName() {
    assertEquals(
        "m.json: the layer 'c' (Conv2D) has the data format 'channels_first'; only channels_last"
            + " can be read.",
        refusal(input(4, 4, 1) + "'name':'c','data_format':'channels_first'"));
    assertEquals(
        "m.json: the layer 'c' (Conv2D) needs the weight 'c/kernel', which the file does not hold;"
            + " it holds [].",
        refusal(input(4, 4, 1) + "'name':'c','filters':1,'kernel_size':3"));
    assertEquals(
        "m.json: the layer 'input' (InputLayer) leaves its size open: [null,null,4,1].",
        refusal("'batch_input_shape':[null,null,4,1],'name':'c'"));
  }

  private static String refusal(String config) {
    KerasTranslationTest model = new KerasTranslationTest().layer("Conv2D", config);
    return assertThrows(DataFileException.class, model::read).getMessage();
  }
}
