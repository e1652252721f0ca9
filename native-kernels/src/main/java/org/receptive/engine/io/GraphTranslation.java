package org.receptive.engine.io;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.receptive.engine.network.Network;
import org.receptive.engine.tensor.Tensor;

/** Walks from a section's outputs back to its input, and then translates node by node. */
final class GraphTranslation {
  private final String file;
  private final Map<String, GraphNode> nodes;
  private final Map<String, Tensor> weights;
  private final GraphSection section;
  private final Map<String, GraphValue> values = new HashMap<>();
  private final Map<String, Integer> uses = new HashMap<>();

  GraphTranslation(
      String file,
      Map<String, GraphNode> nodes,
      Map<String, Tensor> weights,
      GraphSection section) {
    this.file = file;
    this.nodes = nodes;
    this.weights = weights;
    this.section = section;
    nodes.values().forEach(node -> node.inputs().forEach(i -> uses.merge(i, 1, Integer::sum)));
    section.outputs().forEach(output -> uses.merge(output, 1, Integer::sum));
  }

  GraphModel model() {
    GraphWiring wiring = new GraphWiring(section.shape());
    node(section.input());
    values.put(section.input(), inputValue());
    GraphOperators operators = new GraphOperators(values, uses, wiring);
    Set<String> translated = new LinkedHashSet<>();
    for (String output : section.outputs().reversed()) {
      for (GraphNode node : ordered(output)) {
        if (!values.containsKey(node.name())) {
          values.put(
              node.name(),
              ModelJson.understood(
                  file,
                  "'%s' (%s)".formatted(node.name(), node.operator()),
                  () -> translate(operators, node)));
          translated.add(node.name());
        }
      }
    }
    Map<String, String> outputs = new LinkedHashMap<>();
    section.outputs().forEach(output -> outputs.put(output, computed(node(output))));
    Set<String> needed = neededBy(section.input());
    Map<Boolean, List<String>> cutOff =
        nodes.values().stream()
            .filter(node -> !node.operator().equals("Const"))
            .map(GraphNode::name)
            .filter(name -> !translated.contains(name) && !name.equals(section.input()))
            .collect(Collectors.partitioningBy(needed::contains));
    Network network = wiring.network(file, outputs);
    return new GraphModel(
        network,
        section.outputs().stream().map(network.outputs()::get).toList(),
        cutOff.get(true),
        cutOff.get(false));
  }

  /** Our node that gives an output. */
  private String computed(GraphNode output) {
    String ours =
        switch (values.get(output.name())) {
          case GraphValue.Maps maps -> maps.node();
          case GraphValue.Plain plain -> plain.node();
          case GraphValue.Known known -> throw output.problem("is stored, not computed.");
        };
    if (ours.equals(Network.INPUT)) {
      throw output.problem("is the input as it is: no layer computes this output.");
    }
    return ours;
  }

  /** All nodes on whose values a node's value depends; graphs may have loops here. */
  private Set<String> neededBy(String start) {
    Set<String> needed = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(start));
    while (!open.isEmpty()) {
      String name = maker(open.pop());
      if (nodes.containsKey(name) && needed.add(name)) {
        open.addAll(nodes.get(name).inputs());
      }
    }
    return needed;
  }

  /** The node that gives a value; a number behind its name says which of its values. */
  private static String maker(String value) {
    return value.replaceFirst(":\\d+$", "");
  }

  private GraphValue inputValue() {
    return section.shape().rank() == 4
        ? new GraphValue.Maps(Network.INPUT)
        : new GraphValue.Plain(Network.INPUT);
  }

  private GraphValue translate(GraphOperators operators, GraphNode node) {
    if (!node.operator().equals("Const")) {
      return operators.translate(node);
    }
    Tensor numbers = weights.get(node.name());
    if (numbers == null) {
      throw node.problem("has no numbers in the weight manifest.");
    }
    return new GraphValue.Known(numbers);
  }

  private GraphNode node(String name) {
    GraphNode node = nodes.get(name);
    if (node == null) {
      throw new DataFileException(file, "there is no node '%s'.".formatted(name));
    }
    return node;
  }

  /** All nodes that a node needs and that are not translated yet, each behind its inputs. */
  private List<GraphNode> ordered(String output) {
    List<GraphNode> ordered = new ArrayList<>();
    Set<String> done = new HashSet<>(values.keySet());
    Set<String> open = new HashSet<>();
    Deque<GraphNode> path = new ArrayDeque<>();
    if (!done.contains(output)) {
      path.push(node(output));
    }
    while (!path.isEmpty()) {
      GraphNode last = path.peek();
      open.add(last.name());
      String missing =
          last.inputs().stream()
              .map(GraphTranslation::maker)
              .filter(i -> !done.contains(i))
              .findFirst()
              .orElse("");
      if (missing.isEmpty()) {
        path.pop();
        done.add(last.name());
        ordered.add(last);
      } else if (open.contains(missing)) {
        throw last.problem("takes its own value by way of '%s': a loop.".formatted(missing));
      } else {
        path.push(node(missing));
      }
    }
    return ordered;
  }
}
