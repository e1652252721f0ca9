package org.receptive.engine.io;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.Map;
import org.receptive.engine.network.Network;
import org.receptive.engine.tensor.Tensor;

/**
 * Keras networks in the form of TensorFlow.js: a {@code model.json} with the layers ("layers
 * model") and files with the weights. They become networks of this engine, whose tensors are {@code
 * N x C x H x W}; the weights are turned from Keras's {@code N x H x W x C} to fit.
 */
public final class LayersModel {
  private LayersModel() {}

  /**
   * Reads a model from a folder.
   *
   * @param modelJson the manifest; the weights lie beside it
   * @throws DataFileException if a file is missing, truncated or no layers model, or a layer is not
   *     known
   */
  public static Network read(Path modelJson) {
    return read(String.valueOf(modelJson.getFileName()), ModelFiles.beside(modelJson));
  }

  /**
   * Reads a model.
   *
   * @param modelJson the name of the manifest
   * @param files where it and its weights lie
   * @throws DataFileException if a file is missing, truncated or no layers model, or a layer is not
   *     known
   */
  public static Network read(String modelJson, ModelFiles files) {
    JsonObject root = ModelJson.parse(modelJson, files.read(modelJson));
    return ModelJson.understood(modelJson, "the model", () -> of(modelJson, root, files));
  }

  private static Network of(String file, JsonObject root, ModelFiles files) {
    JsonObject topology =
        ModelJson.member(file, "layers model", root, "modelTopology").getAsJsonObject();
    // A model saved from Python wraps the topology once more.
    JsonObject config =
        topology.has("model_config") ? topology.getAsJsonObject("model_config") : topology;
    JsonArray manifest =
        ModelJson.member(file, "layers model", root, "weightsManifest").getAsJsonArray();
    KerasGraph graph =
        ModelJson.understood(file, "the order of the layers", () -> KerasGraph.of(file, config));
    Map<String, Tensor> weights = WeightManifest.read(file, manifest, files);
    return new KerasTranslation(file, weights).translate(graph);
  }
}
