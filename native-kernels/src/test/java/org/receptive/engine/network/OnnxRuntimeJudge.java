package org.receptive.engine.network;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assumptions.abort;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/** ONNX Runtime, which shares no code with this engine, on a file that was written by it. */
public final class OnnxRuntimeJudge {
  private final OrtEnvironment environment;

  private OnnxRuntimeJudge(OrtEnvironment environment) {
    this.environment = environment;
  }

  /**
   * Loads ONNX Runtime. On a machine for which it does not exist the test stands aside and says so;
   * where the environment variable CI is set, it fails.
   */
  public static OnnxRuntimeJudge load() {
    try {
      if (!"1".equals(System.getenv("ORT_DISABLE_TELEMETRY"))) {
        throw new IllegalStateException(
            "it would number this machine and report to its makers; set ORT_DISABLE_TELEMETRY=1");
      }
      OrtEnvironment environment =
          OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "judge");
      return new OnnxRuntimeJudge(environment);
    } catch (LinkageError | RuntimeException missing) {
      System.out.printf("NOT TESTED: ONNX Runtime cannot run here: %s%n", missing);
      assertNull(System.getenv("CI"), () -> "ONNX Runtime cannot run here: " + missing);
      return abort("ONNX Runtime cannot run here: " + missing);
    }
  }

  /** What it computes for one input: the outputs of the file, by name, in their order. */
  public Map<String, Tensor> outputs(Path file, Tensor input) throws OrtException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        OrtSession session = environment.createSession(file.toString(), options)) {
      return outputs(session, input);
    }
  }

  /**
   * What it computes for one input of a file's bytes.
   *
   * @throws OrtException if it cannot, or will not
   */
  public Map<String, Tensor> outputs(byte[] model, Tensor input) throws OrtException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      try (OrtSession session = environment.createSession(model, options)) {
        return outputs(session, input);
      }
    }
  }

  private Map<String, Tensor> outputs(OrtSession session, Tensor input) throws OrtException {
    String name = session.getInputNames().iterator().next();
    try (OnnxTensor given = tensor(input);
        OrtSession.Result result = session.run(Map.of(name, given))) {
      Map<String, Tensor> outputs = new LinkedHashMap<>();
      for (Map.Entry<String, OnnxValue> each : result) {
        outputs.put(each.getKey(), tensor((OnnxTensor) each.getValue()));
      }
      return outputs;
    }
  }

  private OnnxTensor tensor(Tensor tensor) throws OrtException {
    long[] dims = Arrays.stream(tensor.shape().dims()).asLongStream().toArray();
    return OnnxTensor.createTensor(environment, FloatBuffer.wrap(tensor.data()), dims);
  }

  private static Tensor tensor(OnnxTensor tensor) {
    int[] given = Arrays.stream(tensor.getInfo().getShape()).mapToInt(Math::toIntExact).toArray();
    int[] dims = given.length == 0 ? new int[] {1} : given;
    FloatBuffer values = tensor.getFloatBuffer();
    float[] data = new float[values.remaining()];
    values.get(data);
    return Tensor.of(Shape.of(dims), data);
  }
}
