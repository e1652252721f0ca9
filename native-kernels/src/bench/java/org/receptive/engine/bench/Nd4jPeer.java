package org.receptive.engine.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.receptive.engine.layer.Activation;
import org.receptive.engine.layer.AdaptiveAvgPool2d;
import org.receptive.engine.layer.Add;
import org.receptive.engine.layer.BatchNorm2d;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.Flatten;
import org.receptive.engine.layer.Linear;
import org.receptive.engine.layer.MaxPool2d;
import org.receptive.engine.layer.Window;
import org.receptive.engine.network.Network;
import org.receptive.engine.network.Node;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/** ND4J, operation by operation into arrays that are made once. Threads are OpenMP's. */
final class Nd4jPeer implements Peer {
  private final Network network;
  private final Map<String, Map<String, INDArray>> parameters = new HashMap<>();
  private final Map<String, INDArray> values = new HashMap<>();

  private Nd4jPeer(BenchCase benchCase, Tensor input) {
    this.network = benchCase.network();
    values.put(Network.INPUT, array(input));
    for (Node node : network.nodes()) {
      Map<String, INDArray> own = new HashMap<>();
      network.parameters(node.name()).asMap().forEach((name, value) -> own.put(name, array(value)));
      if (node.layer() instanceof Conv2d conv && conv.groups() > 1) {
        // From filters x 1 x kH x kW to kH x kW x channels x 1.
        own.put("weight", own.get("weight").permute(2, 3, 0, 1).dup('c'));
      }
      parameters.put(node.name(), own);
      values.put(node.name(), Nd4j.create(DataType.FLOAT, dims(network.shape(node.name()))));
    }
  }

  public static void main(String[] args) throws Exception {
    PeerProcess.serve(Nd4jPeer::new);
  }

  private static long[] dims(Shape shape) {
    return java.util.Arrays.stream(shape.dims()).asLongStream().toArray();
  }

  private static INDArray array(Tensor tensor) {
    return Nd4j.createFromArray(tensor.data()).reshape(dims(tensor.shape()));
  }

  @Override
  public long run() {
    long start = System.nanoTime();
    for (Node node : network.nodes()) {
      compute(node, node.inputs().stream().map(values::get).toList(), values.get(node.name()));
    }
    return System.nanoTime() - start;
  }

  private void compute(Node node, List<INDArray> inputs, INDArray out) {
    INDArray x = inputs.getFirst();
    Map<String, INDArray> own = parameters.get(node.name());
    switch (node.layer()) {
      case Conv2d conv -> convolution(conv, x, own, out);
      case Activation.ReLU relu -> Transforms.relu(out.assign(x), false);
      case MaxPool2d pool -> {
        long[] w = window(pool.window());
        run("maxpool2d", out, List.of(x), w[0], w[1], w[2], w[3], w[4], w[5], 1, 1, 0, 0, 0);
      }
      case AdaptiveAvgPool2d pool -> out.assign(x.mean(true, 2, 3));
      case Flatten flatten -> out.assign(x.reshape(out.shape()));
      case Linear linear ->
          x.mmuli(own.get("weight").transpose(), out).addiRowVector(own.get("bias"));
      case Add sum -> x.addi(inputs.getLast(), out);
      case BatchNorm2d norm ->
          Nd4j.exec(
              DynamicCustomOp.builder("batchnorm")
                  .addInputs(
                      x,
                      own.get("running_mean"),
                      own.get("running_var"),
                      own.get("weight"),
                      own.get("bias"))
                  .addOutputs(out)
                  .addIntegerArguments(1, 1, 1)
                  .addFloatingPointArguments((double) norm.epsilon())
                  .build());
      default -> throw new UnsupportedOperationException(node.layer().kind());
    }
  }

  private static void convolution(
      Conv2d conv, INDArray x, Map<String, INDArray> own, INDArray out) {
    long[] w = window(conv.window());
    List<INDArray> inputs =
        own.containsKey("bias")
            ? List.of(x, own.get("weight"), own.get("bias"))
            : List.of(x, own.get("weight"));
    boolean depthwise = conv.groups() > 1;
    run(
        depthwise ? "depthwise_conv2d" : "conv2d",
        out,
        inputs,
        w[0],
        w[1],
        w[2],
        w[3],
        w[4],
        w[5],
        1,
        1,
        0,
        0,
        depthwise ? 0 : 1);
  }

  /** Kernel, stride and padding, height first. */
  private static long[] window(Window window) {
    return new long[] {
      window.kernelHeight(),
      window.kernelWidth(),
      window.strideHeight(),
      window.strideWidth(),
      window.alongHeight(1000).padBefore(),
      window.alongWidth(1000).padBefore()
    };
  }

  private static void run(String name, INDArray out, List<INDArray> inputs, long... numbers) {
    Nd4j.exec(
        DynamicCustomOp.builder(name)
            .addInputs(inputs.toArray(INDArray[]::new))
            .addOutputs(out)
            .addIntegerArguments(java.util.Arrays.stream(numbers).mapToInt(n -> (int) n).toArray())
            .build());
  }

  @Override
  public Tensor output() {
    INDArray result = values.get(network.outputNode().name());
    return Tensor.of(network.outputShape(), result.dup('c').data().asFloat());
  }

  @Override
  public void close() {
    values.clear();
    parameters.clear();
  }
}
