package org.receptive.lessons.trained;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.receptive.engine.io.GraphModel;
import org.receptive.engine.layer.Arithmetic;
import org.receptive.engine.layer.BatchNorm2d;
import org.receptive.engine.network.Network;
import org.receptive.engine.network.Node;
import org.receptive.engine.network.Trace;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;
import org.receptive.lessons.data.Photos;

/** A real graph model; {@code -Dtrained.coco-ssd=model.json} takes another copy of it. */
class CocoSsdTest {
  /** COCO's number of the class "cat". */
  private static final int CAT = 17;

  private static final int BOXES = 1917;
  private static final int CLASSES = 91;

  private static CocoSsd model() {
    String file = System.getProperty("trained.coco-ssd", "");
    return file.isEmpty() ? CocoSsd.trained() : CocoSsd.read(Path.of(file));
  }

  @Test
  void theGraphBecomesANetworkAndWhatIsLeftOutIsNamed() {
    CocoSsd coco = model();
    GraphModel whole = coco.whole();
    Network network = whole.network();
    assertEquals(Shape.of(1, BOXES, CLASSES), network.outputShape());
    assertEquals(Shape.of(1, BOXES, 4), network.shape(whole.outputs().getLast()));
    assertTrue(whole.ahead().contains("Preprocessor/map/while/ResizeImage/ResizeBilinear"));
    assertTrue(whole.ahead().contains("image_tensor"));
    assertTrue(whole.behind().contains("Postprocessor/Decode/Exp"));
    assertTrue(whole.behind().stream().allMatch(node -> node.startsWith("Postprocessor/")));
    Map<String, String> operators = coco.file().operators();
    long computed = operators.values().stream().filter(each -> !each.equals("Const")).count();
    assertEquals(379, computed);
    assertTrue(computed > network.nodes().size() + whole.cutOff().size(), "biases join");
    assertTrue(network.nodes().stream().noneMatch(node -> node.layer() instanceof Arithmetic));
  }

  @Test
  void everyStoredNumberOfTheNetworkIsInItOnce() {
    CocoSsd coco = model();
    long stored = 0;
    double sum = 0;
    for (Map.Entry<String, Tensor> each : coco.file().weights().entrySet()) {
      String name = each.getKey();
      boolean layer = name.startsWith("FeatureExtractor/") || name.startsWith("BoxPredictor_");
      if (layer && !name.contains("/stack")) {
        stored += each.getValue().size();
        sum += each.getValue().mean() * each.getValue().size();
      }
    }
    Network network = coco.whole().network();
    long ours = 0;
    double oursSum = 0;
    for (Node node : network.nodes()) {
      // The converter worked out some normalisations: of those, only factor and bias are stored.
      boolean workedOut = node.layer() instanceof BatchNorm2d norm && norm.epsilon() == 0;
      for (Map.Entry<String, Tensor> each : network.parameters(node.name()).asMap().entrySet()) {
        if (!workedOut || !each.getKey().startsWith("running")) {
          ours += each.getValue().size();
          oursSum += each.getValue().mean() * each.getValue().size();
        }
      }
    }
    assertEquals(stored, ours);
    assertEquals(sum, oursSum, 1e-3);
    assertEquals(4_488_895, network.parameterCount());
  }

  @Test
  void sixMapsLeaveTheBackboneAndTwoHeadsStandOnEach() {
    CocoSsd coco = model();
    Network backbone = coco.backbone().network();
    List<Integer> sides = List.of(19, 10, 5, 3, 2, 1);
    List<Integer> channels = List.of(576, 1280, 512, 256, 256, 128);
    long parameters = backbone.parameterCount();
    int boxes = 0;
    for (int map = 0; map < sides.size(); map++) {
      Shape shape = backbone.shape(CocoSsd.maps().get(map));
      assertEquals(Shape.of(1, channels.get(map), sides.get(map), sides.get(map)), shape);
      GraphModel heads = coco.heads(map);
      assertEquals(shape, heads.network().inputShape());
      int here = heads.network().shape(heads.outputs().getLast()).channels() / 4;
      assertEquals(here * CLASSES, heads.network().outputShape().channels());
      boxes += here * shape.height() * shape.width();
      parameters += heads.network().parameterCount();
    }
    assertEquals(BOXES, boxes);
    assertEquals(coco.whole().network().parameterCount(), parameters);
  }

  @Test
  void headsOnAMapThatIsNotThereAreRefused() {
    for (int map : new int[] {-1, 6}) {
      IllegalArgumentException refused =
          assertThrows(IllegalArgumentException.class, () -> model().heads(map));
      assertEquals(
          "COCO-SSD has the maps 0 (the finest) to 5, but map %d was asked for.".formatted(map),
          refused.getMessage());
    }
  }

  @Test
  void theBestBoxOfChelseaIsACatAndLiesOnHer() {
    SingleShotDetector detector = model().detector();
    Tensor photo = Photos.chelsea().pixels();
    Trace trace = detector.run(photo);
    Tensor scores = trace.activation(detector.scores());
    int best = 1;
    for (int i = 0; i < scores.size(); i++) {
      boolean background = i % CLASSES == 0;
      if (!background && scores.data()[i] > scores.data()[best]) {
        best = i;
      }
    }
    assertEquals(CAT, best % CLASSES);
    // An independent implementation gives 0.934.
    assertEquals(0.934, scores.data()[best], 0.002);
    Tensor offsets = trace.activation(detector.offsets());
    assertEquals(-1, offsets.firstNonFinite());
    int box = best / CLASSES;
    double height = detector.defaults().at(box, 2) - detector.defaults().at(box, 0);
    double width = detector.defaults().at(box, 3) - detector.defaults().at(box, 1);
    double area =
        height * Math.exp(offsets.at(0, box, 2) / 5) * width * Math.exp(offsets.at(0, box, 3) / 5);
    assertTrue(area > 0.5 && area < 1.1, "she fills most of the photo: " + area);
    assertFalse(detector.maps().isEmpty());
  }
}
