package org.receptive.viz.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What is drawn as one piece: one or more modules in a row, once or several times.
 *
 * @param modules the modules of the first time, in order
 * @param times how often they stand behind each other, 1 or more
 * @param label the groups of names that its blocks belong to; empty for none
 */
record Stage(List<Module> modules, int times, String label) {
  private static final int LONGEST_PERIOD = 12;

  /** Copies the list. */
  Stage {
    modules = List.copyOf(modules);
  }

  /**
   * The part of a graph between two blocks that everything passes through: a plain block, a
   * residual block with its addition, an inception module with its concatenation.
   *
   * @param blocks indices of its blocks; the last one is where everything leaves
   * @param entry the index of the block that feeds it, -1 before the first
   */
  record Module(List<Integer> blocks, int entry) {
    /** Copies the list. */
    Module {
      blocks = List.copyOf(blocks);
    }

    /** The group of names that all its blocks share; empty if there is none. */
    String group(BlockGraph graph) {
      List<String> groups =
          blocks.stream().map(index -> graph.blocks().get(index).group()).distinct().toList();
      return groups.size() == 1 ? groups.getFirst() : "";
    }

    private String likeness(BlockGraph graph) {
      StringBuilder text = new StringBuilder();
      for (int index : blocks) {
        Block block = graph.blocks().get(index);
        List<Integer> feeds =
            block.inputs().stream()
                .map(input -> input == entry ? -1 : input - blocks.getFirst())
                .toList();
        text.append(block.likeness()).append(feeds).append('\n');
      }
      return text.toString();
    }
  }

  /** Cuts a graph behind every block that all paths pass through. */
  static List<Module> modules(BlockGraph graph) {
    int n = graph.blocks().size();
    int[] lastUse = new int[n];
    for (int i = 0; i < n; i++) {
      for (int input : graph.blocks().get(i).inputs()) {
        lastUse[input] = i;
      }
    }
    List<Module> modules = new ArrayList<>();
    int start = 0;
    int reach = 0;
    for (int i = 0; i < n; i++) {
      if (reach <= i) {
        modules.add(new Module(IntStream.rangeClosed(start, i).boxed().toList(), start - 1));
        start = i + 1;
      }
      reach = Math.max(reach, lastUse[i]);
    }
    if (start < n) {
      modules.add(new Module(IntStream.range(start, n).boxed().toList(), start - 1));
    }
    return List.copyOf(modules);
  }

  /** Every module for itself. */
  static List<Stage> single(BlockGraph graph) {
    return modules(graph).stream().map(module -> of(graph, List.of(module), 1)).toList();
  }

  /** Equal neighbours grouped; the shortest period that covers most modules wins. */
  static List<Stage> grouped(BlockGraph graph) {
    List<Module> modules = modules(graph);
    List<String> likeness = modules.stream().map(module -> module.likeness(graph)).toList();
    List<Stage> stages = new ArrayList<>();
    int at = 0;
    while (at < modules.size()) {
      int period = 1;
      int times = 1;
      for (int p = 1; p <= LONGEST_PERIOD && at + 2 * p <= modules.size(); p++) {
        int repeats = repeats(likeness, at, p);
        boolean better = repeats > 1 && p * repeats > period * times;
        if (better && !startsLater(graph, modules, likeness, at, p)) {
          period = p;
          times = repeats;
        }
      }
      stages.add(of(graph, modules.subList(at, at + period * times), times));
      at += period * times;
    }
    return List.copyOf(stages);
  }

  /** Whether the same repeats, begun one module later, would begin where a group of names does. */
  private static boolean startsLater(
      BlockGraph graph, List<Module> modules, List<String> likeness, int at, int period) {
    String group = modules.get(at).group(graph);
    boolean inside = at > 0 && !group.isEmpty() && group.equals(modules.get(at - 1).group(graph));
    return inside && repeats(likeness, at + 1, period) >= repeats(likeness, at, period);
  }

  private static Stage of(BlockGraph graph, List<Module> modules, int times) {
    String first = modules.getFirst().group(graph);
    String last = modules.getLast().group(graph);
    String label = first.equals(last) || last.isEmpty() ? first : first + " … " + last;
    return new Stage(
        modules.subList(0, modules.size() / times), times, first.isEmpty() ? "" : label);
  }

  private static int repeats(List<String> likeness, int at, int period) {
    List<String> first = likeness.subList(at, at + period);
    int times = 1;
    while (at + (times + 1) * period <= likeness.size()
        && likeness.subList(at + times * period, at + (times + 1) * period).equals(first)) {
      times++;
    }
    return times;
  }

  /** The blocks of the first time, in order. */
  List<Integer> blocks() {
    return modules.stream().flatMap(module -> module.blocks().stream()).toList();
  }
}
