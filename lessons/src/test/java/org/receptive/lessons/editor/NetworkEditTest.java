package org.receptive.lessons.editor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.network.Network;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;
import org.receptive.lessons.networks.Networks;
import org.receptive.viz.figure.FigureRules;

class NetworkEditTest {
  private static NetworkEdit leNet() {
    return NetworkEdit.of(Networks.leNet5());
  }

  /** By hand: conv1 8 (25 + 1), conv2 16 (8 25 + 1), the rest as it was: 61,706 + 52 + 800. */
  @Test
  void moreFiltersGiveTheNextLayerMoreChannels() {
    NetworkEdit edit = leNet().set("conv1", LayerSetting.FILTERS, 8);
    Conv2d conv2 = (Conv2d) edit.network().node("conv2").layer();
    assertEquals(8, conv2.inChannels());
    assertEquals(61_706 + 2 * 26 + 16 * 2 * 25, edit.network().parameterCount());
    assertEquals(61_706, edit.original().parameterCount());
    assertEquals(List.of("conv1: filters 6 \u2192 8"), edit.changes());
    assertTrue(edit.toString().contains("62,558 parameters (+852, +1.4%)"), edit::toString);
  }

  @Test
  void theFirstErrorIsSaidWithItsLayerAndTheTotalIsNot() {
    NetworkEdit edit = leNet().set("conv2", LayerSetting.KERNEL, 17);
    assertEquals("conv2", edit.error().orElseThrow().layer());
    String text = edit.figure().text();
    assertTrue(text.contains("kernel 17 does not fit the padded input"), text);
    assertTrue(
        text.contains("conv2: 16 x 10 x 10 \u2192 does not fit".replace("x", "\u00d7")), text);
    assertTrue(text.contains("No total while the shapes do not fit"), text);
    NetworkEdit mended = edit.set("conv2", LayerSetting.PADDING, 3);
    assertTrue(mended.error().isEmpty(), "14 + 2 3 = 20 takes 17");
    assertEquals(Shape.of(1, 16, 4, 4), mended.network().shape("conv2"));
  }

  @Test
  void aLayerThatIsTakenAwayLeavesItsInputToThoseBehindIt() {
    NetworkEdit edit = leNet().without("pool1");
    assertEquals(Shape.of(1, 16, 24, 24), edit.network().shape("conv2"));
    assertTrue(edit.changes().contains("pool1: taken away"), () -> "" + edit.changes());
    assertTrue(edit.figure().text().contains("taken away"));
    assertFalse(edit.network().nodes().stream().anyMatch(node -> node.name().equals("pool1")));
  }

  @Test
  void theLastLayerStandsInItsPlaceAndWhatIsGoneIsNoPercentage() {
    NetworkEdit edit = leNet();
    for (var node : leNet().network().nodes()) {
      edit = node.name().equals("tanh1") ? edit : edit.without(node.name());
    }
    String refusal = "tanh1 is the only layer; it cannot be taken away.";
    String text = new EditFigure(edit, Optional.of(refusal), Optional.of("tanh1")).figure().text();
    assertTrue(text.contains("no parameters (61,706 before), no MACs (416,520 before)"), text);
    assertTrue(text.contains("Refused; the network stays as it was\nWhy: tanh1 is"), text);
    assertTrue(text.indexOf("\ntanh1: 6") < text.indexOf("\npool1: 6"), text);
  }

  @Test
  void aPercentageIsNeitherNothingNorAllWhereSomethingIsLeft() {
    NetworkEdit wide =
        NetworkEdit.of(
            Network.builder("wide", Shape.of(1, 3_000))
                .linear("fc1", 4_000)
                .linear("fc2", 1)
                .build());
    String least = wide.set("fc1", LayerSetting.NEURONS, 1).without("fc2").toString();
    assertTrue(least.contains("3,001 parameters (\u221212,005,000, by more than 99.9%)"), least);
    String more = wide.set("fc2", LayerSetting.NEURONS, 2).toString();
    assertTrue(more.contains("parameters (+4,001, by less than 0.1%)"), more);
  }

  @Test
  void aNewLayerStandsBetweenALayerAndThoseBehindIt() {
    NetworkEdit edit = NewLayer.BATCH_NORM.behind("conv1", leNet());
    assertEquals(List.of("new_norm1"), edit.network().node("tanh1").inputs());
    assertEquals(61_706 + 12, edit.network().parameterCount());
    NetworkEdit twice = NewLayer.BATCH_NORM.behind("conv1", edit);
    assertEquals(List.of("new_norm2"), twice.network().node("new_norm1").inputs());
    for (NewLayer kind : NewLayer.values()) {
      String behind = kind == NewLayer.LINEAR ? "fc3" : "pool1";
      assertTrue(kind.behind(behind, leNet()).error().isEmpty(), kind::toString);
    }
  }

