package org.receptive.viz.architecture;

import java.util.List;
import org.receptive.engine.network.Network;
import org.receptive.viz.figure.Figure;
import org.receptive.viz.figure.Palette.Role;
import org.receptive.viz.figure.Picture;

/**
 * Diagrams of a network: {@code Architecture.of(network).volumes()}. Shown as it is, it picks the
 * style that suits.
 */
public final class Architecture implements Picture {
  private final Network network;

  private Architecture(Network network) {
    this.network = network;
  }

  /** The diagrams of a network, fitting or not. */
  public static Architecture of(Network network) {
    return new Architecture(network);
  }

  /**
   * Networks beside each other, layers of equal output size in the same rows: {@code
   * Architecture.aligned(vgg19, plain34, resNet34)}.
   *
   * @throws IllegalArgumentException if there are none, or more than four
   */
  public static AlignedNetworks aligned(Network... networks) {
    return AlignedNetworks.of(List.of(networks));
  }

  /**
   * Blocks with the equation of every layer.
   *
   * @throws IllegalArgumentException if there are none, more than three, or layers without one
   */
  public static BlockEquations equations(Network... blocks) {
    return BlockEquations.of(List.of(blocks));
  }

  /**
   * Modules of branches under each other, with the costs of every convolution on one scale.
   *
   * @throws IllegalArgumentException if one does not end with a concatenation of chains
   */
  public static BranchCosts costs(Network... modules) {
    return BranchCosts.of(List.of(modules));
  }

  /**
   * Which layers of a dense block see which.
   *
   * @throws IllegalArgumentException if the network concatenates nothing
   */
  public DenseConnections denseConnections() {
    return DenseConnections.of(network);
  }

  /** The stages of a deep network at a glance, with the channels behind every module. */
  public NetworkProfile profile() {
    return NetworkProfile.of(network);
  }

  /** Boxes and edges. */
  public GraphDiagram graph() {
    return new GraphDiagram(network, GraphOptions.standard());
  }

  /** Volumes as in the figures of AlexNet and VGG. */
  public VolumeDiagram volumes() {
    return new VolumeDiagram(network, VolumeOptions.boxes());
  }

  /** Stacks of maps as in LeNet-5's figure. */
  public VolumeDiagram stacked() {
    return new VolumeDiagram(network, VolumeOptions.stacks());
  }

  /** Volumes for a chain of convolutions, a block graph for all else. */
  @Override
  public Figure figure() {
    return suits() ? volumes().figure() : graph().figure();
  }

  private boolean suits() {
    BlockGraph graph = BlockGraph.of(network);
    boolean convolutional =
        graph.blocks().stream().anyMatch(block -> block.role() == Role.CONVOLUTION);
    return convolutional && !graph.branches();
  }
}
