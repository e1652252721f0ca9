package org.receptive.viz.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.receptive.engine.network.Network;
import org.receptive.engine.tensor.Shape;
import org.receptive.viz.figure.Figure;
import org.receptive.viz.figure.Palette.Role;
import org.receptive.viz.figure.Picture;

/**
 * A deep network at a glance: its stages from left to right, and over them how many channels there
 * are behind every module. A stage is a run of modules whose names differ in a number only: {@code
 * dense1_1} to {@code dense1_6}.
 */
public final class NetworkProfile implements Picture {
  private static final Pattern NUMBERED = Pattern.compile("(.*?)[_.]?(\\d+|(?<=\\d)[a-z])");

  private final Network network;
  private final List<Stage> stages;

  /**
   * A run of modules.
   *
   * @param name what their names have in common
   * @param inside what one module does, in words
   * @param outputs the shape behind each module
   * @param parameters of all of them
   * @param role the colour: what a single layer is, a merge for modules that end in one
   * @param grouped whether these are modules, even if one only, not a single layer
   */
  record Stage(
      String name,
      String inside,
      List<Shape> outputs,
      long parameters,
      Role role,
      boolean grouped) {
    Stage {
      outputs = List.copyOf(outputs);
    }

    Shape output() {
      return outputs.getLast();
    }
  }

  private NetworkProfile(Network network, List<Stage> stages) {
    this.network = network;
    this.stages = List.copyOf(stages);
  }

  /** The stages of a network whose shapes fit. */
  static NetworkProfile of(Network network) {
    network.statistics();
    BlockGraph graph = BlockGraph.of(network);
    List<Stage> stages = new ArrayList<>();
    int at = 0;
    List<Block> blocks = graph.blocks();
    while (at < blocks.size()) {
      int end = at;
      String stem = stem(blocks.get(at).group());
      while (end + 1 < blocks.size()
          && !stem.isEmpty()
          && stem(blocks.get(end + 1).group()).equals(stem)) {
        end++;
      }
      stages.add(stage(blocks.subList(at, end + 1), stem));
      at = end + 1;
    }
    return new NetworkProfile(network, stages);
  }

  /** The group without the number at its end. */
  private static String stem(String group) {
    Matcher matcher = NUMBERED.matcher(group);
    return matcher.matches() ? matcher.group(1) : group;
  }

  private static Stage stage(List<Block> blocks, String stem) {
    List<Shape> outputs = new ArrayList<>();
    // The last module of a run: the first may have a stride and a shortcut of its own.
    String group = blocks.getLast().group();
    List<String> words = new ArrayList<>();
    for (int i = 0; i < blocks.size(); i++) {
      Block block = blocks.get(i);
      boolean last = i + 1 == blocks.size() || !blocks.get(i + 1).group().equals(block.group());
      if (last || block.group().isEmpty()) {
        outputs.add(block.output().orElseThrow());
      }
      if (block.group().equals(group) && block.role() != Role.MERGE) {
        String title = block.layer().map(LayerWords::shortTitle).orElse("input");
        words.add(group.isEmpty() ? title : title.replaceFirst("^conv ", ""));
      }
    }
    long parameters = blocks.stream().mapToLong(Block::parameters).sum();
    String name = stem.isEmpty() ? blocks.getFirst().name() : stem;
    boolean merges = blocks.stream().anyMatch(block -> block.role() == Role.MERGE);
    Role role = merges ? Role.MERGE : blocks.getFirst().role();
    return new Stage(name, String.join(" · ", words), outputs, parameters, role, !group.isEmpty());
  }

  List<Stage> stages() {
    return stages;
  }

  @Override
  public Figure figure() {
    StringBuilder text = new StringBuilder(network.toString()).append('\n');
    for (Stage stage : stages) {
      text.append(stage.name()).append(": ");
      if (stage.outputs().size() > 1) {
        text.append(stage.outputs().size()).append(" × [").append(stage.inside()).append("], ");
        text.append(VolumeScale.features(stage.outputs().getFirst())).append(" … ");
      } else {
        text.append(stage.inside()).append(", ");
      }
      text.append(LayerWords.shape(stage.output()));
      text.append(String.format(Locale.ROOT, ", %,d parameters\n", stage.parameters()));
    }
    String description =
        String.format(
            Locale.ROOT,
            "%s from left to right in %d stages; the steps show the channels behind every module,"
                + " up to %,d.",
            network.name(),
            stages.size(),
            most());
    return Figure.of(
        new ProfilePainter(network, stages).scene(),
        network.name() + " at a glance",
        description,
        text.toString());
  }

  private int most() {
    return stages.stream()
        .flatMap(stage -> stage.outputs().stream())
        .mapToInt(VolumeScale::features)
        .max()
        .orElse(1);
  }
}
