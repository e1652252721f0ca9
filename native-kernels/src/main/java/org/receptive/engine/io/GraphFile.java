package org.receptive.engine.io;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/**
 * The file of a TensorFlow.js graph model with its weights, as it is stored: read once, several
 * parts of it can become networks.
 */
public final class GraphFile {
  private final String file;
  private final Map<String, GraphNode> nodes;
  private final Map<String, Tensor> weights;

  private GraphFile(String file, Map<String, GraphNode> nodes, Map<String, Tensor> weights) {
    this.file = file;
    this.nodes = nodes;
    this.weights = weights;
  }

  /**
   * Reads a file and its weights.
   *
   * @param modelJson the manifest; the weights lie beside it
   * @throws DataFileException if a file is missing, truncated or no graph model
   */
  public static GraphFile read(Path modelJson) {
    return read(String.valueOf(modelJson.getFileName()), ModelFiles.beside(modelJson));
  }

  /**
   * Reads a file and its weights.
   *
   * @param modelJson the name of the manifest
   * @param files where it and its weights lie
   * @throws DataFileException if a file is missing, truncated or no graph model
   */
  public static GraphFile read(String modelJson, ModelFiles files) {
    JsonObject root = ModelJson.parse(modelJson, files.read(modelJson));
    return ModelJson.understood(modelJson, "the model", () -> of(modelJson, root, files));
  }

  private static GraphFile of(String file, JsonObject root, ModelFiles files) {
    JsonObject topology =
        ModelJson.member(file, "graph model", root, "modelTopology").getAsJsonObject();
    JsonArray manifest =
        ModelJson.member(file, "graph model", root, "weightsManifest").getAsJsonArray();
    if (!topology.has("node")) {
      throw new DataFileException(
          file, "no graph model: its topology has no nodes. A layers model? Read it as one.");
    }
    Map<String, GraphNode> nodes = new LinkedHashMap<>();
    for (JsonElement each : topology.getAsJsonArray("node")) {
      String part = String.format(Locale.ROOT, "node %d", nodes.size() + 1);
      GraphNode node =
          ModelJson.understood(file, part, () -> GraphNode.of(file, each.getAsJsonObject()));
      if (nodes.put(node.name(), node) != null) {
        throw node.problem("is there twice.");
      }
    }
    return new GraphFile(file, nodes, WeightManifest.read(file, manifest, files));
  }

  /** The operator of every node, by its name, in the file's order; stored numbers are Const. */
  public Map<String, String> operators() {
    Map<String, String> operators = new LinkedHashMap<>();
    nodes.forEach((name, node) -> operators.put(name, node.operator()));
    return Collections.unmodifiableMap(operators);
  }

  /** The stored numbers by node, in TensorFlow's order of axes. */
  public Map<String, Tensor> weights() {
    return weights;
  }

  /**
   * The whole graph as a network. Its one input must say its height and width.
   *
   * @throws DataFileException if there is not one input, or a node is not covered; the message
   *     names it
   */
  public GraphModel whole() {
    return section(ModelJson.understood(file, "the input", this::everything));
  }

  /**
   * A part of the graph as a network.
   *
   * @throws DataFileException if the section names no node, or a node in it is not covered; the
   *     message names it
   */
  public GraphModel section(GraphSection section) {
    return ModelJson.understood(
        file, "the graph", () -> new GraphTranslation(file, nodes, weights, section).model());
  }

  /** From the one placeholder to every node that no other takes. */
  private GraphSection everything() {
    List<GraphNode> inputs =
        nodes.values().stream().filter(n -> n.operator().equals("Placeholder")).toList();
    if (inputs.size() != 1) {
      throw new DataFileException(
          file,
          String.format(
              Locale.ROOT,
              "the model takes %d inputs, but must take one: %s.",
              inputs.size(),
              inputs.stream().map(GraphNode::name).toList()));
    }
    GraphNode input = inputs.getFirst();
    List<Integer> nhwc = input.declaredShape();
    if (nhwc.size() != 4 || nhwc.subList(1, 4).stream().anyMatch(length -> length < 1)) {
      throw input.problem(
          "leaves the size of the image open %s; say it with a GraphSection.".formatted(nhwc));
    }
    Set<String> taken = new HashSet<>();
    nodes.values().forEach(node -> taken.addAll(node.inputs()));
    List<String> ends = new ArrayList<>();
    for (GraphNode node : nodes.values()) {
      if (!taken.contains(node.name()) && !node.operator().equals("Const")) {
        ends.add(node.name());
      }
    }
    if (ends.isEmpty()) {
      throw new DataFileException(file, "every node is taken by another: there is no output.");
    }
    return new GraphSection(input.name(), Shape.of(1, nhwc.get(3), nhwc.get(1), nhwc.get(2)), ends);
  }
}