  @Test
  void whatNoLayerCanBeIsRefusedAndTheNetworkStays() {
    assertMessage("conv2: ", () -> leNet().set("conv2", LayerSetting.GROUPS, 4));
    assertMessage("has no neurons", () -> leNet().set("conv2", LayerSetting.NEURONS, 4));
    assertMessage("has no layer 'conv9'", () -> leNet().set("conv9", LayerSetting.FILTERS, 4));
    assertMessage(
        "cannot be taken away", () -> NetworkEdit.of(Networks.resNet18()).without("conv2_1/sum"));
    assertMessage(
        "mend that first",
        () -> NewLayer.RELU.behind("pool2", leNet().set("conv2", LayerSetting.KERNEL, 17)));
  }

  private static void assertMessage(String part, Executable call) {
    String message = assertThrows(IllegalArgumentException.class, call).getMessage();
    assertTrue(message.contains(part), message);
  }

  @Test
  void shortcutsThatNoLongerFitAreTheFirstError() {
    NetworkEdit edit =
        NetworkEdit.of(Networks.resNet18()).set("conv2_1/conv2", LayerSetting.FILTERS, 100);
    assertEquals("conv2_1/sum", edit.error().orElseThrow().layer());
    assertTrue(edit.figure().text().contains("1 x 100 x 56 x 56"), edit::toString);
  }

  @Test
  void depthwiseConvolutionsStayDepthwise() {
    Network mobile = Networks.mobileNetV1();
    String first =
        mobile.nodes().stream()
            .filter(node -> node.layer() instanceof Conv2d)
            .findFirst()
            .orElseThrow()
            .name();
    NetworkEdit edit = NetworkEdit.of(mobile).set(first, LayerSetting.FILTERS, 24);
    assertTrue(edit.error().isEmpty(), () -> "" + edit.error());
    Conv2d depthwise =
        edit.network().nodes().stream()
            .map(node -> node.layer())
            .filter(Conv2d.class::isInstance)
            .map(Conv2d.class::cast)
            .skip(1)
            .findFirst()
            .orElseThrow();
    assertEquals(24, depthwise.groups());
    assertEquals(24, depthwise.outChannels());
  }

  /** What is not touched keeps its trained weights, so that the network still runs. */
  @Test
  void weightsThatFitAreKept() {
    Network trained = Networks.trainedLeNet();
    String last =
        trained.nodes().reversed().stream()
            .filter(node -> !node.layer().parameters().isEmpty())
            .findFirst()
            .orElseThrow()
            .name();
    Network edited = NetworkEdit.of(trained).set(last, LayerSetting.NEURONS, 12).network();
    Tensor image = Tensor.uniform(trained.inputShape(), 0, 1, 7);
    assertEquals(
        trained.run(image).activation("conv1").at(0, 0, 3, 3),
        edited.run(image).activation("conv1").at(0, 0, 3, 3));
    assertEquals(Shape.of(1, 12), edited.run(image).activation(last).shape());
  }

  @Test
  void everySettingReadsWhatItHasWritten() {
    for (Network network : List.of(Networks.leNet5(), Networks.alexNet(), Networks.resNet18())) {
      for (var node : network.nodes()) {
        for (LayerSetting setting : LayerSetting.all(node.layer())) {
          int value = setting.of(node.layer()).orElseThrow();
          int other = setting == LayerSetting.GROUPS ? 1 : value + 1;
          if (node.layer() instanceof Conv2d conv && conv.groups() > 1) {
            continue; // Other filters may not divide.
          }
          if (setting == LayerSetting.PADDING && !(node.layer() instanceof Conv2d)) {
            other = value; // Pooling allows half a window only.
          }
          assertEquals(
              other, setting.of(setting.in(node.layer(), other)).orElseThrow(), setting.label());
          assertTrue(setting.most(node.layer()) >= value);
        }
      }
    }
  }

  @Test
  void thePicturesKeepTheRules() {
    NetworkEdit vgg = NetworkEdit.of(Networks.vgg16());
    for (NetworkEdit edit :
        List.of(
            leNet(),
            leNet().set("conv1", LayerSetting.FILTERS, 12).set("conv2", LayerSetting.KERNEL, 3),
            leNet().set("conv2", LayerSetting.KERNEL, 17),
            vgg.set("conv3_1", LayerSetting.STRIDE, 2).without("pool2"),
            NetworkEdit.of(Networks.resNet18()).set("conv2_1/conv2", LayerSetting.FILTERS, 100))) {
      assertEquals(List.of(), FigureRules.violations(edit.figure()), edit::toString);
    }
  }
}
