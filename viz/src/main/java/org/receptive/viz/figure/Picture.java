package org.receptive.viz.figure;

/** Something that can be shown as a figure: a derivation, a summary, a diagram. */
@FunctionalInterface
public interface Picture {
  /** The figure that shows it. */
  Figure figure();
}
