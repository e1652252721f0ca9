package org.receptive.lessons.networks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.receptive.engine.io.GraphModel;
import org.receptive.engine.io.onnx.Onnx;
import org.receptive.engine.layer.ParameterSpec;
import org.receptive.engine.layer.Softmax;
import org.receptive.engine.network.Network;
import org.receptive.engine.network.Trace;
import org.receptive.engine.network.Weights;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;
import org.receptive.lessons.trained.CocoSsd;
import org.receptive.lessons.trained.FaceSsd;
import org.receptive.lessons.trained.SingleShotDetector;

/**
 * Every network of the lecture, written as a file, gives in ONNX Runtime what it gives here, on
 * random weights and a random image. Compared are its outputs, and what stands before a softmax,
 * for the probabilities of a thousand classes say little.
 */
class OnnxRuntimeTest {
  /** Relative to the largest value of each output. */
  private static final double TOLERANCE = 1e-4;

  /** Networks that end in the mean of all pixels run on one of these, for time's sake. */
  private static final List<Integer> SIDES = List.of(64, 96, 128);

  private final OnnxRuntimeJudge judge = OnnxRuntimeJudge.load();

  @TempDir Path folder;

  private static Map<String, Supplier<Network>> networks() {
    Map<String, Supplier<Network>> all = new LinkedHashMap<>();
    all.put("LeNet-5", Networks::leNet5);
    all.put("LeNet-5 of 1998", Networks::leNet5Original);
    all.put("LeNet-5's trained relative", Networks::trainedLeNet);
    all.put("introductory network", () -> Networks.introNet(10));
    all.put("AlexNet, grouped", Networks::alexNet);
    all.put("AlexNet, one tower", Networks::alexNetOneTower);
    all.put("VGG-16", Networks::vgg16);
    all.put("VGG-19", Networks::vgg19);
    for (Shortcut shortcut : Shortcut.values()) {
      String shortcuts = shortcut == Shortcut.NONE ? ", plain" : ", shortcut " + shortcut;
      all.put("18 layers" + shortcuts, () -> ResNet.eighteen(shortcut));
      all.put("34 layers" + shortcuts, () -> ResNet.thirtyFour(shortcut));
    }
    all.put("ResNet-50", Networks::resNet50);
    all.put("ResNet-50, stride first", () -> ResNet.fifty(StridePlacement.FIRST_1X1));
    all.put("ResNet-101", Networks::resNet101);
    all.put("ResNet-152", Networks::resNet152);
    all.put("residual block", () -> ResNet.block(8, 12));
    all.put("residual block with projection", () -> ResNet.projectionBlock(8, 12));
    all.put("dense block", () -> DenseNet.block(16, 4, 8, 12));
    all.put("DenseNet-121", Networks::denseNet121);
    all.put("DenseNet-169", Networks::denseNet169);
    all.put("DenseNet-201", Networks::denseNet201);
    all.put("Network in network", Networks::networkInNetwork);
    all.put("Network in network, ImageNet", NetworkInNetwork::imageNet);
    all.put("Inception, naive", Networks::inceptionNaive);
    all.put("Inception, reduced", Networks::inceptionReduced);
    all.put("1x1 convolution", Networks::pointwise);
    all.put("GoogLeNet", Networks::googLeNet);
    all.put("GoogLeNet, both heads", Networks::googLeNetInTraining);
    all.put("GoogLeNet of torchvision, both heads", () -> GoogLeNet.torchvision(true));
    all.put("Inception v3", InceptionV3::forClassifying);
    all.put("SqueezeNet", Networks::squeezeNet);
    all.put("MobileNet v1", Networks::mobileNetV1);
    all.put("MobileNet v2", Networks::mobileNetV2);
    return all;
  }

  @TestFactory
  Stream<DynamicTest> aNetworkOfTheLectureIsComputedAlike() {
    return networks().entrySet().stream()
        .map(
            each ->
                dynamicTest(
                    each.getKey(),
                    () -> agrees(each.getKey(), small(each.getValue().get()), List.of())));
  }

