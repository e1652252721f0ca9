package org.receptive.lessons.networks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.receptive.engine.layer.Activation;
import org.receptive.engine.layer.BatchNorm2d;
import org.receptive.engine.layer.Layer;
import org.receptive.engine.network.LayerStatistics;
import org.receptive.engine.network.Network;
import org.receptive.engine.network.Node;
import org.receptive.engine.network.Trace;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;
import org.receptive.lessons.networks.PublishedNetworks.Published;

/**
 * Compares our networks with what independent implementations counted. {@code
 * -Dgolden.architectures=FILE} takes another file of the same schema; a network in it that we do
 * not have is a failure.
 */
class PublishedArchitecturesTest {
  /** The layers that the file has rows for. */
  private static final Set<String> COUNTED =
      Set.of(
          "Conv2d", "MaxPool2d", "AvgPool2d", "AdaptiveAvgPool2d", "LocalResponseNorm", "Linear");

  /** torchvision pools VGG's 7x7 maps to 7x7, so that other image sizes work: not in the paper. */
  private static final String MAY_CHANGE_NOTHING = "AdaptiveAvgPool2d";

  /** What frozen batch normalisation takes off a detector's parameters. */
  private static final String FROZEN = "_frozen_bn_delta_resnet50";

  private static JsonObject models() throws IOException {
    String file = System.getProperty("golden.architectures", "");
    try (Reader reader =
        file.isEmpty()
            ? new InputStreamReader(
                PublishedArchitecturesTest.class.getResourceAsStream("architectures.json"),
                StandardCharsets.UTF_8)
            : Files.newBufferedReader(Path.of(file))) {
      return JsonParser.parseReader(reader).getAsJsonObject().getAsJsonObject("models");
    }
  }

  @TestFactory
  Stream<DynamicTest> everyNetworkOfTheFileIsOursAndHasThePublishedArithmetic() throws IOException {
    JsonObject models = models();
    assertFalse(models.isEmpty(), "the file names no network");
    return models.keySet().stream().map(name -> dynamicTest(name, () -> compare(models, name)));
  }

  private static void compare(JsonObject models, String name) {
    if (name.equals(FROZEN)) {
      assertEquals(models.get(name).getAsLong(), batchNormParameters(Networks.resNet50()));
    } else if (PublishedDetectors.NAMES.contains(name)) {
      compareDetector(name, models.getAsJsonObject(name));
    } else if (PublishedNetworks.OURS.containsKey(name)) {
      compare(models.getAsJsonObject(name), PublishedNetworks.OURS.get(name));
    } else {
      fail("we have no network '%s'".formatted(name));
    }
  }

  private static void compare(JsonObject expected, Published published) {
    Network network = published.network().get();
    assertEquals(expected.get("total_params").getAsLong(), network.parameterCount(), "parameters");
    List<LayerStatistics> run =
        network.statistics().stream()
            .filter(layer -> !published.heads().contains(layer.node().name()))
            .filter(layer -> !published.heads().contains(layer.node().group()))
            .toList();
    if (expected.has("macs")) {
      long macs = run.stream().mapToLong(LayerStatistics::macs).sum();
      assertEquals(expected.get("macs").getAsLong(), macs, "multiply-accumulates");
    }
    if (expected.has("input")) {
      assertEquals(ints(expected.get("input")), channelsHeightWidth(network.inputShape()), "input");
    }
    if (expected.has("bn_running_stats")) {
      assertEquals(expected.get("bn_running_stats").getAsLong(), runningStatistics(network));
    }
    if (expected.has("layers")) {
      compareRows(rows(expected.getAsJsonArray("layers")), run, published.unseen());
    }
  }

  /** All rows in order; only layers without weights of the given kinds may be ours alone. */
  private static void compareRows(
      List<String> theirs, List<LayerStatistics> run, Set<String> unseen) {
    List<String> ours = new ArrayList<>();
    for (LayerStatistics layer : run) {
      String kind = layer.node().layer().kind();
      String row = row(layer);
      boolean next = ours.size() < theirs.size() && theirs.get(ours.size()).equals(row);
      if (COUNTED.contains(kind) && (next || !unseen.contains(kind))) {
        ours.add(row);
      }
    }
    assertEquals(String.join("\n", theirs), String.join("\n", ours));
  }

  private static List<String> rows(JsonArray layers) {
    List<String> rows = new ArrayList<>();
    List<Integer> before = List.of();
    for (JsonElement row : layers) {
      JsonArray cells = row.getAsJsonArray();
      String kind = cells.get(1).getAsString();
      List<Integer> shape = ints(cells.get(2));
      if (!kind.equals(MAY_CHANGE_NOTHING) || !shape.equals(before)) {
        long parameters = cells.get(3).getAsLong();
        rows.add(
            "%s %s %d parameters %d MACs"
                .formatted(kind, shape, parameters, cells.get(4).getAsLong()));
      }
      before = shape;
    }
    return rows;
  }

  private static String row(LayerStatistics layer) {
    return "%s %s %d parameters %d MACs"
        .formatted(
            layer.node().layer().kind(),
            channelsHeightWidth(layer.output()),
            layer.parameters(),
            layer.macs());
  }

  private static List<Integer> ints(JsonElement array) {
    return array.getAsJsonArray().asList().stream().map(JsonElement::getAsInt).toList();
  }

  private static List<Integer> channelsHeightWidth(Shape shape) {
    return IntStream.range(1, shape.rank()).mapToObj(shape::dim).toList();
  }

  private static long batchNormParameters(Network network) {
    return network.statistics().stream()
        .filter(layer -> layer.node().layer() instanceof BatchNorm2d)
        .mapToLong(LayerStatistics::parameters)
        .sum();
  }

