package org.receptive.viz.architecture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.receptive.engine.layer.BatchNorm2d;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.MaxPool2d;
import org.receptive.engine.layer.Resize;
import org.receptive.engine.network.Network;
import org.receptive.engine.network.NetworkBuilder;
import org.receptive.engine.tensor.Shape;

/** Networks to draw in tests. */
public final class Examples {
  private Examples() {}

  /** The networks by their names. */
  public static Map<String, Network> all() {
    Map<String, Network> all = new LinkedHashMap<>();
    all.put("lenet", leNet());
    all.put("alexnet", alexNet());
    all.put("vgg16", vgg16());
    all.put("residual", residualBlock());
    all.put("inception", inceptionModule());
    all.put("resnet34", resNet34());
    all.put("googlenet", googLeNet());
    all.put("densenet", denseBlock(5));
    all.put("unet", uNet());
    all.put("mobile", mobileNet());
    all.put("broken", brokenAlexNet());
    all.put("brokenbranch", brokenInception());
    return all;
  }

  static Network leNet() {
    return Network.builder("LeNet-5", Shape.of(1, 1, 32, 32))
        .conv("C1", 6, 5)
        .tanh()
        .avgPool("S2", 2, 2)
        .conv("C3", 16, 5)
        .tanh()
        .avgPool("S4", 2, 2)
        .flatten()
        .linear("C5", 120)
        .tanh()
        .linear("F6", 84)
        .tanh()
        .linear("output", 10)
        .softmax()
        .build();
  }

  static NetworkBuilder alexNetBuilder(int stride) {
    return Network.builder("AlexNet", Shape.of(1, 3, 227, 227))
        .conv("conv1", 96, 11, c -> c.stride(stride))
        .relu()
        .localResponseNorm("norm1")
        .maxPool("pool1", 3, 2)
        .conv("conv2", 256, 5, c -> c.padding(2).groups(2))
        .relu()
        .localResponseNorm("norm2")
        .maxPool("pool2", 3, 2)
        .conv("conv3", 384, 3, c -> c.padding(1))
        .relu()
        .conv("conv4", 384, 3, c -> c.padding(1).groups(2))
        .relu()
        .conv("conv5", 256, 3, c -> c.padding(1).groups(2))
        .relu()
        .maxPool("pool5", 3, 2)
        .flatten()
        .linear("fc6", 4096)
        .relu()
        .dropout(0.5)
        .linear("fc7", 4096)
        .relu()
        .dropout(0.5)
        .linear("fc8", 1000)
        .softmax();
  }

  static Network alexNet() {
    return alexNetBuilder(4).build();
  }

  static Network brokenAlexNet() {
    return alexNet().with("pool2", MaxPool2d.of(29, 2));
  }

  static Network brokenInception() {
    return inceptionModule().with("inception3a/5x5", Conv2d.of(16, 32, 5));
  }

  static Network vgg16() {
    NetworkBuilder net = Network.builder("VGG-16", Shape.of(1, 3, 224, 224));
    int[][] blocks = {{2, 64}, {2, 128}, {3, 256}, {3, 512}, {3, 512}};
    for (int b = 0; b < blocks.length; b++) {
      for (int i = 0; i < blocks[b][0]; i++) {
        net.conv("conv" + (b + 1) + "_" + (i + 1), blocks[b][1], 3, c -> c.padding(1)).relu();
      }
      net.maxPool("pool" + (b + 1), 2, 2);
    }
    net.flatten().linear("fc6", 4096).relu().dropout(0.5);
    return net.linear("fc7", 4096).relu().dropout(0.5).linear("fc8", 1000).softmax().build();
  }

  static void basicBlock(NetworkBuilder net, String name, int channels, int stride) {
    String entry = net.last();
    net.conv(name + "/conv1", channels, 3, c -> c.stride(stride).padding(1).withoutBias());
    net.batchNorm(name + "/bn1").relu();
    net.conv(name + "/conv2", channels, 3, c -> c.padding(1).withoutBias());
    net.batchNorm(name + "/bn2");
    String main = net.last();
    String shortcut = entry;
    if (stride != 1) {
      net.from(entry).conv(name + "/down", channels, 1, c -> c.stride(stride).withoutBias());
      net.batchNorm(name + "/downbn");
      shortcut = net.last();
    }
    net.sum(name + "/sum", main, shortcut).relu();
  }

