package org.receptive.engine.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/** What layers know of themselves: shapes, parameters, multiply-accumulates, limits. */
class LayerTest {
  private static final Shape IMAGE = Shape.of(2, 6, 14, 15);

  private static Shape output(Layer layer, Shape... inputs) {
    return layer.output(List.of(inputs));
  }

  private static String refusal(Executable call) {
    return assertThrows(ShapeException.class, call).getMessage();
  }

  @Test
  void everyLayerKnowsItsOutput() {
    Map<Layer, Shape> outputs = new LinkedHashMap<>();
    outputs.put(Conv2d.of(6, 16, 5), Shape.of(2, 16, 10, 11));
    outputs.put(Conv2d.of(6, 16, 3).padding(Padding.SAME).stride(2), Shape.of(2, 16, 7, 8));
    outputs.put(ConvTranspose2d.of(6, 3, 3).stride(2).padding(1), Shape.of(2, 3, 27, 29));
    outputs.put(MaxPool2d.of(2, 2), Shape.of(2, 6, 7, 7));
    outputs.put(MaxPool2d.of(2, 2).ceilMode(), Shape.of(2, 6, 7, 8));
    outputs.put(AvgPool2d.of(3, 2).padding(1), Shape.of(2, 6, 7, 8));
    outputs.put(new AdaptiveMaxPool2d(3, 4), Shape.of(2, 6, 3, 4));
    outputs.put(AdaptiveAvgPool2d.global(), Shape.of(2, 6, 1, 1));
    outputs.put(new Flatten(), Shape.of(2, 1260));
    outputs.put(new Resize(5, 6, Resize.Mode.NEAREST), Shape.of(2, 6, 5, 6));
    outputs.put(LocalResponseNorm.alexNet(), IMAGE);
    outputs.put(BatchNorm2d.of(6), IMAGE);
    outputs.put(new Dropout(0.5f), IMAGE);
    outputs.put(new Softmax(-1), IMAGE);
    outputs.forEach((layer, shape) -> assertEquals(shape, output(layer, IMAGE), layer.kind()));
    assertEquals(Shape.of(2, 10), output(Linear.of(1260, 10), Shape.of(2, 1260)));
    assertEquals(IMAGE, output(new Add(), IMAGE, IMAGE, IMAGE));
    assertEquals(Shape.of(2, 9, 14, 15), output(new Concat(), IMAGE, Shape.of(2, 3, 14, 15)));
  }

  @Test
  void parametersAndMultiplyAccumulatesByHand() {
    Conv2d conv = Conv2d.of(6, 16, 5);
    assertEquals(16 * 6 * 25 + 16, conv.parameterCount());
    assertEquals(2L * 16 * 10 * 11 * 6 * 25, conv.macs(List.of(IMAGE)));
    Conv2d grouped = conv.groups(2).withoutBias();
    assertEquals(16 * 3 * 25, grouped.parameterCount());
    assertEquals(2L * 16 * 10 * 11 * 3 * 25, grouped.macs(List.of(IMAGE)));
    assertEquals(84 * 10 + 10, Linear.of(84, 10).parameterCount());
    assertEquals(3 * 84 * 10, Linear.of(84, 10).macs(List.of(Shape.of(3, 84))));
    // Running mean and variance adapt, but do not train.
    assertEquals(12, BatchNorm2d.of(6).parameterCount());
    assertEquals(0, MaxPool2d.of(2, 2).parameterCount());
    ConvTranspose2d transposed = ConvTranspose2d.of(6, 4, 2).stride(2);
    assertEquals(6 * 4 * 4 + 4, transposed.parameterCount());
    assertEquals(IMAGE.size() * 4 * 4, transposed.macs(List.of(IMAGE)));
  }

