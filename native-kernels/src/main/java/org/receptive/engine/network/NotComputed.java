package org.receptive.engine.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.receptive.engine.layer.Unsupported;

/**
 * The nodes of a network that no kernels compute, those of one operator and one reason together.
 *
 * @param groups the names of the nodes, by what they have in common
 */
record NotComputed(Map<Unsupported, List<String>> groups) {
  private static final int MOST_GROUPS = 5;
  private static final int MOST_NAMES = 3;

  static NotComputed of(List<Node> nodes) {
    Map<Unsupported, List<String>> groups = new LinkedHashMap<>();
    for (Node node : nodes) {
      if (node.layer() instanceof Unsupported missing) {
        Unsupported kind =
            new Unsupported(missing.operator(), missing.reason(), java.util.Optional.empty());
        groups.computeIfAbsent(kind, first -> new ArrayList<>()).add(node.name());
      }
    }
    return new NotComputed(groups);
  }

  boolean isEmpty() {
    return groups.isEmpty();
  }

  /** Names, operators and reasons: {@code 'loop1' and 'loop2' (Loop): no such layer}. */
  String text() {
    String said =
        groups.entrySet().stream()
            .limit(MOST_GROUPS)
            .map(
                group ->
                    "%s (%s): %s"
                        .formatted(
                            names(group.getValue()),
                            group.getKey().operator(),
                            group.getKey().reason()))
            .collect(Collectors.joining("; "));
    int more =
        groups.values().stream().skip(MOST_GROUPS).mapToInt(List::size).reduce(0, Integer::sum);
    return more == 0 ? said : String.format(Locale.ROOT, "%s; and %d more", said, more);
  }

  private static String names(List<String> names) {
    List<String> quoted = names.stream().limit(MOST_NAMES).map("'%s'"::formatted).toList();
    String listed = String.join(", ", quoted);
    int more = names.size() - quoted.size();
    return more == 0 ? listed : String.format(Locale.ROOT, "%s and %d more", listed, more);
  }
}
