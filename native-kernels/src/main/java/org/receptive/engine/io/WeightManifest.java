package org.receptive.engine.io;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.receptive.engine.tensor.Memory;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/**
 * The weights of a TensorFlow.js model: groups of tensors, each group one run of little-endian
 * bytes that is cut into files (shards). Quantised weights are {@code q * scale + min}.
 */
public final class WeightManifest {
  private final String name;
  private final ModelFiles files;
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();

  private WeightManifest(String name, ModelFiles files) {
    this.name = name;
    this.files = files;
  }

  /**
   * Reads a manifest that is a file of its own, without a topology, as {@link #read(String,
   * JsonArray, ModelFiles)} reads that of a model.
   *
   * @param manifestFile the file: an array of {@code {"paths": [..], "weights": [..]}}
   * @param files where it and the shards lie
   * @throws DataFileException if a file is missing or truncated, or the manifest is not understood
   */
  public static Map<String, Tensor> read(String manifestFile, ModelFiles files) {
    return read(manifestFile, ModelJson.array(manifestFile, files.read(manifestFile)), files);
  }

  /**
   * Reads every tensor of a manifest, in its order, as it is stored (convolution kernels are {@code
   * kH x kW x in x out}); a scalar becomes a tensor of one value.
   *
   * @param name the manifest's file, for messages
   * @param groups the manifest: an array of {@code {"paths": [..], "weights": [..]}}
   * @param files where the shards lie
   * @throws DataFileException if a shard is missing or truncated, or the manifest is not understood
   */
  public static Map<String, Tensor> read(String name, JsonArray groups, ModelFiles files) {
    WeightManifest manifest = new WeightManifest(name, files);
    return ModelJson.understood(
        name,
        "the weight manifest",
        () -> {
          groups.forEach(group -> manifest.readGroup(group.getAsJsonObject()));
          return Collections.unmodifiableMap(manifest.tensors);
        });
  }

  private void readGroup(JsonObject group) {
    List<String> paths = new ArrayList<>();
    group.getAsJsonArray("paths").forEach(path -> paths.add(path.getAsString()));
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    paths.forEach(path -> joined.writeBytes(files.read(path)));
    ByteBuffer bytes = ByteBuffer.wrap(joined.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
    for (JsonElement each : group.getAsJsonArray("weights")) {
      JsonObject weight = described(each);
      String tensor = weight.get("name").getAsString();
      ModelJson.understood(
          name,
          "the weight '%s'".formatted(tensor),
          () -> {
            // A tensor without values, as graphs store empty lists of axes, has no bytes either.
            return isEmpty(weight) ? weight : tensors.put(tensor, readTensor(weight, bytes, paths));
          });
    }
    if (bytes.hasRemaining()) {
      throw new DataFileException(
          String.join(", ", paths),
          String.format(
              Locale.ROOT,
              "%,d bytes are left over after the last weight of %s.",
              bytes.remaining(),
              name));
    }
  }

  /** A weight's description, which must have what reading needs. */
  private JsonObject described(JsonElement each) {
    int number = tensors.size() + 1;
    if (!each.isJsonObject()) {
      throw new DataFileException(
          name,
          String.format(
              Locale.ROOT,
              "weight %d of the weight manifest is %s, but must be an object with name, shape and"
                  + " dtype.",
              number,
              each));
    }
    JsonObject weight = each.getAsJsonObject();
    for (String key : List.of("name", "shape", "dtype")) {
      if (!weight.has(key)) {
        JsonElement given = weight.get("name");
        throw new DataFileException(
            name,
            String.format(
                Locale.ROOT,
                "weight %d of the weight manifest%s has no '%s', only %s.",
                number,
                given == null ? "" : " ('%s')".formatted(given.getAsString()),
                key,
                weight.keySet()));
      }
    }
    if (!weight.get("name").isJsonPrimitive()) {
      throw new DataFileException(
          name,
          String.format(
              Locale.ROOT,
              "weight %d of the weight manifest is named %s, but a name is a word.",
              number,
              weight.get("name")));
    }
    return weight;
  }

  private static boolean isEmpty(JsonObject weight) {
    return weight.getAsJsonArray("shape").asList().stream().anyMatch(dim -> dim.getAsInt() == 0);
  }

  private Tensor readTensor(JsonObject weight, ByteBuffer bytes, List<String> paths) {
    String tensor = weight.get("name").getAsString();
    Shape shape = shape(weight.getAsJsonArray("shape"));
    JsonObject quantization = weight.getAsJsonObject("quantization");
    String stored =
        quantization == null
            ? weight.get("dtype").getAsString()
            : quantization.get("dtype").getAsString();
    long needed = shape.size() * width(stored, tensor);
    if (bytes.remaining() < needed) {
      throw new DataFileException(
          String.join(", ", paths),
          String.format(
              Locale.ROOT,
              "truncated: '%s' (%s, %s) needs bytes %,d to %,d, but there are only %,d.",
              tensor,
              shape,
              stored,
              bytes.position(),
              bytes.position() + needed,
              bytes.limit()));
    }
    float[] values = new float[Memory.checkedLength(shape)];
    for (int i = 0; i < values.length; i++) {
      values[i] = next(bytes, stored);
    }
    if (quantization != null && quantization.has("scale")) {
      float scale = quantization.get("scale").getAsFloat();
      float min = quantization.get("min").getAsFloat();
      for (int i = 0; i < values.length; i++) {
        values[i] = values[i] * scale + min;
      }
    }
    return Tensor.of(shape, values);
  }

  private static Shape shape(JsonArray dims) {
    int[] shape = dims.asList().stream().mapToInt(JsonElement::getAsInt).toArray();
    return shape.length == 0 ? Shape.of(1) : Shape.of(shape);
  }

  private int width(String type, String tensor) {
    return switch (type) {
      case "float32", "int32" -> 4;
      case "float16", "uint16" -> 2;
      case "uint8", "bool" -> 1;
      default ->
          throw new DataFileException(
              name, "'%s' is stored as %s, which cannot be read.".formatted(tensor, type));
    };
  }

  private static float next(ByteBuffer bytes, String type) {
    return switch (type) {
      case "float32" -> bytes.getFloat();
      case "int32" -> bytes.getInt();
      case "float16" -> Float.float16ToFloat(bytes.getShort());
      case "uint16" -> Short.toUnsignedInt(bytes.getShort());
      default -> Byte.toUnsignedInt(bytes.get());
    };
  }
}
