package org.receptive.engine.io.onnx;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.receptive.engine.layer.Activation;
import org.receptive.engine.layer.Layer;
import org.receptive.engine.network.Network;
import org.receptive.engine.network.NetworkBuilder;
import org.receptive.engine.network.Weights;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/**
 * A network while it is wired: nodes with their layers, weights and shapes, and for every value of
 * the file what it became.
 */
final class Wiring {

  /** What a value of the file is. */
  sealed interface Value {
    /** Numbers that are known. */
    record Known(Constant constant) implements Value {}

    /** The output of one of our nodes, or the network's input. */
    record Computed(String node) implements Value {}

    /** Nothing that this engine has; a node that takes it cannot be computed either. */
    record Missing(String reason) implements Value {}
  }

  private record Draft(String name, Layer layer, List<String> inputs) {}

  private final boolean joins;
  private final Map<String, Integer> uses;
  private final Map<String, Value> values = new HashMap<>();
  private final Map<String, Draft> drafts = new LinkedHashMap<>();
  private final Map<String, Optional<Shape>> shapes = new HashMap<>();
  private final Map<String, Tensor> weights = new HashMap<>();

  private final SharedNumbers shared = new SharedNumbers();

  /**
   * Wiring from a network's input.
   *
   * @param input the shape of the input
   * @param uses how often each value of the file is taken, by nodes or as an output
   * @param joins whether a node may become a part of the layer before it
   */
  Wiring(Shape input, Map<String, Integer> uses, boolean joins) {
    this.joins = joins;
    this.uses = Map.copyOf(uses);
    shapes.put(Network.INPUT, Optional.of(input));
  }

  /** How often a value of the file is taken, by nodes or as an output. */
  int uses(String value) {
    return uses.getOrDefault(value, 0);
  }

  /**
   * Refuses a node whose further outputs are taken; outputs that nothing takes do no harm.
   *
   * @throws NotCovered if one is taken
   */
  void onlyFirstOutput(OnnxNode node) {
    List<String> more = node.outputs().stream().skip(1).filter(output -> uses(output) > 0).toList();
    if (!more.isEmpty()) {
      throw new NotCovered("its further outputs %s are asked for".formatted(more));
    }
  }

  /**
   * Numbers that are made of stored ones, made once: layers of the same stored numbers share them.
   *
   * @param stored what the file stores
   * @param how what is done with it, in a word that says it all
   * @param made does it
   */
  Tensor derived(Tensor stored, String how, UnaryOperator<Tensor> made) {
    return shared.derived(stored, how, made);
  }

  /** Says what a value of the file is. */
  void define(String value, Value is) {
    values.put(value, is);
    if (is instanceof Value.Known known
        && uses(value) > 1
        && known.constant() instanceof Constant.Floats floats) {
      shared.add(floats.values());
    }
  }

  /** What a value of the file is. */
  Value value(String name) {
    return values.getOrDefault(name, new Value.Missing("nothing computes '%s'".formatted(name)));
  }

  /** The numbers that an input is, if they are known. */
  Optional<Constant> constant(OnnxNode node, int index) {
    return node.hasInput(index) && value(node.input(index)) instanceof Value.Known known
        ? Optional.of(known.constant())
        : Optional.empty();
  }

  /**
   * The numbers that an optional input is; empty if it is left out.
   *
   * @throws NotCovered if the input is computed
   */
  Optional<Constant> stored(OnnxNode node, int index, String what) {
    if (!node.hasInput(index)) {
      return Optional.empty();
    }
    return Optional.of(
        constant(node, index)
            .orElseThrow(() -> new NotCovered("its %s is computed, not stored".formatted(what))));
  }

  /**
   * Our node that gives an input.
   *
   * @throws NotCovered if the input is stored
   */
  String computed(OnnxNode node, int index) {
    return switch (value(node.input(index))) {
      case Value.Computed computed -> computed.node();
      case Value.Known known -> throw new NotCovered("its input is stored, not computed");
      case Value.Missing missing -> throw new NotCovered(missing.reason());
    };
  }

  /**
   * The shape of what our node gives.
   *
   * @throws NotCovered if it is not known, because a node before is not computed
   */
  Shape shape(String node) {
    return shapes
        .getOrDefault(node, Optional.empty())
        .orElseThrow(() -> new NotCovered("the shape of its input is not known"));
  }

  /** The shape of an input. */
  Shape shape(OnnxNode node, int index) {
    return shape(computed(node, index));
  }

