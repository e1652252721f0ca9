package org.receptive.engine.io;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.receptive.engine.network.Network;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/**
 * TensorFlow graphs in the form of TensorFlow.js ("graph model"): a {@code model.json} with the
 * nodes and files with the weights. They become networks of this engine, whose maps are {@code N x
 * C x H x W}; nodes keep their names, and a bias that is added behind a convolution becomes its
 * own.
 *
 * @param network the network; its output is the first of the outputs
 * @param outputs our nodes that give the outputs, in the order in which they were asked for
 * @param cutOff the file's nodes that are not part of the network, stored numbers not counted
 */
public record GraphModel(Network network, List<String> outputs, List<String> cutOff) {

  /** Copies the lists. */
  public GraphModel {
    outputs = List.copyOf(outputs);
    cutOff = List.copyOf(cutOff);
  }

  /**
   * Reads a whole model. Its one input must say its height and width.
   *
   * @param modelJson the manifest; the weights lie beside it
   * @throws DataFileException if a file is missing, truncated or no graph model, or a node is not
   *     covered; the message names it
   */
  public static GraphModel read(Path modelJson) {
    return read(fileName(modelJson), folder(modelJson));
  }

  /**
   * Reads a part of a model.
   *
   * @param modelJson the manifest; the weights lie beside it
   * @param section where the part begins and ends
   * @throws DataFileException as {@link #read(Path)}, or if the section names no node
   */
  public static GraphModel read(Path modelJson, GraphSection section) {
    return read(fileName(modelJson), folder(modelJson), section);
  }

  private static String fileName(Path modelJson) {
    return String.valueOf(modelJson.getFileName());
  }

  private static ModelFiles folder(Path modelJson) {
    return ModelFiles.folder(modelJson.toAbsolutePath().getParent());
  }

  /**
   * Reads a whole model.
   *
   * @param modelJson the name of the manifest
   * @param files where it and its weights lie
   * @throws DataFileException as {@link #read(Path)}
   */
  public static GraphModel read(String modelJson, ModelFiles files) {
    Source source = Source.of(modelJson, files);
    return source.translate(source.whole());
  }

  /**
   * Reads a part of a model.
   *
   * @param modelJson the name of the manifest
   * @param files where it and its weights lie
   * @param section where the part begins and ends
   * @throws DataFileException as {@link #read(Path, GraphSection)}
   */
  public static GraphModel read(String modelJson, ModelFiles files, GraphSection section) {
    return Source.of(modelJson, files).translate(section);
  }

  /** The file as it is. */
  private record Source(String file, Map<String, GraphNode> nodes, Map<String, Tensor> weights) {

    static Source of(String file, ModelFiles files) {
      JsonObject root = ModelJson.parse(file, files.read(file));
      try {
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
          GraphNode node = GraphNode.of(file, each.getAsJsonObject());
          nodes.put(node.name(), node);
        }
        return new Source(file, nodes, WeightManifest.read(file, manifest, files));
      } catch (IllegalStateException | ClassCastException | NullPointerException malformed) {
        throw new DataFileException(
            file, "the nodes are not understood: " + malformed.getMessage(), malformed);
      }
    }

    /** From the one placeholder to every node that no other takes. */
    GraphSection whole() {
      List<GraphNode> inputs =
          nodes.values().stream().filter(n -> n.operator().equals("Placeholder")).toList();
      if (inputs.size() != 1) {
        throw new DataFileException(
            file,
            "the model takes %d inputs, but must take one: %s."
                .formatted(inputs.size(), inputs.stream().map(GraphNode::name).toList()));
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
      Shape shape = Shape.of(1, nhwc.get(3), nhwc.get(1), nhwc.get(2));
      return new GraphSection(input.name(), shape, ends);
    }

    GraphModel translate(GraphSection section) {
      try {
        return new GraphTranslation(file, nodes, weights, section).model();
      } catch (IllegalStateException | ClassCastException | NumberFormatException malformed) {
        throw new DataFileException(
            file, "the nodes are not understood: " + malformed.getMessage(), malformed);
      }
    }
  }
}
