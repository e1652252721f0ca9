package org.receptive.engine.bench;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.receptive.engine.io.onnx.Onnx;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/**
 * ONNX Runtime on the case as an ONNX file. Input and output are pinned direct buffers, so that
 * nothing is copied or allocated between runs; all optimisations are on.
 */
final class OnnxRuntimePeer implements Peer {
  private static final int LAYER_RUNS = 30;

  /** What the name of a node's time ends with. */
  private static final String NODE = "_kernel_time";

  private final OrtSession session;
  private final Map<String, OnnxTensor> inputs;
  private final Map<String, OnnxTensor> outputs;
  private final FloatBuffer outputValues;
  private final Shape outputShape;
  private final BenchCase benchCase;
  private final int threads;

  private OnnxRuntimePeer(BenchCase benchCase, Tensor values, int threads) throws Exception {
    this.outputShape = benchCase.network().outputShape();
    this.benchCase = benchCase;
    this.threads = threads;
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    session = session(environment, options -> {});
    FloatBuffer in = buffer(values.size());
    in.put(0, values.data());
    inputs = Map.of(first(session.getInputNames()), tensor(environment, in, values.shape()));
    outputValues = buffer((int) outputShape.size());
    outputs =
        Map.of(first(session.getOutputNames()), tensor(environment, outputValues, outputShape));
  }

  private interface Configured {
    void on(OrtSession.SessionOptions options) throws OrtException;
  }

  private OrtSession session(OrtEnvironment environment, Configured more)
      throws OrtException, IOException {
    Path written = Files.createTempFile("bench", ".onnx");
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      Path file = benchCase.file().map(Path::of).orElse(written);
      if (benchCase.file().isEmpty()) {
        Onnx.write(benchCase.network(), file);
      }
      options.setIntraOpNumThreads(threads);
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      more.on(options);
      return environment.createSession(file.toString(), options);
    } finally {
      Files.delete(written);
    }
  }

  public static void main(String[] args) throws Exception {
    int threads = Integer.parseInt(args[1]);
    PeerProcess.serve((benchCase, input) -> new OnnxRuntimePeer(benchCase, input, threads));
  }

  private static String first(Set<String> names) {
    return names.iterator().next();
  }

  private static OnnxTensor tensor(OrtEnvironment environment, FloatBuffer values, Shape shape)
      throws OrtException {
    long[] dims = Arrays.stream(shape.dims()).asLongStream().toArray();
    return OnnxTensor.createTensor(environment, values, dims);
  }

  private static FloatBuffer buffer(int floats) {
    return ByteBuffer.allocateDirect(floats * Float.BYTES)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  @Override
  public long run() throws OrtException {
    long start = System.nanoTime();
    session.run(inputs, Set.of(), outputs).close();
    return System.nanoTime() - start;
  }

  @Override
  public Tensor output() {
    float[] values = new float[outputValues.capacity()];
    outputValues.get(0, values);
    return Tensor.of(outputShape, values);
  }

  /** A session of its own that writes down how long each node took, in whole microseconds. */
  @Override
  public Map<String, Double> layers() throws OrtException, IOException {
    Path prefix = Files.createTempFile("bench", ".profile");
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    Map<String, Double> least = new LinkedHashMap<>();
    String profile;
    try (OrtSession profiled =
        session(environment, options -> options.enableProfiling(prefix.toString()))) {
      for (int run = 0; run < LAYER_RUNS; run++) {
        profiled.run(inputs, Set.of(), outputs).close();
      }
      profile = profiled.endProfiling();
    }
    try {
      for (JsonElement event :
          JsonParser.parseString(Files.readString(Path.of(profile))).getAsJsonArray()) {
        JsonObject fields = event.getAsJsonObject();
        String name = fields.get("name").getAsString();
        if (name.endsWith(NODE)) {
          String node = name.substring(0, name.length() - NODE.length());
          least.merge(node, fields.get("dur").getAsLong() / 1e3, Math::min);
        }
      }
      return least;
    } finally {
      Files.delete(prefix);
      Files.deleteIfExists(Path.of(profile));
    }
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException failed) {
      throw new IllegalStateException(failed);
    } finally {
      inputs.values().forEach(OnnxTensor::close);
      outputs.values().forEach(OnnxTensor::close);
    }
  }
}
