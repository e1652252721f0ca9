package org.receptive.lessons.networks;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assumptions.abort;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.receptive.engine.network.Network;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/** ONNX Runtime, which shares no code with the engine. */
final class OnnxRuntimeJudge {
  private final OrtEnvironment environment;

  private OnnxRuntimeJudge(OrtEnvironment environment) {
    this.environment = environment;
  }

  /**
   * Loads ONNX Runtime. On a machine for which it does not exist the test stands aside and says so;
   * where the environment variable CI is set, it fails.
   */
  static OnnxRuntimeJudge load() {
    try {
      if (!"1".equals(System.getenv("ORT_DISABLE_TELEMETRY"))) {
        throw new IllegalStateException(
            "it would number this machine and report to its makers; set ORT_DISABLE_TELEMETRY=1");
      }
      return new OnnxRuntimeJudge(OrtEnvironment.getEnvironment());
    } catch (LinkageError | RuntimeException missing) {
      System.out.printf("NOT TESTED: ONNX Runtime cannot run here: %s%n", missing);
      assertNull(System.getenv("CI"), () -> "ONNX Runtime cannot run here: " + missing);
      return abort("ONNX Runtime cannot run here: " + missing);
    }
  }

  /** What it computes for one input: the outputs of the file, by name. */
  Map<String, Tensor> outputs(Path file, Tensor input) throws OrtException {
    long[] dims = Arrays.stream(input.shape().dims()).asLongStream().toArray();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        OrtSession session = environment.createSession(file.toString(), options);
        OnnxTensor given =
            OnnxTensor.createTensor(environment, FloatBuffer.wrap(input.data()), dims);
        OrtSession.Result result = session.run(Map.of(Network.INPUT, given))) {
      Map<String, Tensor> outputs = new LinkedHashMap<>();
      for (Map.Entry<String, OnnxValue> each : result) {
        outputs.put(each.getKey(), tensor((OnnxTensor) each.getValue()));
      }
      return outputs;
    }
  }

  private static Tensor tensor(OnnxTensor tensor) {
    int[] dims = Arrays.stream(tensor.getInfo().getShape()).mapToInt(Math::toIntExact).toArray();
    FloatBuffer values = tensor.getFloatBuffer();
    float[] data = new float[values.remaining()];
    values.get(data);
    return Tensor.of(Shape.of(dims), data);
  }
}