  @TestFactory
  Stream<DynamicTest> aBackboneForDetectorsIsComputedAlike() {
    SsdBackbone ssd = SsdBackbone.vgg16();
    FeaturePyramid faster = FeaturePyramid.fasterRcnn(96, 128);
    FeaturePyramid retina = FeaturePyramid.retinaNet(128, 96);
    return Stream.of(
        dynamicTest("SSD300", () -> agrees("SSD300", ssd.network(), ssd.maps())),
        dynamicTest("Faster R-CNN", () -> agrees("FPN P2-P6", faster.network(), faster.levels())),
        dynamicTest("RetinaNet", () -> agrees("FPN P3-P7", retina.network(), retina.levels())));
  }

  @TestFactory
  Stream<DynamicTest> aTrainedDetectorOrRecogniserIsComputedAlike() {
    GraphModel coco = CocoSsd.trained().whole();
    SingleShotDetector faces = FaceSsd.trained();
    return Stream.of(
        dynamicTest("COCO-SSD", () -> agrees("COCO-SSD, trained", coco.network(), coco.outputs())),
        dynamicTest(
            "face SSD",
            () ->
                agrees(
                    "Face SSD, trained",
                    faces.trained().network(),
                    List.of(faces.scores(), faces.offsets()))),
        trained("Tiny face detector", Networks::tinyFaceDetector),
        trained("Face landmarks", Networks::faceLandmarks),
        trained("Face landmarks (tiny)", Networks::faceLandmarksTiny),
        trained("Face recognition", Networks::faceRecognition));
  }

  private DynamicTest trained(String name, Supplier<Network> network) {
    return dynamicTest(name, () -> agrees(name + ", trained", network.get(), List.of()));
  }

  /** The same network for the smallest image that its layers still fit. */
  private static Network small(Network network) {
    int channels = network.inputShape().channels();
    return SIDES.stream()
        .filter(side -> side < network.inputShape().height())
        .map(side -> network.withInput(Shape.of(1, channels, side, side)))
        .filter(candidate -> candidate.shapeError().isEmpty())
        .findFirst()
        .orElse(network);
  }

  private void agrees(String name, Network untrained, List<String> maps)
      throws IOException, OrtException {
    Network network = name.contains("trained") ? untrained : untrained.withWeights(weights());
    List<String> compared = new ArrayList<>(maps);
    network.nodes().stream()
        .filter(node -> node.layer() instanceof Softmax)
        .forEach(node -> compared.addAll(node.inputs()));
    Path file = folder.resolve("network.onnx");
    Onnx.write(network, file, compared);
    Tensor image = Tensor.random(network.inputShape(), 7);
    Map<String, Tensor> theirs = judge.outputs(file, image);
    Files.delete(file);
    Trace ours = network.run(image);
    assertTrue(theirs.keySet().containsAll(compared));
    assertEquals(network.outputs().keySet().iterator().next(), theirs.keySet().iterator().next());
    double worst = 0;
    for (Map.Entry<String, Tensor> each : theirs.entrySet()) {
      Tensor expected = each.getValue();
      String node = network.outputs().getOrDefault(each.getKey(), each.getKey());
      Tensor actual = ours.activation(node);
      assertEquals(expected.shape(), actual.shape(), each.getKey());
      double largest = Math.max(expected.max(), -expected.min());
      assertTrue(largest > 0 && Double.isFinite(largest), each.getKey());
      worst = Math.max(worst, expected.maxDifference(actual) / largest);
    }
    System.out.printf(
        "%-38s %-16s %d outputs, error %.1e of the largest value%n",
        name, network.inputShape(), theirs.size(), worst);
    assertTrue(worst <= TOLERANCE, name + " differs by " + worst);
  }

  /** Random weights; batch normalisations that do something, and keep deep networks in range. */
  private static Weights weights() {
    Weights plain = Weights.random(11);
    return new Weights() {
      @Override
      public Tensor get(String node, ParameterSpec spec) {
        return spec.fanIn() > 0
            ? plain.get(node, spec)
            : Tensor.uniform(spec.shape(), 0.4, 1.2, (node + spec.name()).hashCode());
      }

      @Override
      public String description() {
        return "random";
      }
    };
  }
}
