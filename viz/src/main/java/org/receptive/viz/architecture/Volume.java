package org.receptive.viz.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.Layer;
import org.receptive.engine.layer.Window;
import org.receptive.engine.tensor.Shape;
import org.receptive.viz.architecture.Stage.Module;
import org.receptive.viz.figure.Palette.Role;

/**
 * One solid of a volume diagram: what comes out of a block, or out of a whole module with branches.
 *
 * @param block the block, for a module the one where all of it leaves
 * @param operation what made it, in a few words
 * @param blocks how many blocks the module has
 */
record Volume(Block block, String operation, int blocks) {

  /** The volumes of a network, one for each module. */
  static List<Volume> of(BlockGraph graph) {
    List<Volume> volumes = new ArrayList<>();
    for (Module module : Stage.modules(graph)) {
      // A failure inside a module is what must be seen of it.
      Block shown =
          module.blocks().stream()
              .map(graph.blocks()::get)
              .filter(block -> block.state() == Block.State.FAILED)
              .findFirst()
              .orElseGet(() -> graph.blocks().get(module.blocks().getLast()));
      int count = module.blocks().size();
      volumes.add(new Volume(shown, count > 1 ? summary(module, graph) : operation(shown), count));
    }
    return List.copyOf(volumes);
  }

  private static String operation(Block block) {
    return block.layer().map(Volume::words).orElse("");
  }

  private static String words(Layer layer) {
    String details =
        LayerWords.details(layer).replace(' ', Words.GLUE).replace("," + Words.GLUE, ", ");
    return LayerWords.operation(layer) + (details.isEmpty() ? "" : ", " + details);
  }

  /** What a module does: {@code 2 conv + skip}, or {@code 6 conv, 1 max pool, concat}. */
  private static String summary(Module module, BlockGraph graph) {
    List<Block> blocks = module.blocks().stream().map(graph.blocks()::get).toList();
    long convolutions = blocks.stream().filter(b -> b.role() == Role.CONVOLUTION).count();
    Block last = blocks.getLast();
    String merge = last.layer().map(LayerWords::kind).orElse("");
    String kind = merge.equals("add") ? "residual: " : "module: ";
    return kind + convolutions + Words.GLUE + "conv, " + merge;
  }

  /** The shape that is drawn, if it is known. */
  Optional<Shape> shape() {
    return block.output();
  }

  /** Whether it has height and width. */
  boolean isImage() {
    return shape().map(Shape::isImage).orElse(true);
  }

  /** The name over it. */
  String name() {
    return blocks > 1 && !block.group().isEmpty() ? block.group() : block.shortName();
  }

  /** The role that gives its colour. */
  Role role() {
    return block.role();
  }

  /** The window that slid over the volume before it, if one did. */
  Optional<Window> window() {
    return blocks > 1 ? Optional.empty() : block.layer().flatMap(Layer::asWindow);
  }

  /** The layers fused into it that get a stripe: those behind it. */
  List<Layer> stripes() {
    return block.after();
  }

  /** Into how many groups that do not see each other its channels fall; 1 for most. */
  int groups() {
    return block.layer().orElse(null) instanceof Conv2d conv ? conv.groups() : 1;
  }

  /** Whether a full connection leads to it. */
  boolean isFullyConnected() {
    return role() == Role.LINEAR;
  }
}
