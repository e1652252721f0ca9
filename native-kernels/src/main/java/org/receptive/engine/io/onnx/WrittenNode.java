package org.receptive.engine.io.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.receptive.engine.layer.ParameterSpec;
import org.receptive.engine.network.Network;
import org.receptive.engine.network.Node;
import org.receptive.engine.tensor.Shape;

/**
 * One node of a network on its way into a file.
 *
 * @param network the network
 * @param node the node
 * @param graph where it goes
 */
record WrittenNode(Network network, Node node, GraphWriter graph) {

  String name() {
    return node.name();
  }

  /** The values that it takes. */
  List<String> inputs() {
    return node.inputs();
  }

  /** The one value that it takes. */
  String input() {
    return node.inputs().getFirst();
  }

  /** The shape of its first input. */
  Shape shape() {
    return input().equals(Network.INPUT) ? network.inputShape() : network.shape(input());
  }

  /** The names of its inputs and behind them those of all its parameters, now stored. */
  List<String> inputsAndParameters() {
    List<String> all = new ArrayList<>(inputs());
    for (ParameterSpec spec : node.layer().parameters()) {
      all.add(parameter(spec));
    }
    return all;
  }

  private String parameter(ParameterSpec spec) {
    return graph.parameter(
        node.weightsOf() + "." + spec.name(), network.parameters(name()).get(spec.name()));
  }

  /** Stores whole numbers of this node. */
  String integers(String what, List<? extends Number> values) {
    return integers(what, values.stream().mapToLong(Number::longValue).toArray());
  }

  /** Stores whole numbers of this node. */
  String integers(String what, long... values) {
    return graph.integers(name() + "." + what, values);
  }

  /** The name of a step before this node's last. */
  String step(String what) {
    return graph.fresh(name() + "_" + what);
  }

  /** A part of one axis as a node of its own. */
  String slice(String input, int axis, int from, int to) {
    String bounds = String.format(Locale.ROOT, "%d_%d", from, to);
    return graph.node(
        "Slice",
        step(String.format(Locale.ROOT, "axis%d_%s", axis, bounds)),
        List.of(input, integers("starts", from), integers("ends", to), integers("axes", axis)));
  }

  /** A value with one axis turned round, as a node of the given name. */
  String reversed(String input, int axis, String node) {
    List<String> inputs =
        List.of(
            input,
            integers("starts", -1),
            integers("ends", Integer.MIN_VALUE),
            integers("axes", axis),
            integers("steps", -1));
    return graph.node("Slice", node, inputs);
  }

  /** Numbers as ints. */
  static int[] ints(List<Integer> values) {
    return values.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Numbers before, and behind them more. */
  static long[] joined(List<Integer> before, List<Integer> behind) {
    int[] first = ints(before);
    int[] second = ints(behind);
    int[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return Arrays.stream(all).asLongStream().toArray();
  }
}
