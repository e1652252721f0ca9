package org.receptive.lessons.networks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.receptive.engine.network.Network;
import org.receptive.lessons.trained.CocoSsd;
import org.receptive.viz.architecture.Architecture;
import org.receptive.viz.figure.Figure;
import org.receptive.viz.figure.FigureRules;
import org.receptive.viz.figure.Picture;

/** The published diagrams, generated from our networks. */
class PublishedFiguresTest {

  static Stream<Arguments> pictures() {
    return Stream.of(
        arguments("slide 16", slideSixteen()),
        arguments("one column", Architecture.aligned(Networks.resNet18())),
        arguments(
            "four columns",
            Architecture.aligned(
                Networks.vgg16(), Networks.resNet18(), Networks.plain34(), Networks.resNet50())),
        arguments(
            "blocks", Architecture.equations(ResNet.plainBlock(64, 56), ResNet.block(64, 56))),
        arguments("projection", Architecture.equations(ResNet.projectionBlock(64, 56))),
        arguments(
            "three blocks",
            Architecture.equations(
                ResNet.plainBlock(64, 56), ResNet.block(64, 56), ResNet.projectionBlock(256, 14))),
        arguments("dense block", Architecture.of(DenseNet.block(6, 4, 4, 32)).denseConnections()),
        arguments("long block", Architecture.of(DenseNet.block(16, 7, 12, 8)).denseConnections()),
        arguments("DenseNet-121", Architecture.of(Networks.denseNet121()).profile()),
        arguments("DenseNet-201", Architecture.of(Networks.denseNet201()).profile()),
        arguments("GoogLeNet stages", Architecture.of(Networks.googLeNet()).profile()),
        arguments("ResNet-152 stages", Architecture.of(Networks.resNet152()).profile()),
        arguments(
            "inception",
            Architecture.costs(Networks.inceptionNaive(), Networks.inceptionReduced())),
        arguments("GoogLeNet", Architecture.of(Networks.googLeNetInTraining())),
        arguments("SqueezeNet", Architecture.of(Networks.squeezeNet())),
        arguments("MobileNet v2", Architecture.of(Networks.mobileNetV2())),
        arguments("pyramid", Architecture.of(FeaturePyramid.fasterRcnn(224, 224).network())),
        arguments("COCO-SSD", Architecture.of(Networks.cocoSsd())),
        arguments("COCO-SSD backbone", Architecture.of(CocoSsd.trained().backbone().network())),
        arguments("COCO-SSD heads", Architecture.of(CocoSsd.trained().heads(0).network())),
        arguments("tiny face detector", Architecture.of(Networks.tinyFaceDetector())),
        arguments("face SSD", Architecture.of(Networks.faceSsd())),
        arguments("face landmarks", Architecture.of(Networks.faceLandmarks())),
        arguments("face landmarks, tiny", Architecture.of(Networks.faceLandmarksTiny())),
        arguments("face recognition", Architecture.of(Networks.faceRecognition())),
        arguments("LeNet 1998", Architecture.of(Networks.leNet5Original())),
        arguments("comparison", ImageNetErrors.comparison()));
  }

