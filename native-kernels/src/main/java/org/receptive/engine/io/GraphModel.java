package org.receptive.engine.io;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.receptive.engine.network.Network;

/**
 * TensorFlow graphs in the form of TensorFlow.js ("graph model"): a {@code model.json} with the
 * nodes and files with the weights. They become networks of this engine, whose maps are {@code N x
 * C x H x W}; nodes keep their names. A bias that is added behind a convolution becomes its own,
 * also where converters moved it behind the sum with a shortcut; a factor for each channel behind a
 * convolution is a batch normalisation again.
 *
 * @param network the network; its output is the first of the outputs
 * @param outputs our nodes that give the outputs, in the order in which they were asked for
 * @param ahead the file's nodes that are left out because they lie ahead of the input, as the
 *     preparation of a picture, stored numbers not counted
 * @param behind the file's other nodes that are left out, as the decoding of boxes, stored numbers
 *     not counted
 */
public record GraphModel(
    Network network, List<String> outputs, List<String> ahead, List<String> behind) {

  /** Copies the lists. */
  public GraphModel {
    outputs = List.copyOf(outputs);
    ahead = List.copyOf(ahead);
    behind = List.copyOf(behind);
  }

  /** The file's nodes that are not part of the network, stored numbers not counted. */
  public List<String> cutOff() {
    return Stream.concat(ahead.stream(), behind.stream()).toList();
  }

  /**
   * Reads a whole model. Its one input must say its height and width.
   *
   * @param modelJson the manifest; the weights lie beside it
   * @throws DataFileException if a file is missing, truncated or no graph model, or a node is not
   *     covered; the message names it
   */
  public static GraphModel read(Path modelJson) {
    return GraphFile.read(modelJson).whole();
  }

  /**
   * Reads a part of a model.
   *
   * @param modelJson the manifest; the weights lie beside it
   * @param section where the part begins and ends
   * @throws DataFileException as {@link #read(Path)}, or if the section names no node
   */
  public static GraphModel read(Path modelJson, GraphSection section) {
    return GraphFile.read(modelJson).section(section);
  }

  /**
   * Reads a whole model.
   *
   * @param modelJson the name of the manifest
   * @param files where it and its weights lie
   * @throws DataFileException as {@link #read(Path)}
   */
  public static GraphModel read(String modelJson, ModelFiles files) {
    return GraphFile.read(modelJson, files).whole();
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
    return GraphFile.read(modelJson, files).section(section);
  }
}
