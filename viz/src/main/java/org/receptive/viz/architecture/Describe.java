package org.receptive.viz.architecture;

import java.util.List;
import java.util.stream.Collectors;
import org.receptive.engine.layer.Layer;

/** Diagrams in words: the text twin. */
final class Describe {
  private Describe() {}

  /** One block in a line: {@code conv1: conv 11×11, 96, stride 4, then ReLU, LRN → 96×55×55}. */
  static String block(Block block) {
    String details = block.layer().map(LayerWords::details).orElse("");
    String out =
        switch (block.state()) {
          case FITS -> " → " + LayerWords.shape(block.output().orElseThrow());
          case FAILED -> ": does not fit: " + block.problem();
          case UNKNOWN -> " → not known";
        };
    return block.name()
        + (block.layer().isEmpty() ? "" : ": " + fused(block.before(), "", " → ") + block.title())
        + (details.isEmpty() ? "" : ", " + details)
        + fused(block.after(), " → ", "")
        + out;
  }

  private static String fused(List<Layer> layers, String before, String after) {
    return layers.stream()
        .map(layer -> before + LayerWords.kind(layer) + after)
        .collect(Collectors.joining());
  }

  /** The whole network, a line for each block; where several feed it, they are named. */
  static String network(BlockGraph graph, List<Stage> stages) {
    StringBuilder text = new StringBuilder();
    for (Stage stage : stages) {
      boolean several = stage.times() > 1;
      if (several) {
        text.append(stage.times()).append(" times");
        text.append(stage.label().isEmpty() ? "" : " (" + stage.label() + ")").append(":\n");
      }
      for (int index : stage.blocks()) {
        Block block = graph.blocks().get(index);
        text.append(several ? "  " : "").append(block(block));
        boolean chain = block.inputs().isEmpty() || block.inputs().equals(List.of(index - 1));
        if (!chain) {
          text.append(" (from ").append(names(graph, block.inputs())).append(')');
        }
        text.append('\n');
      }
    }
    return text.toString();
  }

  private static String names(BlockGraph graph, List<Integer> inputs) {
    return inputs.stream().map(i -> graph.blocks().get(i).name()).collect(Collectors.joining(", "));
  }

  /** What the network is and costs: {@code 61,706 parameters, 416,520 MACs}. */
  static String costs(BlockGraph graph) {
    long parameters = graph.blocks().stream().mapToLong(Block::parameters).sum();
    long macs = graph.blocks().stream().mapToLong(Block::macs).sum();
    return "%s parameters, %s multiply-accumulates for one image"
        .formatted(LayerWords.count(parameters), LayerWords.count(macs));
  }
}