  static Network residualBlock() {
    NetworkBuilder net = Network.builder("Residual block", Shape.of(1, 64, 56, 56));
    basicBlock(net, "block", 64, 1);
    return net.build();
  }

  static Network resNet34() {
    NetworkBuilder net = Network.builder("ResNet-34", Shape.of(1, 3, 224, 224));
    net.conv("conv1", 64, 7, c -> c.stride(2).padding(3).withoutBias()).batchNorm("bn1").relu();
    net.add("pool1", MaxPool2d.of(3, 2).padding(1));
    int[] counts = {3, 4, 6, 3};
    for (int stage = 0; stage < 4; stage++) {
      for (int i = 0; i < counts[stage]; i++) {
        basicBlock(net, "layer" + (stage + 1) + "." + i, 64 << stage, stage > 0 && i == 0 ? 2 : 1);
      }
    }
    return net.globalAvgPool("gap").flatten().linear("fc", 1000).build();
  }

  static void inception(NetworkBuilder net, String name, int... f) {
    String entry = net.last();
    net.conv(name + "/1x1", f[0], 1).relu();
    String one = net.last();
    net.from(entry).conv(name + "/3x3reduce", f[1], 1).relu();
    net.conv(name + "/3x3", f[2], 3, c -> c.padding(1)).relu();
    String three = net.last();
    net.from(entry).conv(name + "/5x5reduce", f[3], 1).relu();
    net.conv(name + "/5x5", f[4], 5, c -> c.padding(2)).relu();
    String five = net.last();
    net.from(entry).add(name + "/pool", MaxPool2d.of(3, 1).padding(1));
    net.conv(name + "/proj", f[5], 1).relu();
    net.concat(name + "/concat", one, three, five, net.last());
  }

  static Network inceptionModule() {
    NetworkBuilder net = Network.builder("Inception 3a", Shape.of(1, 192, 28, 28));
    inception(net, "inception3a", 64, 96, 128, 16, 32, 32);
    return net.build();
  }

  static Network googLeNet() {
    NetworkBuilder net = Network.builder("GoogLeNet", Shape.of(1, 3, 224, 224));
    net.conv("conv1", 64, 7, c -> c.stride(2).padding(3)).relu();
    net.add("pool1", MaxPool2d.of(3, 2).ceilMode()).localResponseNorm("norm1");
    net.conv("conv2reduce", 64, 1).relu().conv("conv2", 192, 3, c -> c.padding(1)).relu();
    net.localResponseNorm("norm2").add("pool2", MaxPool2d.of(3, 2).ceilMode());
    inception(net, "3a", 64, 96, 128, 16, 32, 32);
    inception(net, "3b", 128, 128, 192, 32, 96, 64);
    net.add("pool3", MaxPool2d.of(3, 2).ceilMode());
    inception(net, "4a", 192, 96, 208, 16, 48, 64);
    inception(net, "4b", 160, 112, 224, 24, 64, 64);
    inception(net, "4c", 128, 128, 256, 24, 64, 64);
    inception(net, "4d", 112, 144, 288, 32, 64, 64);
    inception(net, "4e", 256, 160, 320, 32, 128, 128);
    net.add("pool4", MaxPool2d.of(3, 2).ceilMode());
    inception(net, "5a", 256, 160, 320, 32, 128, 128);
    inception(net, "5b", 384, 192, 384, 48, 128, 128);
    return net.globalAvgPool("gap").flatten().dropout(0.4).linear("fc", 1000).softmax().build();
  }

  /** A second way out that begins where a module does, and stands beside its frame. */
  static Network auxiliaryHead() {
    NetworkBuilder net = Network.builder("Auxiliary head", Shape.of(1, 3, 28, 28));
    net.conv("conv1", 512, 3, c -> c.padding(1)).relu();
    String trunk = net.last();
    net.avgPool("aux/pool", 5, 3).conv("aux/conv", 128, 1).relu();
    net.flatten().linear("aux/fc", 1000);
    net.from(trunk);
    inception(net, "4b", 160, 112, 224, 24, 64, 64);
    net.globalAvgPool("gap").flatten().linear("fc", 1000);
    return net.build();
  }

