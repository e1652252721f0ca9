package org.receptive.engine.bench;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.receptive.engine.layer.Parameters;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/**
 * ONNX Runtime on a model of one Conv. Input and output are pinned direct buffers, so that nothing
 * is copied or allocated between runs; all optimisations are on.
 */
final class OnnxRuntimePeer implements Peer {
  private final OrtSession session;
  private final OnnxTensor input;
  private final OnnxTensor output;
  private final FloatBuffer outputValues;
  private final Shape outputShape;

  OnnxRuntimePeer(LayerCase layer, Parameters parameters, Tensor values, int threads) {
    this.outputShape = layer.layer().output(java.util.List.of(layer.input()));
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    byte[] model =
        OnnxModel.convolution(
            layer.layer(),
            layer.input(),
            outputShape,
            parameters.get("weight"),
            parameters.get("bias"));
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      session = environment.createSession(model, options);
      FloatBuffer in = buffer(values.size());
      in.put(0, values.data());
      input = OnnxTensor.createTensor(environment, in, dims(values.shape()));
      outputValues = buffer((int) outputShape.size());
      output = OnnxTensor.createTensor(environment, outputValues, dims(outputShape));
    } catch (OrtException refused) {
      throw new IllegalStateException(refused);
    }
  }

  private static FloatBuffer buffer(int floats) {
    return ByteBuffer.allocateDirect(floats * Float.BYTES)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  private static long[] dims(Shape shape) {
    return Arrays.stream(shape.dims()).asLongStream().toArray();
  }

  @Override
  public String name() {
    return "onnxruntime";
  }

  @Override
  public void run() {
    try (OrtSession.Result result =
        session.run(Map.of("x", input), Set.of(), Map.of("y", output))) {
      if (result.size() != 1) {
        throw new IllegalStateException("ONNX Runtime gave " + result.size() + " outputs.");
      }
    } catch (OrtException failed) {
      throw new IllegalStateException(failed);
    }
  }

  @Override
  public Tensor output() {
    float[] values = new float[outputValues.capacity()];
    outputValues.get(0, values);
    return Tensor.of(outputShape, values);
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException failed) {
      throw new IllegalStateException(failed);
    } finally {
      input.close();
      output.close();
    }
  }
}
