package org.receptive.lessons.networks;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.receptive.engine.network.LayerStatistics;
import org.receptive.engine.network.Network;
import org.receptive.engine.tensor.Shape;

/**
 * Compares our networks with what independent implementations counted. {@code
 * -Dgolden.architectures=FILE} takes another file of the same schema.
 */
class PublishedArchitecturesTest {
  private static final Map<String, Supplier<Network>> OURS =
      Map.ofEntries(
          entry("slide06_intro_network_correct", () -> Networks.introNet(10)),
          entry("lenet5_slide08", Networks::leNet5),
          entry("alexnet_2012_grouped", Networks::alexNet),
          entry("alexnet_2012_ungrouped", Networks::alexNetOneTower),
          entry("vgg16", Networks::vgg16),
          entry("vgg19", Networks::vgg19),
          entry("resnet18", Networks::resNet18),
          entry("resnet34", Networks::resNet34),
          entry("resnet34_option_B", Networks::resNet34),
          entry("resnet34_option_C", () -> Networks.resNet34(Shortcut.C)),
          entry("plain34", Networks::plain34),
          entry("resnet50", Networks::resNet50),
          entry("resnet101", Networks::resNet101),
          entry("resnet152", Networks::resNet152));

  /** The layers that the file has rows for. */
  private static final Set<String> COUNTED =
      Set.of(
          "Conv2d", "MaxPool2d", "AvgPool2d", "AdaptiveAvgPool2d", "LocalResponseNorm", "Linear");

  /** torchvision pools VGG's 7x7 maps to 7x7, so that other image sizes work: not in the paper. */
  private static final String MAY_CHANGE_NOTHING = "AdaptiveAvgPool2d";

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
  Stream<DynamicTest> everyKnownNetworkHasThePublishedArithmetic() throws IOException {
    JsonObject models = models();
    List<String> known = OURS.keySet().stream().filter(models::has).sorted().toList();
    assertFalse(known.isEmpty(), "the file names no network that we have");
    return known.stream()
        .map(
            name ->
                dynamicTest(
                    name, () -> compare(models.getAsJsonObject(name), OURS.get(name).get())));
  }

  private static void compare(JsonObject expected, Network network) {
    assertEquals(expected.get("total_params").getAsLong(), network.parameterCount(), "parameters");
    assertEquals(expected.get("macs").getAsLong(), network.macs(), "multiply-accumulates");
    assertEquals(ints(expected.get("input")), channelsHeightWidth(network.inputShape()), "input");
    if (!expected.has("layers")) {
      return;
    }
    List<String> theirs = new ArrayList<>();
    List<Integer> before = List.of();
    for (JsonElement row : expected.getAsJsonArray("layers")) {
      JsonArray cells = row.getAsJsonArray();
      String kind = cells.get(1).getAsString();
      List<Integer> shape = ints(cells.get(2));
      if (!kind.equals(MAY_CHANGE_NOTHING) || !shape.equals(before)) {
        theirs.add(
            "%s %s %d parameters %d MACs"
                .formatted(kind, shape, cells.get(3).getAsLong(), cells.get(4).getAsLong()));
      }
      before = shape;
    }
    List<String> ours =
        network.statistics().stream()
            .filter(layer -> COUNTED.contains(layer.node().layer().kind()))
            .map(PublishedArchitecturesTest::row)
            .toList();
    assertEquals(String.join("\n", theirs), String.join("\n", ours));
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

  @Test
  void leNetAsPublishedHasSixtyThousandParameters() throws IOException {
    JsonObject published = models().getAsJsonObject("lenet5_1998_original");
    Map<String, Integer> ours = LeNet.publishedParameters();
    for (String layer : published.getAsJsonObject("layers_published").keySet()) {
      assertEquals(
          published.getAsJsonObject("layers_published").get(layer).getAsInt(),
          ours.get(layer),
          layer);
    }
    assertEquals(60_000, ours.values().stream().mapToInt(Integer::intValue).sum());
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
}