  static Network denseBlock(int layers) {
    NetworkBuilder net = Network.builder("Dense block", Shape.of(1, 64, 28, 28));
    List<String> all = new ArrayList<>(List.of(Network.INPUT));
    for (int i = 1; i <= layers; i++) {
      if (all.size() > 1) {
        net.concat("cat" + i, all.toArray(String[]::new));
      }
      net.batchNorm("bn" + i).relu().conv("conv" + i, 32, 3, c -> c.padding(1));
      all.add("conv" + i);
    }
    net.concat("out", all.toArray(String[]::new));
    return net.build();
  }

  static Network uNet() {
    NetworkBuilder net = Network.builder("U-Net", Shape.of(1, 1, 128, 128));
    List<String> skips = new ArrayList<>();
    int[] widths = {32, 64, 128};
    for (int i = 0; i < widths.length; i++) {
      net.conv("down" + i + "a", widths[i], 3, c -> c.padding(1)).relu();
      net.conv("down" + i + "b", widths[i], 3, c -> c.padding(1)).relu();
      skips.add(net.last());
      net.maxPool("pool" + i, 2, 2);
    }
    net.conv("bottom", 256, 3, c -> c.padding(1)).relu();
    for (int i = widths.length - 1; i >= 0; i--) {
      int size = 128 >> i;
      net.add("up" + i, new Resize(size, size, Resize.Mode.BILINEAR));
      net.concat("join" + i, net.last(), skips.get(i));
      int width = widths[i];
      net.conv("up" + i + "a", width, 3, c -> c.padding(1)).relu();
    }
    return net.conv("classes", 2, 1).build();
  }

  static Network mobileNet() {
    NetworkBuilder net = Network.builder("MobileNet", Shape.of(1, 3, 224, 224));
    net.conv("conv1", 32, 3, c -> c.stride(2).padding(1).withoutBias()).batchNorm("bn1").relu();
    int[][] rows = {
      {64, 1}, {128, 2}, {128, 1}, {256, 2}, {256, 1}, {512, 2}, {512, 1}, {512, 1}, {512, 1},
      {512, 1}, {512, 1}, {1024, 2}, {1024, 1}
    };
    int in = 32;
    for (int i = 0; i < rows.length; i++) {
      int channels = in;
      int stride = rows[i][1];
      String name = "block" + (i + 1);
      net.conv(
          name + "/dw", in, 3, c -> c.stride(stride).padding(1).groups(channels).withoutBias());
      net.add(name + "/bn1", BatchNorm2d.of(in)).relu();
      net.conv(name + "/pw", rows[i][0], 1, Conv2d::withoutBias).batchNorm(name + "/bn2").relu();
      in = rows[i][0];
    }
    return net.globalAvgPool("gap").flatten().linear("fc", 1000).build();
  }

  /** A network with branches, sums and concatenations at random, all at one spatial size. */
  static Network random(long seed, int size) {
    SplittableRandom random = new SplittableRandom(seed);
    NetworkBuilder net = Network.builder("random " + seed, Shape.of(1, 8, 16, 16));
    List<String> made = new ArrayList<>(List.of(Network.INPUT));
    for (int i = 0; i < size; i++) {
      String a = made.get(Math.max(0, made.size() - 1 - random.nextInt(5)));
      String b = made.get(random.nextInt(made.size()));
      String name = "n" + i;
      net.from(a);
      switch (random.nextInt(6)) {
        case 0 -> net.add(name, MaxPool2d.of(3, 1).padding(1));
        case 1 -> {
          if (a.equals(b)) {
            net.relu();
          } else {
            net.concat(name, a, b);
            net.conv(name + "r", 8, 1);
          }
        }
        case 2 -> {
          if (a.equals(b)) {
            net.batchNorm(name);
          } else {
            net.sum(name, a, b);
          }
        }
        default ->
            net.conv(
                    name,
                    8,
                    1 + 2 * random.nextInt(3),
                    c -> c.padding(new org.receptive.engine.layer.Padding.Same()))
                .relu();
      }
      made.add(net.last());
    }
    return net.build();
  }
}
