package org.receptive.viz.architecture;

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
