package org.receptive.lessons.networks;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.receptive.engine.layer.Activation;
import org.receptive.engine.layer.AdaptiveAvgPool2d;
import org.receptive.engine.layer.AvgPool2d;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.LocalResponseNorm;
import org.receptive.engine.layer.LocalResponseNorm.AlphaConvention;
import org.receptive.engine.layer.MaxPool2d;
import org.receptive.engine.layer.Softmax;
import org.receptive.engine.network.Network;
import org.receptive.engine.network.NetworkBuilder;
import org.receptive.engine.tensor.Shape;

/**
 * GoogLeNet: C. Szegedy et al., "Going deeper with convolutions", CVPR 2015, table 1 and figure 3.
 * The input is {@code 1 x 3 x 224 x 224}. The auxiliary classifiers of figure 3 help training only,
 * where their losses count 0.3 each; for classifying they are left away.
 */
public final class GoogLeNet {
  private static final int CLASSES = 1000;
  private static final float EPSILON = 1e-3f;
  private static final Map<String, Inception> MODULES = modules();

  private final NetworkBuilder net;
  private final Edition edition;

  /** Whose network it is. */
  private enum Edition {
    PAPER,
    TORCHVISION
  }

  private GoogLeNet(String name, Edition edition) {
    this.net = Network.builder(name, Shape.of(1, 3, 224, 224));
    this.edition = edition;
  }

  private static Map<String, Inception> modules() {
    Map<String, Inception> modules = new LinkedHashMap<>();
    modules.put("3a", Inception.MODULE_3A);
    modules.put("3b", new Inception(128, 128, 192, 32, 96, 64));
    modules.put("4a", new Inception(192, 96, 208, 16, 48, 64));
    modules.put("4b", new Inception(160, 112, 224, 24, 64, 64));
    modules.put("4c", new Inception(128, 128, 256, 24, 64, 64));
    modules.put("4d", new Inception(112, 144, 288, 32, 64, 64));
    modules.put("4e", new Inception(256, 160, 320, 32, 128, 128));
    modules.put("5a", new Inception(256, 160, 320, 32, 128, 128));
    modules.put("5b", new Inception(384, 192, 384, 48, 128, 128));
    return modules;
  }

  /** The network that classifies: without the auxiliary heads. 6,998,552 parameters. */
  public static Network forClassifying() {
    return new GoogLeNet("GoogLeNet", Edition.PAPER).build(false);
  }

  /** The network that is trained: with both auxiliary heads. 13,378,280 parameters. */
  public static Network forTraining() {
    return new GoogLeNet("GoogLeNet with auxiliary heads", Edition.PAPER).build(true);
  }

  /**
   * What torchvision calls GoogLeNet: batch normalisation instead of biases and local response
   * normalisation, and, by an old mistake, 3x3 kernels where the paper has 5x5. 6,624,904
   * parameters, with auxiliary heads 13,004,888.
   *
   * @param auxiliary whether both auxiliary heads are there
   */
  public static Network torchvision(boolean auxiliary) {
    return new GoogLeNet("GoogLeNet (torchvision)", Edition.TORCHVISION).build(auxiliary);
  }

  private Network build(boolean auxiliary) {
    stem();
    MODULES.forEach(
        (module, inception) -> {
          inception.append(
              net, "inception" + module + "/", this::unit, edition == Edition.PAPER ? 5 : 3);
          String out = net.last();
          if (auxiliary && module.equals("4a")) {
            head("aux1/");
          } else if (auxiliary && module.equals("4d")) {
            head("aux2/");
          }
          net.from(out);
          if (module.equals("3b")) {
            halve("pool3");
          } else if (module.equals("4e")) {
            halveLast();
          }
        });
    return net.globalAvgPool("pool5")
        .flatten()
        .dropout(edition == Edition.PAPER ? 0.4 : 0.2)
        .linear("fc", CLASSES)
        .softmax()
        .build();
  }

  private NetworkBuilder unit(
      NetworkBuilder to, String name, int filters, int kernel, UnaryOperator<Conv2d> options) {
    return switch (edition) {
      case PAPER -> ConvUnit.relu(to, name, filters, kernel, options);
      case TORCHVISION -> ConvUnit.normRelu(to, name, filters, kernel, EPSILON, options);
    };
  }

  private void stem() {
    // Caffe's convention: alpha is divided by the number of channels in the window.
    var norm = new LocalResponseNorm(5, 1e-4f, 0.75f, 1, AlphaConvention.DIVIDED_BY_SIZE);
    unit(net, "conv1", 64, 7, c -> c.stride(2).padding(3));
    halve("pool1");
    if (edition == Edition.PAPER) {
      net.add("norm1", norm);
    }
    unit(net, "conv2_reduce", 64, 1, c -> c);
    unit(net, "conv2", 192, 3, c -> c.padding(1));
    if (edition == Edition.PAPER) {
      net.add("norm2", norm);
    }
    halve("pool2");
  }

  /** 3x3 with stride 2, rounded up: 112 to 56, 56 to 28, 28 to 14, 14 to 7. */
  private void halve(String name) {
    net.add(name, MaxPool2d.of(3, 2).ceilMode());
  }

  private void halveLast() {
    if (edition == Edition.PAPER) {
      halve("pool4");
    } else {
      net.add("pool4", MaxPool2d.of(2, 2).ceilMode());
    }
  }

  private void head(String group) {
    if (edition == Edition.PAPER) {
      net.add(group + "pool", AvgPool2d.of(5, 3));
    } else {
      net.add(group + "pool", new AdaptiveAvgPool2d(4, 4));
    }
    unit(net, group + "conv", 128, 1, c -> c);
    net.flatten()
        .linear(group + "fc1", 1024)
        .add(group + "fc1_relu", new Activation.ReLU())
        .dropout(0.7)
        .linear(group + "fc2", CLASSES)
        .add(group + "softmax", Softmax.overChannels());
  }
}
