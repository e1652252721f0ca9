package org.receptive.engine.io.onnx;

import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.IntStream;
import org.receptive.engine.io.DataFileException;

/**
 * A graph whose parts refer to each other properly, its nodes in an order in which they can be
 * computed.
 *
 * @param file the file, for messages
 * @param name the graph's name
 * @param inputs what goes in, without the initialisers
 * @param outputs the names of the values that come out
 * @param initializers stored tensors by name
 * @param nodes the nodes
 * @param declared shapes that the file declares for values, by name
 * @param writtenHere whether this engine wrote the file: then every node is a layer of its own
 */
record OnnxGraph(
    String file,
    String name,
    List<DeclaredValue> inputs,
    List<String> outputs,
    Map<String, TensorProto> initializers,
    List<OnnxNode> nodes,
    Map<String, DeclaredValue> declared,
    boolean writtenHere) {

  /**
   * Checks references and sorts the nodes.
   *
   * @throws DataFileException if a value is defined twice or never, or the nodes form a circle
   */
  OnnxGraph {
    Set<String> known = new HashSet<>(initializers.keySet());
    for (DeclaredValue input : inputs) {
      define(file, known, input.name());
    }
    Map<String, Integer> makers = new HashMap<>();
    for (int i = 0; i < nodes.size(); i++) {
      for (String output : nodes.get(i).outputs()) {
        if (!output.isEmpty()) {
          define(file, known, output);
          makers.put(output, i);
        }
      }
    }
    for (OnnxNode node : nodes) {
      for (String input : node.inputs()) {
        if (!input.isEmpty() && !known.contains(input)) {
          throw node.problem(
              "takes '%s', which is neither an input, an initializer nor another node's output."
                  .formatted(input));
        }
      }
    }
    for (String output : outputs) {
      if (!known.contains(output)) {
        throw new DataFileException(
            file, "the output '%s' is computed by no node.".formatted(output));
      }
    }
    nodes = sorted(file, nodes, makers);
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  private static void define(String file, Set<String> known, String value) {
    if (!known.add(value)) {
      throw new DataFileException(file, "the value '%s' is defined twice.".formatted(value));
    }
  }

  /** Each node behind those it needs, else as in the file; most files are sorted already. */
  private static List<OnnxNode> sorted(
      String file, List<OnnxNode> nodes, Map<String, Integer> makers) {
    int[] waiting = new int[nodes.size()];
    List<List<Integer>> followers = new ArrayList<>();
    nodes.forEach(node -> followers.add(new ArrayList<>()));
    PriorityQueue<Integer> ready = new PriorityQueue<>();
    for (int i = 0; i < waiting.length; i++) {
      for (String input : nodes.get(i).inputs()) {
        Integer maker = makers.get(input);
        if (maker != null) {
          followers.get(maker).add(i);
          waiting[i]++;
        }
      }
      if (waiting[i] == 0) {
        ready.add(i);
      }
    }
    List<OnnxNode> sorted = new ArrayList<>();
    while (!ready.isEmpty()) {
      int next = ready.poll();
      sorted.add(nodes.get(next));
      for (int follower : followers.get(next)) {
        if (--waiting[follower] == 0) {
          ready.add(follower);
        }
      }
    }
    if (sorted.size() < nodes.size()) {
      throw new DataFileException(
          file,
          "the nodes form a circle: %s wait for each other."
              .formatted(
                  IntStream.range(0, waiting.length)
                      .filter(i -> waiting[i] > 0)
                      .limit(5)
                      .mapToObj(i -> nodes.get(i).name())
                      .toList()));
    }
    return List.copyOf(sorted);
  }
}
