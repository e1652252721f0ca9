package org.receptive.viz.architecture;

import org.receptive.viz.figure.Scene;

/**
 * How volumes are drawn.
 *
 * @param form boxes or stacks of maps
 * @param density how close they stand
 * @param costs whether a strip under the diagram shows where parameters and multiply-accumulates
 *     are
 * @param width the most that the picture may take, in px
 */
public record VolumeOptions(Form form, Density density, boolean costs, double width) {

  /** What a volume looks like. */
  public enum Form {
    /** A box in parallel projection: width is channels, height and depth are space. */
    BOXES,
    /** Maps one behind the other, as in LeNet-5's figure. */
    STACKS
  }

  /** How close volumes stand. */
  public enum Density {
    /** Apart if they fit in one row, else close together. */
    AUTOMATIC,
    /** Apart, with what is done written between them; in several rows if need be. */
    APART,
    /** Those of one size close together, as VGG is usually drawn. */
    CLOSE
  }

  /** Boxes, as close as the width asks for, with costs. */
  public static VolumeOptions boxes() {
    return new VolumeOptions(Form.BOXES, Density.AUTOMATIC, true, Scene.NOTEBOOK_WIDTH);
  }

  /** The style of LeNet-5's figure (LeCun et al., 1998): stacked maps, apart. */
  public static VolumeOptions stacks() {
    return new VolumeOptions(Form.STACKS, Density.APART, true, Scene.NOTEBOOK_WIDTH);
  }

  /** The same with another density. */
  public VolumeOptions density(Density other) {
    return new VolumeOptions(form, other, costs, width);
  }

  /** The same with or without the strip of costs. */
  public VolumeOptions costs(boolean yes) {
    return new VolumeOptions(form, density, yes, width);
  }

  /** The same at most {@code px} wide. */
  public VolumeOptions width(double px) {
    return new VolumeOptions(form, density, costs, px);
  }
}
