package org.receptive.viz.architecture;

import java.util.List;
import org.receptive.engine.tensor.Shape;
import org.receptive.viz.architecture.VolumeOptions.Form;

/**
 * Turns sizes into px. All lengths grow with the square root, so that 224 and 7, or 3 and 512, can
 * stand in one picture; equal sizes are equally long.
 *
 * @param form what volumes look like
 * @param space px for a height or width of 1
 * @param channels px for one channel
 * @param features px for one feature of a row
 */
record VolumeScale(Form form, double space, double channels, double features) {
  private static final double TALLEST = 118;
  private static final double TALLEST_STACK = 92;
  private static final double LONGEST_BAR = 120;
  static final double WIDEST = 36;
  static final double NARROWEST = 18;
  private static final double MOST_PER_CHANNEL = 5;
  private static final double LEAST = 4;
  private static final double LEAST_BAR = 12;
  private static final double BAR_WIDTH = 10;
  private static final double ACROSS = 0.36;
  private static final double UP = 0.24;
  private static final double STACK_STEP = 3.6;
  private static final int EXACT_MAPS = 8;
  private static final double UNKNOWN_HEIGHT = 44;
  private static final double UNKNOWN_WIDTH = 14;

  /**
   * A scale on which the largest of each kind is as large as a picture bears.
   *
   * @param volumes what is drawn
   * @param form how
   * @param widest px for the volume of most channels
   */
  static VolumeScale of(List<Volume> volumes, Form form, double widest) {
    double space = 1;
    double channels = 1;
    double features = 1;
    for (Volume volume : volumes) {
      if (volume.shape().isPresent()) {
        Shape shape = volume.shape().get();
        if (shape.isImage()) {
          space = Math.max(space, Math.max(shape.height(), shape.width()));
          channels = Math.max(channels, shape.channels());
        } else {
          features = Math.max(features, features(shape));
        }
      }
    }
    double tallest = form == Form.BOXES ? TALLEST : TALLEST_STACK;
    return new VolumeScale(
        form,
        tallest / Math.sqrt(space),
        Math.min(MOST_PER_CHANNEL, widest / Math.sqrt(channels)),
        LONGEST_BAR / Math.sqrt(features));
  }

  /** The extent of a volume. */
  Extent extent(Volume volume) {
    if (volume.shape().isEmpty()) {
      return new Extent(UNKNOWN_WIDTH, UNKNOWN_HEIGHT, 0, 0, 1);
    }
    Shape shape = volume.shape().get();
    if (!shape.isImage()) {
      double length = Math.max(LEAST_BAR, features * Math.sqrt(features(shape)));
      return new Extent(
          BAR_WIDTH, length, form == Form.BOXES ? 3 : 0, form == Form.BOXES ? 3 : 0, 1);
    }
    double height = Math.max(LEAST, space * Math.sqrt(shape.height()));
    double width = Math.max(LEAST, space * Math.sqrt(shape.width()));
    if (form == Form.STACKS) {
      int maps = maps(shape.channels());
      double back = (maps - 1) * STACK_STEP;
      return new Extent(width, height, -back, back, maps);
    }
    double front = Math.max(LEAST, channels * Math.sqrt(shape.channels()));
    return new Extent(front, height, Math.max(3, ACROSS * width), Math.max(2, UP * width), 1);
  }

  /** Channels or features; of a value that has one axis only, its length. */
  static int features(Shape shape) {
    return shape.rank() < 2 ? shape.dim(0) : shape.channels();
  }

  /** How many maps of a stack are drawn: all up to eight, then ever fewer of the others. */
  static int maps(int channels) {
    return channels <= EXACT_MAPS
        ? channels
        : EXACT_MAPS + (int) Math.round(Math.log((double) channels / EXACT_MAPS) / Math.log(2));
  }

  /** The scale in words. */
  String words() {
    return form == Form.BOXES
        ? "Lengths are square roots: heights and depths of the spatial size, widths of the"
            + " channels, bars of the features."
        : "Lengths are square roots: sides of the spatial size, bars of the features. Beyond 8"
            + " maps, one more for each doubling.";
  }

  /**
   * The size of a solid.
   *
   * @param width of the front
   * @param height of the front
   * @param dx how far the back is shifted to the right; negative for left
   * @param dy how far the back is shifted up
   * @param maps how many maps are drawn
   */
  record Extent(double width, double height, double dx, double dy, int maps) {
    /** From the leftmost to the rightmost point. */
    double fullWidth() {
      return width + Math.abs(dx);
    }

    /** From the lowest to the highest point. */
    double fullHeight() {
      return height + dy;
    }
  }
}