  @Test
  void inputsOfTheWrongKindAreRefused() {
    Shape features = Shape.of(2, 84);
    assertEquals(
        "MaxPool2d takes an N x C x H x W input, but was given 2 x 84.",
        refusal(() -> output(MaxPool2d.of(2, 2), features)));
    assertEquals(
        "Linear takes an N x F input, but was given 2 x 6 x 14 x 15; put a Flatten layer before"
            + " it.",
        refusal(() -> output(Linear.of(84, 10), IMAGE)));
    assertEquals(
        "Linear expects 120 input features, but the input 2 x 84 has 84.",
        refusal(() -> output(Linear.of(120, 10), features)));
    assertEquals(
        "Conv2d takes one input, but 2 were given.",
        refusal(() -> output(Conv2d.of(6, 1, 1), IMAGE, IMAGE)));
    assertEquals(
        "Add needs inputs of one shape, but they are 2 x 6 x 14 x 15 and 2 x 84.",
        refusal(() -> output(new Add(), IMAGE, features)));
    assertEquals(
        "Softmax over axis 2 needs that axis, but the input 2 x 84 has only 2.",
        refusal(() -> output(new Softmax(2), features)));
    assertEquals(
        "BatchNorm2d expects 3 channels, but the input is 2 x 6 x 14 x 15.",
        refusal(() -> output(BatchNorm2d.of(3), IMAGE)));
  }

  @Test
  void layersThatMakeNoSenseAreRefused() {
    assertEquals(
        "pooling cannot use full padding: its first window would see nothing but padding.",
        refusal(() -> MaxPool2d.of(2, 2).padding(Padding.FULL)));
    assertEquals(
        "the dilation is 0, but must be at least 1 (1 means a dense kernel).",
        refusal(() -> AvgPool2d.of(2, 2).dilation(0)));
    assertEquals(
        "pooling padding is 3, but may be at most half the window: 5 / 2 = 2.",
        refusal(() -> AvgPool2d.of(3, 1).dilation(2).padding(3)));
    assertEquals(
        "kernel 3 with dilation 7 does not fit the padded input: input 14 + padding 0 + 0 = 14,"
            + " which is less than 7 x (3 - 1) + 1 = 15.",
        refusal(() -> output(AvgPool2d.of(3, 1).dilation(7), IMAGE)));
    assertEquals(
        "the output padding is 2, but must be at least 0 and less than stride 2 or dilation 1.",
        refusal(() -> ConvTranspose2d.of(1, 1, 3).stride(2).outputPadding(2)));
    assertEquals(
        "a transposed convolution needs its padding in numbers, but it is 'same'.",
        refusal(() -> ConvTranspose2d.of(1, 1, 3).window(Window.of(3).padding(Padding.SAME))));
    assertEquals(
        "a transposed convolution has nothing to round; ceil mode is pooling's.",
        refusal(() -> ConvTranspose2d.of(1, 1, 3).window(Window.of(3).ceilMode(true))));
    assertEquals(
        "the padding cuts everything off: (1 - 1) x 1 - 4 + 2 + 0 + 1 = -1.",
        refusal(() -> output(ConvTranspose2d.of(1, 1, 3).padding(2), Shape.of(1, 1, 1, 1))));
  }

  @Test
  void parametersAreCheckedAgainstTheirLayer() {
    Linear layer = Linear.of(2, 3);
    Tensor weight = Tensor.zeros(Shape.of(3, 2));
    Tensor bias = Tensor.zeros(Shape.of(3));
    assertEquals(
        weight, Parameters.of(layer, Map.of("weight", weight, "bias", bias)).get("weight"));
    assertEquals(
        "Linear needs a parameter 'bias' of shape 3, but none was given.",
        refusal(() -> Parameters.of(layer, Map.of("weight", weight))));
    assertEquals(
        "Linear needs a parameter 'weight' of shape 3 x 2, but was given 3.",
        refusal(() -> Parameters.of(layer, Map.of("weight", bias, "bias", bias))));
    assertEquals(
        "MaxPool2d has no parameter 'bias'; it has [].",
        refusal(() -> Parameters.of(MaxPool2d.of(2, 2), Map.of("bias", bias))));
  }
}
