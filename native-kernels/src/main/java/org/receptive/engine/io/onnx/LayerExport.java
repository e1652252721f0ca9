package org.receptive.engine.io.onnx;

import static org.receptive.engine.io.onnx.GraphWriter.integer;
import static org.receptive.engine.io.onnx.GraphWriter.number;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.receptive.engine.layer.Activation;
import org.receptive.engine.layer.AdaptiveAvgPool2d;
import org.receptive.engine.layer.AdaptiveMaxPool2d;
import org.receptive.engine.layer.Add;
import org.receptive.engine.layer.Arithmetic;
import org.receptive.engine.layer.Arrangement;
import org.receptive.engine.layer.AvgPool2d;
import org.receptive.engine.layer.BatchNorm2d;
import org.receptive.engine.layer.Concat;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.ConvTranspose2d;
import org.receptive.engine.layer.Dropout;
import org.receptive.engine.layer.Flatten;
import org.receptive.engine.layer.InstanceNorm2d;
import org.receptive.engine.layer.Linear;
import org.receptive.engine.layer.LocalResponseNorm;
import org.receptive.engine.layer.LogSoftmax;
import org.receptive.engine.layer.MatMul;
import org.receptive.engine.layer.MaxPool2d;
import org.receptive.engine.layer.PRelu;
import org.receptive.engine.layer.Reduce;
import org.receptive.engine.layer.ReduceMean;
import org.receptive.engine.layer.Resample;
import org.receptive.engine.layer.Resize;
import org.receptive.engine.layer.Softmax;
import org.receptive.engine.layer.TopK;
import org.receptive.engine.layer.Unsupported;

/** Every layer as one operator of ONNX, or as the few that compute the same. */
final class LayerExport {
  private LayerExport() {}

  /**
   * Writes a node.
   *
   * @throws IllegalArgumentException if ONNX has no operator for it
   */
  static void write(WrittenNode to) {
    switch (to.node().layer()) {
      case Conv2d conv -> WindowExport.write(conv, to);
      case ConvTranspose2d conv -> WindowExport.write(conv, to);
      case MaxPool2d pool -> WindowExport.write(pool, to);
      case AvgPool2d pool -> WindowExport.write(pool, to);
      case AdaptiveMaxPool2d pool -> WindowExport.write(pool, to);
      case AdaptiveAvgPool2d pool -> WindowExport.write(pool, to);
      case Linear linear ->
          to.graph().node("Gemm", to.name(), to.inputsAndParameters(), integer("transB", 1));
      case Activation activation -> activation(activation, to);
      case Softmax softmax ->
          to.graph().node("Softmax", to.name(), to.inputs(), integer("axis", softmax.axis()));
      case BatchNorm2d norm ->
          to.graph()
              .node(
                  "BatchNormalization",
                  to.name(),
                  to.inputsAndParameters(),
                  number("epsilon", norm.epsilon()));
      case LocalResponseNorm norm -> localResponseNorm(norm, to);
      case Dropout dropout -> dropout(dropout, to);
      case Flatten flatten ->
          to.graph().node("Flatten", to.name(), to.inputs(), integer("axis", 1));
      case Add add ->
          to.graph().node(to.inputs().size() == 2 ? "Add" : "Sum", to.name(), to.inputs());
      case Concat concat ->
          to.graph().node("Concat", to.name(), to.inputs(), integer("axis", concat.axis()));
      case Resize resize -> ResizeExport.write(resize, to);
      case Resample resample -> ResizeExport.write(resample, to);
      case Arrangement arrangement -> ArrangementExport.write(arrangement, to);
      case Arithmetic arithmetic ->
          to.graph().node(operator(arithmetic), to.name(), operands(to, arithmetic.operandFirst()));
      case MatMul product ->
          to.graph().node("MatMul", to.name(), operands(to, product.operandFirst()));
      case ReduceMean mean -> reduced("ReduceMean", mean.summed(to.shape()), mean.keepAxes(), to);
      case PRelu relu -> to.graph().node("PRelu", to.name(), to.inputsAndParameters());
      case LogSoftmax softmax ->
          to.graph().node("LogSoftmax", to.name(), to.inputs(), integer("axis", softmax.axis()));
      case InstanceNorm2d norm ->
          to.graph()
              .node(
                  "InstanceNormalization",
                  to.name(),
                  to.inputsAndParameters(),
                  number("epsilon", norm.epsilon()));
      case Reduce reduction ->
          reduced(operator(reduction), reduction.reduced(to.shape()), reduction.keepAxes(), to);
      case TopK top -> topK(top, to);
      case Unsupported missing ->
          throw new IllegalArgumentException(
              "%s: '%s' cannot be written, for its operator %s is not known here: %s"
                  .formatted(to.network().name(), to.name(), missing.operator(), missing.reason()));
    }
  }

