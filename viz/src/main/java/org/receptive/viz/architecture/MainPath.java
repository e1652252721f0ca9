package org.receptive.viz.architecture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.receptive.engine.layer.Add;

/**
 * The longest way through a graph, and the shortcuts beside it.
 *
 * @param graph the whole graph
 * @param blocks indices of the blocks of the longest way, input first, additions left away
 * @param shortcuts the ways beside it, in order of where they end
 */
record MainPath(BlockGraph graph, List<Integer> blocks, List<Shortcut> shortcuts) {

  /**
   * A way that leaves the main one and is added to it again.
   *
   * @param from place in {@link MainPath#blocks} of the block whose output it carries
   * @param to place of the block behind which it is added
   * @param plain whether it carries the output as it is; else it has layers of its own
   */
  record Shortcut(int from, int to, boolean plain) {}

  /** Copies the lists. */
  MainPath {
    blocks = List.copyOf(blocks);
    shortcuts = List.copyOf(shortcuts);
  }

  /** Finds it. */
  static MainPath of(BlockGraph graph) {
    int n = graph.blocks().size();
    int[] length = new int[n];
    int[] before = new int[n];
    Arrays.fill(before, -1);
    for (int i = 0; i < n; i++) {
      for (int input : graph.blocks().get(i).inputs()) {
        if (length[input] + 1 > length[i]) {
          length[i] = length[input] + 1;
          before[i] = input;
        }
      }
    }
    List<Integer> all = new ArrayList<>();
    for (int i = n - 1; i >= 0; i = before[i]) {
      all.add(i);
    }
    Collections.reverse(all);
    List<Integer> drawn =
        all.stream()
            .filter(i -> !(graph.blocks().get(i).layer().orElse(null) instanceof Add))
            .toList();
    return new MainPath(graph, drawn, shortcuts(graph, all, drawn));
  }

  private static List<Shortcut> shortcuts(
      BlockGraph graph, List<Integer> all, List<Integer> drawn) {
    Set<Integer> onWay = new HashSet<>(all);
    List<Shortcut> found = new ArrayList<>();
    for (int step = 1; step < all.size(); step++) {
      int at = all.get(step);
      for (int input : graph.blocks().get(at).inputs()) {
        if (input == all.get(step - 1)) {
          continue;
        }
        boolean plain = onWay.contains(input);
        int source = input;
        while (!onWay.contains(source)) {
          source = graph.blocks().get(source).inputs().getFirst();
        }
        found.add(new Shortcut(place(source, all, drawn), place(at, all, drawn), plain));
      }
    }
    return found;
  }

  /** The place of the last drawn block that is not behind the given one. */
  private static int place(int block, List<Integer> all, List<Integer> drawn) {
    int step = all.indexOf(block);
    while (!drawn.contains(all.get(step))) {
      step--;
    }
    return drawn.indexOf(all.get(step));
  }

  /** The block at a place. */
  Block block(int place) {
    return graph.blocks().get(blocks.get(place));
  }

  /** How many blocks the way has. */
  int size() {
    return blocks.size();
  }
}
