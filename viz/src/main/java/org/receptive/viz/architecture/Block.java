package org.receptive.viz.architecture;

import java.util.List;
import java.util.Optional;
import org.receptive.engine.layer.Layer;
import org.receptive.engine.tensor.Shape;
import org.receptive.viz.figure.Palette.Role;

/**
 * One box of a diagram: a layer together with the small layers fused into it.
 *
 * @param name the name of the layer in the network; {@link
 *     org.receptive.engine.network.Network#INPUT} for what goes in
 * @param group the part of the name before the last {@code /}; empty for none
 * @param layer what is drawn; empty for the network's input
 * @param before layers fused in front, such as flatten, or normalisation before a convolution
 * @param after layers fused behind: activation, normalisation, dropout
 * @param inputs indices of the blocks that feed it, in order
 * @param inputShapes the shapes that go in, as far as known
 * @param output the shape that comes out behind all fused layers, if known
 * @param state whether the shapes fit here
 * @param problem what is wrong, in words and numbers, if this block failed; empty otherwise
 * @param parameters trainable parameters, fused layers included
 * @param macs multiply-accumulates for one image
 */
public record Block(
    String name,
    String group,
    Optional<Layer> layer,
    List<Layer> before,
    List<Layer> after,
    List<Integer> inputs,
    List<Shape> inputShapes,
    Optional<Shape> output,
    State state,
    String problem,
    long parameters,
    long macs) {

  /** Whether shapes fit at a block. */
  public enum State {
    /** They fit. */
    FITS,
    /** They do not fit; the problem says why. */
    FAILED,
    /** Not known, because something before it failed. */
    UNKNOWN
  }

  /** Copies the lists. */
  public Block {
    before = List.copyOf(before);
    after = List.copyOf(after);
    inputs = List.copyOf(inputs);
    inputShapes = List.copyOf(inputShapes);
  }

  /** The role that gives its colour. */
  public Role role() {
    return layer.map(LayerWords::role).orElse(Role.INPUT);
  }

  /** The name without its group. */
  public String shortName() {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  /**
   * Kind, kernel and filters; {@link org.receptive.engine.network.Network#INPUT} for what goes in.
   */
  public String title() {
    return layer.map(LayerWords::title).orElse("input");
  }

  /** What decides whether two blocks are repeats of each other, but for what feeds them. */
  String likeness() {
    return layer.map(LayerWords::shortTitle).orElse("input")
        + layer.map(LayerWords::details).orElse("")
        + (layer.orElse(null) instanceof org.receptive.engine.layer.Linear linear
            ? linear.inFeatures()
            : "")
        + before
        + after.stream().map(LayerWords::title).toList()
        + output
        + state;
  }
}
