package org.receptive.viz.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.receptive.viz.arithmetic.Arithmetic.receptiveField;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.receptive.engine.network.Network;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;
import org.receptive.viz.figure.FigureRules;

class ReceptiveFieldOnPhotoTest {
  /** Size 3, 4, 12; jump 1, 2, 2, by hand: 4 + (5 - 1) 2 = 12. */
  private static Network network() {
    return Network.builder("small", Shape.of(1, 3, 16, 20))
        .conv("conv1", 4, 3, conv -> conv.padding(1))
        .maxPool("pool1", 2, 2)
        .conv("conv2", 2, 5, conv -> conv.padding(2))
        .flatten()
        .linear("fc", 3)
        .build();
  }

  private static Tensor photo() {
    Tensor photo = Tensor.zeros(Shape.of(1, 3, 16, 20));
    for (int i = 0; i < photo.data().length; i++) {
      photo.data()[i] = i * 37 % 101 / 100f;
    }
    return photo;
  }

  private static ReceptiveFieldOnPhoto field() {
    return receptiveField(network()).on(photo());
  }

  @Test
  void theCornerOfTheMapSeesPadding() {
    ReceptiveFieldOnPhoto corner = field().layer("conv2").at(0, 0);
    assertEquals(12, corner.horizontal().size());
    assertEquals(2, corner.horizontal().jump());
    assertEquals(0.5, corner.horizontal().start());
    assertEquals(-5, corner.left());
    assertEquals(6, corner.right());
    assertEquals(1 - 7 * 7 / 144.0, corner.paddingShare(), 1e-12);
    assertTrue(corner.toString().contains("rows \u22125 to 6 of 16, columns \u22125 to 6 of 20"));
  }

  @Test
  void eachStepOnTheMapIsOneJumpOnThePhoto() {
    ReceptiveFieldOnPhoto here = field().layer("pool1").at(3, 4);
    ReceptiveFieldOnPhoto next = field().layer("pool1").at(3, 5);
    assertEquals(here.left() + 2, next.left());
    assertEquals(here.top(), next.top());
    assertEquals(0, here.paddingShare());
  }

  /** The theory against the engine: only pixels inside the frame change the value. */
  @Test
  void pixelsOutsideTheFrameChangeNothing() {
    Network network = network();
    for (int[] place : List.of(new int[] {4, 5}, new int[] {0, 9}, new int[] {7, 0})) {
      ReceptiveFieldOnPhoto field = field().layer("conv2").at(place[0], place[1]);
      Tensor changed = photo();
      for (int i = 0; i < changed.data().length; i++) {
        int y = i / 20 % 16;
        int x = i % 20;
        boolean seen =
            y >= field.top() && y <= field.bottom() && x >= field.left() && x <= field.right();
        changed.data()[i] = seen ? changed.data()[i] : 9;
      }
      assertEquals(
          network.run(photo()).activation("conv2").at(0, 1, place[0], place[1]),
          network.run(changed).activation("conv2").at(0, 1, place[0], place[1]),
          1e-4);
    }
  }

  @Test
  void withoutAWordItIsTheMiddleOfTheLastMap() {
    assertEquals("conv2", field().layerName());
    assertEquals(4, field().row());
    assertEquals(5, field().column());
    assertEquals(7, field().atShare(1, 0).row());
    assertEquals(0, field().atShare(1, 0).column());
  }

  @Test
  void aFullyConnectedLayerSeesEverything() {
    ReceptiveFieldOnPhoto all = field().layer("fc");
    assertEquals(0, all.top());
    assertEquals(15, all.bottom());
    assertEquals(19, all.right());
    assertEquals(0, all.paddingShare());
  }

  @Test
  void errorsTellWhatThereIs() {
    assertMessage("small has no layer 'conv9'", () -> field().layer("conv9"));
    assertMessage("rows 0 to 7, columns 0 to 9", () -> field().at(8, 0));
    assertMessage("there is no value at row 0, column -1", () -> field().at(0, -1));
    assertMessage("not a map", () -> field().layer("flatten1"));
    assertMessage(
        "images of 16x20 pixels",
        () -> receptiveField(network()).on(Tensor.zeros(Shape.of(1, 3, 20, 16))));
    assertMessage("from 0 to 1", () -> field().atShare(0.5, 1.5));
  }

  private static void assertMessage(String part, org.junit.jupiter.api.function.Executable call) {
    String message = assertThrows(IllegalArgumentException.class, call).getMessage();
    assertTrue(message.contains(part), message);
  }

  @Test
  void itsPicturesKeepTheRules() {
    for (String layer : List.of("conv1", "pool1", "conv2", "fc")) {
      assertEquals(List.of(), FigureRules.violations(field().layer(layer).figure()), layer);
      assertEquals(
          List.of(), FigureRules.violations(field().layer(layer).atShare(1, 1).figure()), layer);
    }
  }
}
