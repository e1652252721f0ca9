package org.receptive.viz.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.receptive.viz.figure.Bounds;

class LabelPlacementTest {
  private static final Bounds PANEL = new Bounds(10, 20, 400, 250);

  @Test
  void noPlaceMeetsAnythingThatWasTakenOrLeavesThePanel() {
    Random random = new Random(7);
    for (int round = 0; round < 50; round++) {
      LabelPlacement placement = new LabelPlacement(PANEL);
      List<Bounds> taken = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        Bounds box = new Bounds(random.nextDouble(400), random.nextDouble(250), 30, 20);
        placement.take(box);
        taken.add(box);
      }
      int found = 0;
      for (int i = 0; i < 120; i++) {
        double x = PANEL.x() + random.nextDouble(PANEL.width());
        double y = PANEL.y() + random.nextDouble(PANEL.height());
        double width = 10 + random.nextDouble(120);
        Optional<Bounds> place = placement.beside(x, y, 4, width, 14);
        for (Bounds box : place.stream().toList()) {
          assertTrue(PANEL.contains(box, 0), box + " leaves the panel");
          assertTrue(taken.stream().noneMatch(other -> other.overlaps(box, 0)), box::toString);
          assertEquals(width, box.width(), 1e-9);
          taken.add(box);
          found++;
        }
      }
      assertTrue(found > 10, "only " + found + " of 120 names have a place");
    }
  }

  @Test
  void whereThereIsNoRoomThereIsNoPlace() {
    LabelPlacement placement = new LabelPlacement(PANEL);
    placement.take(PANEL);
    assertEquals(Optional.empty(), placement.beside(200, 100, 4, 30, 14));
  }

  @Test
  void aNameStandsOnNoLine() {
    LabelPlacement placement = new LabelPlacement(PANEL);
    placement.takeLine(10, 100, 410, 100);
    Bounds place = placement.beside(200, 100, 4, 60, 14).orElseThrow();
    assertFalse(place.overlaps(new Bounds(10, 99, 400, 2), 0), place::toString);
  }
}
