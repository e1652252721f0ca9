package org.receptive.lessons.networks;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.receptive.engine.network.Network;

/** Our networks by the names that {@code architectures.json} has for them. */
final class PublishedNetworks {
  /**
   * A network of ours and how the file looks at its counterpart.
   *
   * @param network our network
   * @param heads groups and names of nodes that the file counts as parameters but does not run
   * @param unseen kinds of layers without weights that the file's generator cannot see, for the
   *     counterpart calls them as functions
   */
  record Published(Supplier<Network> network, Set<String> heads, Set<String> unseen) {
    static Published of(Supplier<Network> network) {
      return new Published(network, Set.of(), Set.of());
    }

    Published withoutRunning(String... groups) {
      return new Published(network, Set.of(groups), unseen);
    }

    Published unseen(String... kinds) {
      return new Published(network, heads, Set.of(kinds));
    }
  }

  static final int HEIGHT = 800;
  static final int WIDTH = 1088;

  static final Map<String, Published> OURS =
      Map.ofEntries(
          entry("slide06_intro_network_correct", Published.of(() -> Networks.introNet(10))),
          entry("slide23_1x1_conv_28x28x192_to_32", Published.of(Networks::pointwise)),
          entry("lenet5_slide08", Published.of(Networks::leNet5)),
          entry("lenet5_1998_original", Published.of(Networks::leNet5Original)),
          entry("alexnet", Published.of(AlexNet::torchvision)),
          entry("alexnet_2012_grouped", Published.of(Networks::alexNet)),
          entry("alexnet_2012_ungrouped", Published.of(Networks::alexNetOneTower)),
          entry("vgg11", Published.of(Vgg::eleven)),
          entry("vgg13", Published.of(Vgg::thirteen)),
          entry("vgg16", Published.of(Networks::vgg16)),
          entry("vgg19", Published.of(Networks::vgg19)),
          entry("resnet18", Published.of(Networks::resNet18)),
          entry("resnet34", Published.of(Networks::resNet34)),
          entry("resnet34_option_A", Published.of(() -> Networks.resNet34(Shortcut.A))),
          entry("resnet34_option_B", Published.of(() -> Networks.resNet34(Shortcut.B))),
          entry("resnet34_option_C", Published.of(() -> Networks.resNet34(Shortcut.C))),
          entry("plain34", Published.of(Networks::plain34)),
          entry("resnet50", Published.of(Networks::resNet50)),
          entry("resnet101", Published.of(Networks::resNet101)),
          entry("resnet152", Published.of(Networks::resNet152)),
          entry("resnext50_32x4d", Published.of(ResNet::aggregatedFifty)),
          entry("resnext101_32x8d", Published.of(ResNet::aggregatedHundredOne)),
          entry("wide_resnet50_2", Published.of(ResNet::wideFifty)),
          entry("wide_resnet101_2", Published.of(ResNet::wideHundredOne)),
          entry("densenet121", dense(Networks::denseNet121)),
          entry("densenet161", dense(DenseNet::oneHundredSixtyOne)),
          entry("densenet169", dense(Networks::denseNet169)),
          entry("densenet201", dense(Networks::denseNet201)),
          entry("inception_3a_naive", Published.of(Networks::inceptionNaive)),
          entry("inception_3a_dimred", Published.of(Networks::inceptionReduced)),
          entry("googlenet_2014_paper_without_aux", Published.of(Networks::googLeNet)),
          entry("googlenet_2014_paper_with_aux", Published.of(Networks::googLeNetInTraining)),
          entry("googlenet_no_aux", Published.of(() -> GoogLeNet.torchvision(false))),
          entry(
              "googlenet_with_aux",
              Published.of(() -> GoogLeNet.torchvision(true)).withoutRunning("aux1", "aux2")),
          entry("inception_v3_no_aux", inception(InceptionV3::forClassifying)),
          entry("inception_v3_with_aux", inception(InceptionV3::forTraining).withoutRunning("aux")),
          entry("squeezenet1_0", Published.of(Networks::squeezeNet)),
          entry("squeezenet1_1", Published.of(SqueezeNet::version11)),
          entry("mobilenet_v1", Published.of(Networks::mobileNetV1).unseen("AdaptiveAvgPool2d")),
          entry("mobilenet_v2", Published.of(Networks::mobileNetV2).unseen("AdaptiveAvgPool2d")),
          entry("fasterrcnn_resnet50_fpn.backbone", pyramid()),
          entry("maskrcnn_resnet50_fpn.backbone", pyramid()),
          entry(
              "retinanet_resnet50_fpn.backbone",
              Published.of(() -> FeaturePyramid.retinaNet(HEIGHT, WIDTH).network())),
          entry(
              "ssd300_vgg16.backbone",
              Published.of(() -> SsdBackbone.vgg16().network())
                  .withoutRunning(SsdBackbone.SCALE)
                  .unseen("LocalResponseNorm")));

  private PublishedNetworks() {}

  private static Published dense(Supplier<Network> network) {
    return Published.of(network).unseen("AdaptiveAvgPool2d");
  }

  private static Published inception(Supplier<Network> network) {
    return Published.of(network).unseen("AvgPool2d", "MaxPool2d");
  }

  private static Published pyramid() {
    return Published.of(() -> FeaturePyramid.fasterRcnn(HEIGHT, WIDTH).network())
        .unseen("MaxPool2d");
  }
}