  private static Picture slideSixteen() {
    return Architecture.aligned(Networks.vgg19(), Networks.plain34(), Networks.resNet34());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pictures")
  void itKeepsTheRulesOfFiguresAndIsTheSameWhenDrawnAgain(String name, Picture picture) {
    Figure figure = picture.figure();
    assertEquals(List.of(), FigureRules.violations(figure));
    assertArrayEquals(
        figure.svg().getBytes(StandardCharsets.UTF_8),
        picture.figure().svg().getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void slideSixteenSaysWhichLayersStandInWhichRow() {
    String text = slideSixteen().figure().text();
    assertTrue(text.contains("34-layer plain: 3×3 conv, 128, /2; 7 × 3×3 conv, 128"), text);
    assertTrue(text.contains("VGG-19: max pool 2×2, /2; 4 × 3×3 conv, 512"), text);
    String description = slideSixteen().figure().description();
    assertTrue(description.contains("VGG-19 none"), description);
    assertTrue(
        description.contains(
            "ResNet-34 13 that carry their input as it is and 3 with layers of their own"),
        description);
  }

  @Test
  void theShortcutOfAResidualBlockIsAddedBeforeTheLastActivation() {
    String text =
        Architecture.equations(ResNet.plainBlock(64, 56), ResNet.block(64, 56)).figure().text();
    assertTrue(text.contains("a[l+2] = g(z[l+2]) → 64×56×56"), text);
    assertTrue(text.contains("a[l+2] = g(z[l+2] + a[l]) → 64×56×56"), text);
    String projected = Architecture.equations(ResNet.projectionBlock(64, 56)).figure().text();
    assertTrue(projected.contains("s = W_s a[l] + b_s"), projected);
    assertTrue(projected.contains("a[l+2] = g(z[l+2] + s)"), projected);
  }

  @Test
  void everyLayerOfADenseBlockSeesTheGrowthRateMore() {
    int channels = 7;
    int growth = 5;
    int layers = 6;
    String text =
        Architecture.of(DenseNet.block(channels, layers, growth, 16))
            .denseConnections()
            .figure()
            .text();
    for (int layer = 1; layer <= layers; layer++) {
      int seen = channels + growth * (layer - 1);
      assertTrue(text.contains("layer%d: sees %d channels".formatted(layer, seen)), text);
    }
    assertTrue(text.endsWith("output: %d channels".formatted(channels + growth * layers)), text);
  }

  @Test
  void theStagesOfDenseNetAreItsBlocksAndTransitions() {
    String text = Architecture.of(Networks.denseNet121()).profile().figure().text();
    for (String stage :
        List.of(
            "6 × [1×1, 128 · 3×3, 32], 96 … 256×56×56",
            "12 × [1×1, 128 · 3×3, 32], 160 … 512×28×28",
            "24 × [1×1, 128 · 3×3, 32], 288 … 1024×14×14",
            "16 × [1×1, 128 · 3×3, 32], 544 … 1024×7×7",
            "1×1, 128 · mean pool 2×2, /2, 128×28×28")) {
      assertTrue(text.contains(stage), stage + " in\n" + text);
    }
  }

  @Test
  void theFiveByFiveBranchCostsWhatTheErrataSay() {
    String text =
        Architecture.costs(Networks.inceptionNaive(), Networks.inceptionReduced()).figure().text();
    assertTrue(text.contains("branch of 120,422,400 MACs"), text);
    assertTrue(text.contains("branch of 12,443,648 MACs"), text);
    assertTrue(text.contains("→ 416×28×28, 303,464,448 multiply-accumulates"), text);
  }

  @Test
  void theComparisonCountsOurNetworksAndSaysWhereErrorsComeFrom() {
    String text = ImageNetErrors.comparison().figure().text();
    for (ImageNetErrors.Reported reported : ImageNetErrors.reported()) {
      Network network = reported.network().get();
      String line =
          String.format(
              Locale.ROOT,
              "%s: error %.2f%%, %,d parameters, %,d multiply-accumulates",
              reported.name(),
              reported.top5(),
              network.parameterCount(),
              network.macs());
      assertTrue(text.contains(line), line);
      assertTrue(reported.source().contains("table"), reported.source());
    }
  }

  @Test
  void whatCannotBeDrawnSaysWhy() {
    Network vgg = Networks.vgg16();
    assertThrows(IllegalArgumentException.class, () -> Architecture.aligned());
    assertThrows(
        IllegalArgumentException.class, () -> Architecture.aligned(vgg, vgg, vgg, vgg, vgg));
    Exception chain =
        assertThrows(
            IllegalArgumentException.class, () -> Architecture.of(vgg).denseConnections().figure());
    assertTrue(chain.getMessage().contains("concatenates nothing"), chain.getMessage());
    Exception end = assertThrows(IllegalArgumentException.class, () -> Architecture.costs(vgg));
    assertTrue(end.getMessage().contains("concatenation"), end.getMessage());
    Exception layer =
        assertThrows(IllegalArgumentException.class, () -> Architecture.equations(vgg).figure());
    assertTrue(layer.getMessage().contains("pool1"), layer.getMessage());
  }
}
