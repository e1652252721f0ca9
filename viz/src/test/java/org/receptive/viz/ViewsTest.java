package org.receptive.viz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.receptive.viz.figure.Figure;
import org.receptive.viz.figure.Picture;
import org.receptive.viz.figure.Scene;
import org.receptive.viz.figure.TextStyle;

class ViewsTest {
  private static Figure figure() {
    Scene scene = Scene.builder().text(10, 20, "7", TextStyle.body()).build(100, 40);
    return Figure.of(scene, "a seven", "the number seven", "7");
  }

  @Test
  void aFigureIsItsOwnView() {
    Figure figure = figure();
    assertSame(figure, Views.of(figure).orElseThrow());
  }

  @Test
  void aPictureIsAskedForItsFigure() {
    Figure figure = figure();
    Picture picture = () -> figure;
    assertSame(figure, Views.of(picture).orElseThrow());
  }

  @Test
  void whatNobodyDrawsHasNoView() {
    assertEquals(Optional.empty(), Views.of("just words"));
    assertEquals(Optional.empty(), Views.of(null));
    assertTrue(Views.of(42).isEmpty());
  }
}
