package org.receptive.viz.figure;

import java.util.ArrayList;
import java.util.List;

/**
 * A picture before it is painted: marks on an opaque light panel.
 *
 * @param width of the panel in px
 * @param height of the panel in px
 * @param marks painted in this order
 */
public record Scene(double width, double height, List<Mark> marks) {
  /** The width that fits a notebook; pictures wrap to stay within it. */
  public static final double NOTEBOOK_WIDTH = 720;

  /** Copies the list and checks the size. */
  public Scene {
    marks = List.copyOf(marks);
    if (!(width > 0) || !(height > 0)) {
      throw new IllegalArgumentException("a scene of " + width + " x " + height + " px");
    }
  }

  /** Starts a scene; its size is given at the end. */
  public static SceneBuilder builder() {
    return new SceneBuilder();
  }

  /** Every label of the scene, those in groups included, in painting order. */
  public List<Mark.Label> labels() {
    List<Mark.Label> found = new ArrayList<>();
    collectLabels(marks, found);
    return List.copyOf(found);
  }

  private static void collectLabels(List<Mark> marks, List<Mark.Label> found) {
    for (Mark mark : marks) {
      switch (mark) {
        case Mark.Label label -> found.add(label);
        case Mark.Group group -> collectLabels(group.marks(), found);
        case Mark.Shaped shaped -> {}
        case Mark.Raster raster -> {}
      }
    }
  }
}
