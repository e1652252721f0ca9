package org.receptive.viz.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.receptive.engine.layer.Concat;
import org.receptive.engine.network.Network;
import org.receptive.viz.figure.Figure;
import org.receptive.viz.figure.Picture;

/**
 * Modules whose branches meet in a concatenation, one under the other, with what every convolution
 * costs on one common scale: the naive inception module above the one with reductions.
 */
public final class BranchCosts implements Picture {
  private final List<Module> modules;

  /**
   * A module.
   *
   * @param network the network that is this module alone
   * @param input the input's shape in words
   * @param branches blocks of each branch, from the input down, in the order of the concatenation
   * @param output the shape of the concatenation in words
   */
  record Module(Network network, String input, List<List<Block>> branches, String output) {
    long macs() {
      return network.macs();
    }
  }

  private BranchCosts(List<Module> modules) {
    this.modules = List.copyOf(modules);
  }

  /**
   * The picture of some modules.
   *
   * @throws IllegalArgumentException if one does not end with a concatenation of chains that all
   *     begin at its input
   */
  static BranchCosts of(List<Network> networks) {
    return new BranchCosts(networks.stream().map(BranchCosts::module).toList());
  }

  private static Module module(Network network) {
    BlockGraph graph = BlockGraph.of(network);
    Block last = graph.blocks().getLast();
    if (!(last.layer().orElse(null) instanceof Concat)) {
      throw new IllegalArgumentException(
          "%s ends with %s, but a module of branches ends with a concatenation."
              .formatted(network.name(), last.title()));
    }
    List<List<Block>> branches = new ArrayList<>();
    for (int end : last.inputs()) {
      List<Block> branch = new ArrayList<>();
      int at = end;
      while (at != 0) {
        Block block = graph.blocks().get(at);
        if (block.inputs().size() != 1) {
          throw new IllegalArgumentException(
              String.format(
                  Locale.ROOT,
                  "%s: the branch that ends with %s is no chain: %s has %d inputs.",
                  network.name(),
                  graph.blocks().get(end).name(),
                  block.name(),
                  block.inputs().size()));
        }
        branch.addFirst(block);
        at = block.inputs().getFirst();
      }
      branches.add(branch);
    }
    return new Module(
        network,
        LayerWords.shape(network.inputShape()),
        branches,
        LayerWords.shape(network.outputShape()));
  }

  /** A count of multiply-accumulates: {@code 120.4 M}. */
  static String millions(long macs) {
    return String.format(Locale.ROOT, "%.1f M", macs / 1e6);
  }

  @Override
  public Figure figure() {
    String title =
        "costs of " + String.join(" and ", modules.stream().map(m -> m.network().name()).toList());
    StringBuilder text = new StringBuilder();
    List<String> totals = new ArrayList<>();
    for (Module module : modules) {
      text.append(
          String.format(
                  Locale.ROOT,
                  "%s: %s → %s, %,d multiply-accumulates, %,d parameters%n",
                  module.network().name(),
                  module.input(),
                  module.output(),
                  module.macs(),
                  module.network().parameterCount())
              .replace(System.lineSeparator(), "\n"));
      for (List<Block> branch : module.branches()) {
        long macs = branch.stream().mapToLong(Block::macs).sum();
        text.append(
            String.format(Locale.ROOT, "  branch of %,d MACs:%n", macs)
                .replace(System.lineSeparator(), "\n"));
        for (Block block : branch) {
          text.append("    ")
              .append(Describe.block(block))
              .append(
                  block.macs() == 0 ? "" : String.format(Locale.ROOT, ", %,d MACs", block.macs()))
              .append('\n');
        }
      }
      totals.add(module.network().name() + " " + millions(module.macs()) + " MACs");
    }
    return Figure.of(
        new BranchPainter(modules).scene(),
        title,
        title + ": " + String.join(", ", totals) + ".",
        text.toString());
  }
}
