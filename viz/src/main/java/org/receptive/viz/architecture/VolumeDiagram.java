package org.receptive.viz.architecture;

import java.util.List;
import org.receptive.engine.network.Network;
import org.receptive.viz.architecture.VolumeOptions.Density;
import org.receptive.viz.architecture.VolumeOptions.Form;
import org.receptive.viz.figure.Figure;
import org.receptive.viz.figure.Picture;
import org.receptive.viz.figure.Scene;

/** A network as the volumes that its layers make, left to right, in as many rows as needed. */
public final class VolumeDiagram implements Picture {
  private final Network network;
  private final VolumeOptions options;

  VolumeDiagram(Network network, VolumeOptions options) {
    this.network = network;
    this.options = options;
  }

  /** The same with other options. */
  public VolumeDiagram with(VolumeOptions other) {
    return new VolumeDiagram(network, other);
  }

  /** Volumes of one size close together, as VGG is usually drawn. */
  public VolumeDiagram close() {
    return with(options.density(Density.CLOSE));
  }

  /** Volumes apart, with what is done between them. */
  public VolumeDiagram apart() {
    return with(options.density(Density.APART));
  }

  /** Without the strip of costs. */
  public VolumeDiagram withoutCosts() {
    return with(options.costs(false));
  }

  /** At most {@code px} wide. */
  public VolumeDiagram width(double px) {
    return with(options.width(px));
  }

  @Override
  public Figure figure() {
    BlockGraph graph = BlockGraph.of(network);
    List<Volume> volumes = Volume.of(graph);
    Legend legend = Legend.ofVolumes(volumes.stream().map(Volume::block).toList());
    VolumeLayout layout =
        VolumeLayout.of(volumes, options, legend, options.width() - 2 * Panel.MARGIN);
    Panel panel = new Panel(graph, legend, options.costs(), options.width());
    String note = layout.scale().words();
    Scene scene =
        panel.around(layout.width(), layout.height(), s -> VolumePainter.paint(s, layout), note);
    String style = options.form() == Form.BOXES ? "volumes" : "stacked maps";
    String what = style + " of " + network.name();
    String text = panel.text(what, Describe.network(graph, Stage.single(graph)) + note + "\n");
    return Figure.of(scene, what, panel.description(what), text);
  }
}