  private static void activation(Activation activation, WrittenNode to) {
    GraphWriter graph = to.graph();
    switch (activation) {
      case Activation.ReLU relu -> graph.node("Relu", to.name(), to.inputs());
      case Activation.LeakyReLU relu ->
          graph.node("LeakyRelu", to.name(), to.inputs(), number("alpha", relu.slope()));
      case Activation.Sigmoid sigmoid -> graph.node("Sigmoid", to.name(), to.inputs());
      case Activation.Tanh tanh -> graph.node("Tanh", to.name(), to.inputs());
      case Activation.Clip clip ->
          graph.node(
              "Clip",
              to.name(),
              List.of(
                  to.input(),
                  graph.scalar(to.name() + ".low", clip.low()),
                  graph.scalar(to.name() + ".high", clip.high())));
      case Activation.Elu elu ->
          graph.node("Elu", to.name(), to.inputs(), number("alpha", elu.alpha()));
      case Activation.HardSigmoid sigmoid ->
          graph.node(
              "HardSigmoid",
              to.name(),
              to.inputs(),
              number("alpha", sigmoid.slope()),
              number("beta", sigmoid.shift()));
      case Activation.HardSwish swish -> graph.node("HardSwish", to.name(), to.inputs());
      case Activation.Elementary elementary ->
          graph.node(operator(elementary.function()), to.name(), to.inputs());
      case Activation.Identity identity -> graph.node("Identity", to.name(), to.inputs());
    }
  }

  /**
   * ONNX divides alpha by the size. Its even windows reach further ahead: for one that reaches
   * further back, the channels are turned round before and behind.
   */
  private static void localResponseNorm(LocalResponseNorm norm, WrittenNode to) {
    boolean back = norm.before() > norm.behind();
    String input = back ? to.reversed(to.input(), 1, to.step("turned")) : to.input();
    String last =
        to.graph()
            .node(
                "LRN",
                back ? to.step("norm") : to.name(),
                List.of(input),
                integer("size", norm.size()),
                number("alpha", norm.factor() * norm.size()),
                number("beta", norm.beta()),
                number("bias", norm.k()));
    if (back) {
      to.reversed(last, 1, to.name());
    }
  }

  private static void dropout(Dropout dropout, WrittenNode to) {
    String ratio = to.graph().scalar(to.name() + ".ratio", dropout.probability());
    to.graph().node("Dropout", to.name(), List.of(to.input(), ratio));
  }

  private static String operator(Activation.Elementary.Function function) {
    return PointwiseOperators.ELEMENTARY.entrySet().stream()
        .filter(known -> known.getValue() == function)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  private static String operator(Arithmetic arithmetic) {
    return switch (arithmetic.operation()) {
      case ADD -> "Add";
      case SUBTRACT -> "Sub";
      case MULTIPLY -> "Mul";
      case DIVIDE -> "Div";
      case MAXIMUM -> "Max";
      case MINIMUM -> "Min";
    };
  }

  /** Both operands; a stored one stands behind the input, or before it. */
  private static List<String> operands(WrittenNode to, boolean storedFirst) {
    List<String> operands = to.inputsAndParameters();
    return storedFirst ? operands.reversed() : operands;
  }

  private static String operator(Reduce reduction) {
    return switch (reduction.operation()) {
      case SUM -> "ReduceSum";
      case MAXIMUM -> "ReduceMax";
      case MINIMUM -> "ReduceMin";
      case PRODUCT -> "ReduceProd";
      case SUM_OF_MAGNITUDES -> "ReduceL1";
      case SUM_OF_SQUARES -> "ReduceSumSquare";
      case LENGTH -> "ReduceL2";
    };
  }

  /** Where no axis is left, this engine keeps one and ONNX none. */
  private static void reduced(String operator, boolean[] summed, boolean keep, WrittenNode to) {
    long[] axes = IntStream.range(0, summed.length).filter(i -> summed[i]).asLongStream().toArray();
    List<String> inputs = new ArrayList<>(to.inputs());
    inputs.add(to.integers("axes", axes));
    boolean nothingLeft = !keep && axes.length == summed.length;
    if (!nothingLeft) {
      to.graph().node(operator, to.name(), inputs, integer("keepdims", keep ? 1 : 0));
      return;
    }
    String kept = to.graph().node(operator, to.step("kept"), inputs, integer("keepdims", 1));
    String one = to.integers("shape", 1);
    to.graph()
        .node(
            summed.length == 1 ? "Identity" : "Reshape",
            to.name(),
            summed.length == 1 ? List.of(kept) : List.of(kept, one));
  }

  /** ONNX gives values and places; the places are whole numbers there. */
  private static void topK(TopK top, WrittenNode to) {
    String values = top.indices() ? to.step("values") : to.name();
    String places = to.step("places");
    to.graph()
        .node(
            "TopK",
            top.indices() ? to.step("top") : to.name(),
            List.of(to.input(), to.integers("count", top.count())),
            List.of(values, places),
            integer("axis", top.axis()),
            integer("largest", top.largest() ? 1 : 0));
    if (top.indices()) {
      to.graph()
          .node("Cast", to.name(), List.of(places), integer("to", DataType.FLOAT.getNumber()));
    }
  }
}
