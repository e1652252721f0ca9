package org.receptive.lessons.trained;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.receptive.engine.io.DataFileException;
import org.receptive.engine.io.ModelFiles;
import org.receptive.engine.io.WeightManifest;
import org.receptive.engine.network.Network;
import org.receptive.engine.tensor.Tensor;

/**
 * A file of weights of face-api.js (V. Mühler, 2018): a manifest without a topology, and one binary
 * file of quantised numbers.
 *
 * @param name the manifest's name
 * @param tensors what it holds, by name, in TensorFlow's order of axes
 */
record FaceApiFile(String name, Map<String, Tensor> tensors) {

  /** One that ships with the lecture. */
  static FaceApiFile shipped(String model) {
    return read(
        model + "_model-weights_manifest.json",
        ModelFiles.resources(FaceApiFile.class, "face-api"));
  }

  /** One of a folder; its binary file lies beside it. */
  static FaceApiFile read(Path manifest) {
    return read(String.valueOf(manifest.getFileName()), ModelFiles.beside(manifest));
  }

  private static FaceApiFile read(String name, ModelFiles files) {
    return new FaceApiFile(name, WeightManifest.read(name, files));
  }

  /** One tensor that is no weight of a layer. */
  Tensor tensor(String tensor) {
    Tensor found = tensors.get(tensor);
    if (found == null) {
      throw new DataFileException(
          name, "holds no '%s', only %s.".formatted(tensor, tensors.keySet()));
    }
    return found;
  }

  /** An architecture with these weights, all of which it must take. */
  Network fill(StoredNetwork architecture) {
    return fill(architecture, Set.of());
  }

  /** An architecture with these weights, but for those that belong to no layer. */
  Network fill(StoredNetwork architecture, Set<String> beside) {
    return architecture.filled(name, tensors, beside);
  }
}