  /** Mean and variance of every channel that is really normalised, which do not train. */
  private static long runningStatistics(Network network) {
    return network.nodes().stream()
        .map(Node::layer)
        .filter(BatchNorm2d.class::isInstance)
        .map(BatchNorm2d.class::cast)
        .mapToLong(norm -> 2L * norm.channels())
        .sum();
  }

  private static void compareDetector(String name, JsonObject expected) {
    Map<String, Long> parts = PublishedDetectors.parts(name);
    JsonObject children = expected.getAsJsonObject("children");
    children
        .keySet()
        .forEach(
            part -> assertEquals(children.get(part).getAsLong(), parts.getOrDefault(part, 0L)));
    long total = parts.values().stream().mapToLong(Long::longValue).sum();
    assertEquals(expected.get("total_params").getAsLong(), total, "parameters");
    if (expected.has("total_params_frozen_bn")) {
      long frozen = total - batchNormParameters(Networks.resNet50());
      assertEquals(expected.get("total_params_frozen_bn").getAsLong(), frozen, "frozen");
    }
    List<Integer> image = ints(expected.get("after_transform"));
    List<List<Integer>> maps =
        PublishedDetectors.maps(name, image.get(1), image.get(2)).stream()
            .map(PublishedArchitecturesTest::channelsHeightWidth)
            .toList();
    List<List<Integer>> theirs =
        expected.getAsJsonObject("feature_maps").asMap().values().stream()
            .map(PublishedArchitecturesTest::ints)
            .toList();
    assertEquals(theirs, maps, "maps");
  }

  @Test
  void leNetAsPublishedHasSixtyThousandParameters() throws IOException {
    JsonObject published = models().getAsJsonObject("lenet5_1998_original");
    Map<String, Integer> ours = LeNet.publishedParameters();
    JsonObject layers = published.getAsJsonObject("layers_published");
    assertEquals(new LinkedHashSet<>(layers.keySet()), new LinkedHashSet<>(ours.keySet()));
    layers
        .keySet()
        .forEach(layer -> assertEquals(layers.get(layer).getAsInt(), ours.get(layer), layer));
    assertEquals(60_000, ours.values().stream().mapToInt(Integer::intValue).sum());
  }

  @Test
  void thePaperCountsAsManyConnectionsOfLeNetAsWeDo() {
    // Section II.B: a unit's connections are its weights and its bias; four pixels share one
    // coefficient in S2 and S4. The paper's 340,908 holds the 840 of the output layer.
    Network lenet = LeNet.original();
    long connections = 0;
    for (LayerStatistics layer : lenet.statistics()) {
      long units = layer.output().size();
      switch (layer.node().layer().kind()) {
        case "Conv2d", "Linear" -> connections += layer.macs() + units;
        case "AvgPool2d" -> connections += units * (2 * 2 + 1);
        default -> {}
      }
    }
    assertEquals(340_908 - 840, connections);
  }

  @Test
  void theIntroductoryNetworkWithoutAnOutputHasWhatTheSlideShouldSay() {
    assertEquals(392_460, Networks.introNet().parameterCount());
  }

  @Test
  void aHalfOfTheChannelsIsWhatTheGroupsOfAlexNetSave() {
    long saved = Networks.alexNetOneTower().parameterCount() - Networks.alexNet().parameterCount();
    long conv2 = 256L * 48 * 5 * 5;
    long conv4 = 384L * 192 * 3 * 3;
    long conv5 = 256L * 192 * 3 * 3;
    assertEquals(conv2 + conv4 + conv5, saved);
  }

  @Test
  void theStrideInTheFirstConvolutionOfABottleneckSavesWorkAndNoParameters() {
    Network paper = ResNet.fifty(StridePlacement.FIRST_1X1);
    Network later = ResNet.fifty(StridePlacement.MIDDLE_3X3);
    assertEquals(later.parameterCount(), paper.parameterCount());
    assertTrue(paper.macs() < later.macs());
    // Table 1 of the paper says 3.8 billion.
    assertEquals(3.8, paper.macs() / 1e9, 0.06);
  }

  @Test
  void shortcutATakesEverySecondPixelAndAddsChannelsOfZeros() {
    Network network = ResNet.eighteen(Shortcut.A).withInput(Shape.of(1, 3, 64, 64));
    Trace trace = network.run(Tensor.random(network.inputShape(), 3));
    Tensor input = trace.activation("conv2_2/relu");
    Tensor carried = trace.activation("conv3_1/shortcut_zeros");
    assertEquals(Shape.of(1, 64, 16, 16), input.shape());
    assertEquals(Shape.of(1, 128, 8, 8), carried.shape());
    for (int c = 0; c < 128; c++) {
      for (int y = 0; y < 8; y++) {
        for (int x = 0; x < 8; x++) {
          float expected = c < 64 ? input.at(0, c, 2 * y, 2 * x) : 0;
          assertEquals(expected, carried.at(0, c, y, x));
        }
      }
    }
  }

  @Test
  void mobileNetsCutReluAtSix() {
    for (Network network : List.of(Networks.mobileNetV1(), Networks.mobileNetV2())) {
      List<Layer> activations =
          network.nodes().stream()
              .map(Node::layer)
              .filter(layer -> layer instanceof Activation)
              .distinct()
              .toList();
      assertEquals(List.of(new Activation.Clip(0, 6)), activations);
    }
  }

  @Test
  void networkInNetworkAndMobileNetHaveTheCountsOfTheirAuthorsModels() {
    assertEquals(966_986, Networks.networkInNetwork().parameterCount());
    assertEquals(7_595_176, NetworkInNetwork.imageNet().parameterCount());
    assertEquals(4_231_976, Networks.mobileNetV1().parameterCount());
    assertEquals(568_740_352, Networks.mobileNetV1().macs());
  }
}
