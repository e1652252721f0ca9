package org.receptive.engine.io.onnx;

import static org.receptive.engine.io.onnx.GraphWriter.integer;
import static org.receptive.engine.io.onnx.GraphWriter.number;

import java.util.List;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/**
 * A file of one operator with random settings, the same for the same seed: sizes, attributes and
 * stored inputs over their whole range, so that some files cannot be run by anybody.
 */
final class OneOperator {
  private static final List<String> OPERATORS =
      List.of(
          "Conv",
          "ConvTranspose",
          "MaxPool",
          "AveragePool",
          "Resize",
          "Upsample",
          "Pad",
          "Slice",
          "MaxPool",
          "AveragePool",
          "Resize",
          "Conv",
          "GlobalAveragePool",
          "GlobalMaxPool",
          "Concat",
          "Split",
          "Transpose",
          "Reshape",
          "Flatten",
          "Squeeze",
          "Unsqueeze",
          "Softmax",
          "LogSoftmax",
          "BatchNormalization",
          "InstanceNormalization",
          "LRN",
          "Clip",
          "PRelu",
          "Arithmetic",
          "Arithmetic",
          "Sum",
          "MatMul",
          "Gemm",
          "Reduce",
          "TopK",
          "Gather",
          "DepthToSpace",
          "SpaceToDepth",
          "Dropout",
          "Activation");

  private static final List<String> ACTIVATIONS =
      List.of(
          "Relu",
          "LeakyRelu",
          "Sigmoid",
          "Tanh",
          "Elu",
          "HardSigmoid",
          "HardSwish",
          "Identity",
          "Abs",
          "Neg",
          "Exp",
          "Floor",
          "Ceil",
          "Round",
          "Sign",
          "Sin",
          "Cos",
          "Softplus",
          "Softsign",
          "Mish");

  private final OperatorDraft draft;
  private final WindowSettings windows;
  private final ArrangingSettings arranging;
  private final CombiningSettings combining;

  private OneOperator(long seed) {
    this.draft = new OperatorDraft(seed, OPERATORS);
    this.windows = new WindowSettings(draft);
    this.arranging = new ArrangingSettings(draft);
    this.combining = new CombiningSettings(draft);
    settings();
  }

  static OneOperator of(long seed) {
    return new OneOperator(seed);
  }

  String operator() {
    return draft.operator;
  }

  /** Normal numbers for its input. */
  Tensor input() {
    return Tensor.random(draft.shape, 7);
  }

  /** The file. */
  byte[] bytes() {
    return draft.bytes();
  }

  @Override
  public String toString() {
    return draft.toString();
  }

  private void settings() {
    switch (draft.operator) {
      case "Conv", "ConvTranspose" -> windows.convolution();
      case "MaxPool", "AveragePool" -> windows.pool();
      case "Resize" -> windows.resize();
      case "Upsample" -> windows.upsample();
      case "Pad" -> arranging.pad();
      case "Slice" -> arranging.slice();
      case "Concat" -> {
        draft.inputs.addAll(List.of("x", "x").subList(0, draft.between(0, 2)));
        draft.set(integer("axis", draft.axis(4)));
      }
      case "Split" -> arranging.split();
      case "Transpose" -> arranging.transpose();
      case "Reshape" -> arranging.reshape();
      case "Flatten" -> draft.set(integer("axis", draft.between(-4, 4)));
      case "Squeeze" -> arranging.squeeze();
      case "Unsqueeze" -> draft.whole("axes", draft.between(-6, 5), 0);
      case "Softmax", "LogSoftmax" -> {
        draft.opset = draft.rarely() ? 11 : draft.opset;
        draft.set(integer("axis", draft.axis(4)));
      }
      case "BatchNormalization" -> {
        for (String name : List.of("scale", "bias", "mean")) {
          draft.stored(name, draft.shape.channels());
        }
        Tensor variance = Tensor.uniform(Shape.of(draft.shape.channels()), 0.2, 2, 4);
        draft.inputs.add(draft.writer.floats("variance", variance));
        draft.set(number("epsilon", 1e-3f));
      }
      case "InstanceNormalization" -> {
        draft.stored("scale", draft.shape.channels());
        draft.stored("bias", draft.shape.channels());
        draft.set(number("epsilon", 1e-2f));
      }
      case "LRN" -> {
        draft.set(integer("size", draft.between(1, 5)));
        draft.set(number("alpha", 0.1f));
        draft.set(number("bias", draft.between(1, 2)));
      }
      case "PRelu" -> combining.slopes();
      case "Sum" -> draft.inputs.addAll(List.of("x", "x").subList(0, draft.between(0, 2)));
      case "MatMul" -> combining.matMul();
      case "Gemm" -> combining.gemm();
      case "TopK" -> combining.topK();
      case "Gather" -> arranging.gather();
      case "DepthToSpace", "SpaceToDepth" -> arranging.blocks();
      case "Dropout" -> {
        draft.inputs.add(draft.writer.scalar("ratio", 0.3f));
        draft.outputs = draft.between(1, 2);
      }
      default -> families();
    }
  }

  private void families() {
    switch (draft.operator) {
      case "Clip" -> {
        draft.inputs.add(
            draft.rarely() ? "" : draft.writer.scalar("low", -draft.random.nextFloat()));
        draft.inputs.add(
            draft.rarely() ? "" : draft.writer.scalar("high", draft.random.nextFloat() - 0.5f));
      }
      case "Arithmetic" -> combining.arithmetic();
      case "Reduce" -> combining.reduce();
      case "Activation" -> {
        draft.operator = ACTIVATIONS.get(draft.random.nextInt(ACTIVATIONS.size()));
        if (draft.operator.equals("LeakyRelu")
            || draft.operator.equals("Elu")
            || draft.operator.equals("HardSigmoid")) {
          draft.set(number("alpha", draft.random.nextFloat()));
        }
        draft.opset = Math.max(draft.opset, 18);
      }
      default -> {}
    }
  }
}
