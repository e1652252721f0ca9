package org.receptive.lessons.networks;

import java.util.ArrayList;
import java.util.List;
import org.receptive.engine.layer.AvgPool2d;
import org.receptive.engine.layer.Padding;
import org.receptive.engine.layer.Softmax;
import org.receptive.engine.layer.Window;
import org.receptive.engine.network.Network;
import org.receptive.engine.network.NetworkBuilder;
import org.receptive.engine.tensor.Shape;

/**
 * Inception v3: C. Szegedy, V. Vanhoucke, S. Ioffe, J. Shlens, Z. Wojna, "Rethinking the inception
 * architecture for computer vision", CVPR 2016, with the sizes of the authors' code (as torchvision
 * has them). 5x5 convolutions become two 3x3, and 7x7 become 1x7 and 7x1. The input is {@code 1 x 3
 * x 299 x 299}.
 */
public final class InceptionV3 {
  private static final int CLASSES = 1000;
  private static final float EPSILON = 1e-3f;
  private static final int[] POOLED_OF_MIXED_5 = {32, 64, 64};
  private static final int[] WIDTH_OF_MIXED_6 = {128, 160, 160, 192};

  private final NetworkBuilder net;

  private InceptionV3(String name) {
    net = Network.builder(name, Shape.of(1, 3, 299, 299));
  }

  /** The network that classifies. 23,834,568 parameters. */
  public static Network forClassifying() {
    return new InceptionV3("Inception v3").build(false);
  }

  /** The network that is trained, with its auxiliary head. 27,161,264 parameters. */
  public static Network forTraining() {
    return new InceptionV3("Inception v3 with auxiliary head").build(true);
  }

  private Network build(boolean auxiliary) {
    stem();
    for (int i = 0; i < POOLED_OF_MIXED_5.length; i++) {
      mixed5("mixed5" + (char) ('b' + i) + "/", POOLED_OF_MIXED_5[i]);
    }
    reduction6("mixed6a/");
    for (int i = 0; i < WIDTH_OF_MIXED_6.length; i++) {
      mixed6("mixed6" + (char) ('b' + i) + "/", WIDTH_OF_MIXED_6[i]);
    }
    if (auxiliary) {
      head();
    }
    reduction7("mixed7a/");
    mixed7("mixed7b/");
    mixed7("mixed7c/");
    net.globalAvgPool("pool3").dropout(0.5).flatten();
    return net.linear("fc", CLASSES).softmax().build();
  }

  private void stem() {
    square("conv1", 32, 3, 2, 0);
    square("conv2", 32, 3, 1, 0);
    square("conv3", 64, 3, 1, 1);
    net.maxPool("pool1", 3, 2);
    square("conv4", 80, 1, 1, 0);
    square("conv5", 192, 3, 1, 0);
    net.maxPool("pool2", 3, 2);
  }

  private void mixed5(String group, int pooled) {
    String input = net.last();
    List<String> branches = new ArrayList<>();
    branches.add(square(group + "1x1", 64, 1, 1, 0));
    net.from(input);
    square(group + "5x5_reduce", 48, 1, 1, 0);
    branches.add(square(group + "5x5", 64, 5, 1, 2));
    net.from(input);
    square(group + "3x3_reduce", 64, 1, 1, 0);
    square(group + "3x3a", 96, 3, 1, 1);
    branches.add(square(group + "3x3b", 96, 3, 1, 1));
    branches.add(pooled(input, group, pooled));
    join(group, branches);
  }

  private void reduction6(String group) {
    String input = net.last();
    List<String> branches = new ArrayList<>();
    branches.add(square(group + "3x3", 384, 3, 2, 0));
    net.from(input);
    square(group + "double_reduce", 64, 1, 1, 0);
    square(group + "double_a", 96, 3, 1, 1);
    branches.add(square(group + "double_b", 96, 3, 2, 0));
    branches.add(net.from(input).maxPool(group + "pool", 3, 2).last());
    join(group, branches);
  }

  private void mixed6(String group, int width) {
    String input = net.last();
    List<String> branches = new ArrayList<>();
    branches.add(square(group + "1x1", 192, 1, 1, 0));
    net.from(input);
    square(group + "7x7_reduce", width, 1, 1, 0);
    bar(group + "7x7_row", width, 1, 7);
    branches.add(bar(group + "7x7_column", 192, 7, 1));
    net.from(input);
    square(group + "double_reduce", width, 1, 1, 0);
    bar(group + "double_column1", width, 7, 1);
    bar(group + "double_row1", width, 1, 7);
    bar(group + "double_column2", width, 7, 1);
    branches.add(bar(group + "double_row2", 192, 1, 7));
    branches.add(pooled(input, group, 192));
    join(group, branches);
  }

  private void reduction7(String group) {
    String input = net.last();
    List<String> branches = new ArrayList<>();
    square(group + "3x3_reduce", 192, 1, 1, 0);
    branches.add(square(group + "3x3", 320, 3, 2, 0));
    net.from(input);
    square(group + "7x7_reduce", 192, 1, 1, 0);
    bar(group + "7x7_row", 192, 1, 7);
    bar(group + "7x7_column", 192, 7, 1);
    branches.add(square(group + "7x7_3x3", 192, 3, 2, 0));
    branches.add(net.from(input).maxPool(group + "pool", 3, 2).last());
    join(group, branches);
  }

  private void mixed7(String group) {
    String input = net.last();
    List<String> branches = new ArrayList<>();
    branches.add(square(group + "1x1", 320, 1, 1, 0));
    net.from(input);
    branches.addAll(split(square(group + "3x3_reduce", 384, 1, 1, 0), group + "3x3"));
    net.from(input);
    square(group + "double_reduce", 448, 1, 1, 0);
    branches.addAll(split(square(group + "double", 384, 3, 1, 1), group + "double"));
    branches.add(pooled(input, group, 192));
    join(group, branches);
  }

  /** 1x3 and 3x1 side by side. */
  private List<String> split(String input, String name) {
    String row = bar(name + "_row", 384, 1, 3);
    net.from(input);
    return List.of(row, bar(name + "_column", 384, 3, 1));
  }

  private void head() {
    String main = net.last();
    net.add("aux/pool", AvgPool2d.of(5, 3));
    square("aux/conv1", 128, 1, 1, 0);
    square("aux/conv2", 768, 5, 1, 0);
    net.flatten().linear("aux/fc", CLASSES).add("aux/softmax", Softmax.overChannels());
    net.from(main);
  }

  private String pooled(String input, String group, int filters) {
    net.from(input).add(group + "pool", AvgPool2d.of(3, 1).padding(1));
    return square(group + "pool_proj", filters, 1, 1, 0);
  }

  private void join(String group, List<String> branches) {
    net.concat(group + "concat", branches.toArray(String[]::new));
  }

  private String square(String name, int filters, int kernel, int stride, int padding) {
    ConvUnit.normRelu(net, name, filters, kernel, EPSILON, c -> c.stride(stride).padding(padding));
    return net.last();
  }

  /** A convolution that is long in one direction only, padded to keep the size. */
  private String bar(String name, int filters, int height, int width) {
    Window window = Window.of(height, width).padding(Padding.of(height / 2, width / 2));
    ConvUnit.normRelu(net, name, filters, 1, EPSILON, c -> c.window(window));
    return net.last();
  }
}