  /**
   * The layer of one of our nodes that the next node may become a part of: nothing else takes its
   * value, and no other layer its weights.
   */
  Optional<Layer> layerUsedOnce(String node, String value) {
    Tensor weight = weights.get(node + ".weight");
    boolean alone = weight == null || !shared.isShared(weight);
    return joins && drafts.containsKey(node) && uses(value) == 1 && alone
        ? Optional.of(drafts.get(node).layer())
        : Optional.empty();
  }

  /** Exchanges the layer of one of our nodes for one with more weights. */
  void replace(String node, Layer layer, Map<String, Tensor> more) {
    Draft old = drafts.get(node);
    drafts.put(node, new Draft(node, layer, old.inputs()));
    more.forEach((key, tensor) -> weights.put(node + "." + key, tensor));
  }

  /**
   * Adds a node of ours.
   *
   * @param name its name; a number is added if there is one already
   * @param layer its layer
   * @param parameters its weights by parameter name
   * @param inputs our nodes that it takes
   * @return its name
   * @throws org.receptive.engine.layer.ShapeException if the layer cannot take its inputs
   */
  String add(String name, Layer layer, Map<String, Tensor> parameters, List<String> inputs) {
    String unique = name;
    for (int i = 2; drafts.containsKey(unique) || unique.equals(Network.INPUT); i++) {
      unique = name + "_" + i;
    }
    boolean known = inputs.stream().allMatch(input -> shapes.get(input).isPresent());
    Optional<Shape> shape = Optional.empty();
    if (layer instanceof org.receptive.engine.layer.Unsupported unsupported) {
      shape = unsupported.shape();
    } else if (known) {
      shape = Optional.of(layer.output(inputs.stream().map(this::shape).toList()));
    }
    drafts.put(unique, new Draft(unique, layer, List.copyOf(inputs)));
    shapes.put(unique, shape);
    for (Map.Entry<String, Tensor> parameter : parameters.entrySet()) {
      weights.put(unique + "." + parameter.getKey(), parameter.getValue());
    }
    return unique;
  }

  /** Adds a node of ours that gives the file's node its first output. */
  void finish(OnnxNode node, Layer layer, Map<String, Tensor> parameters, List<String> inputs) {
    String name = add(node.name(), layer, parameters, inputs);
    define(node.outputs().getFirst(), new Value.Computed(name));
  }

  /** The node that gives the file's node its first output, with one input and no weights. */
  void finish(OnnxNode node, Layer layer, String input) {
    finish(node, layer, Map.of(), List.of(input));
  }

  /**
   * The network of the nodes that the outputs need, the first output last.
   *
   * @param outputs our nodes that give the outputs, by the file's names, in order
   */
  Network network(String name, String weightsFrom, Map<String, String> outputs) {
    Map<String, String> named = new LinkedHashMap<>(outputs);
    String output = named.keySet().iterator().next();
    String first = named.get(output);
    if (isTaken(first, needed(named.values()))) {
      // A network's output is its last node, which nothing else takes.
      first = add(first + "_output", new Activation.Identity(), Map.of(), List.of(first));
      named.put(output, first);
    }
    Set<String> needed = needed(named.values());
    List<Draft> kept =
        new ArrayList<>(drafts.values().stream().filter(d -> needed.contains(d.name())).toList());
    kept.add(kept.remove(kept.indexOf(drafts.get(first))));
    NetworkBuilder builder = Network.builder(name, shape(Network.INPUT));
    Map<String, String> owners = shared.owners(layers(kept), weights);
    kept.forEach(draft -> place(builder, draft, owners));
    return builder.weights(Weights.of(weightsFrom, weights)).outputs(named).build();
  }

  private boolean isTaken(String node, Set<String> by) {
    return by.stream().anyMatch(each -> drafts.get(each).inputs().contains(node));
  }

  private Set<String> needed(Collection<String> outputs) {
    Set<String> needed = new HashSet<>();
    List<String> open = new ArrayList<>(outputs);
    while (!open.isEmpty()) {
      String node = open.removeLast();
      if (drafts.containsKey(node) && needed.add(node)) {
        open.addAll(drafts.get(node).inputs());
      }
    }
    return needed;
  }

  private static Map<String, Layer> layers(List<Draft> drafts) {
    Map<String, Layer> layers = new LinkedHashMap<>();
    drafts.forEach(draft -> layers.put(draft.name(), draft.layer()));
    return layers;
  }

  private static void place(NetworkBuilder builder, Draft draft, Map<String, String> owners) {
    String[] inputs = draft.inputs().toArray(String[]::new);
    String owner = owners.get(draft.name());
    if (owner == null) {
      builder.add(draft.name(), draft.layer(), inputs);
    } else {
      builder.shared(draft.name(), owner, draft.layer(), inputs);
    }
  }
}
