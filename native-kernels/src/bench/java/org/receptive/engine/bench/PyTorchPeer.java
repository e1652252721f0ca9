package org.receptive.engine.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import org.receptive.engine.tensor.Tensor;

/** PyTorch, eager, layer by layer through DJL's arrays, without gradients. */
final class PyTorchPeer implements Peer {
  private final NDManager manager = NDManager.newBaseManager();
  private final Network network;
  private final Map<String, Map<String, NDArray>> parameters = new LinkedHashMap<>();
  private final NDArray input;
  private Tensor output;
  private NDManager last = manager.newSubManager();
  private NDArray result;

  private PyTorchPeer(BenchCase benchCase, Tensor values) {
    this.network = benchCase.network();
    this.output = values;
    this.input = array(values);
    this.result = input;
    for (Node node : network.nodes()) {
      Map<String, NDArray> own = new HashMap<>();
      network.parameters(node.name()).asMap().forEach((name, value) -> own.put(name, array(value)));
      parameters.put(node.name(), own);
    }
  }

  public static void main(String[] args) throws Exception {
    System.setProperty("ai.djl.offline", "true");
    int threads = Integer.parseInt(args[1]);
    PeerProcess.serve(
        (benchCase, input) -> {
          PyTorchPeer peer = new PyTorchPeer(benchCase, input);
          JniUtils.setNumThreads(threads);
          JniUtils.setGradMode(false);
          return peer;
        });
  }

  private NDArray array(Tensor tensor) {
    long[] dims = java.util.Arrays.stream(tensor.shape().dims()).asLongStream().toArray();
    return manager.create(tensor.data(), new Shape(dims));
  }

  @Override
  public long run() {
    last.close();
    last = manager.newSubManager();
    NDArray mine = input.duplicate();
    mine.detach();
    mine.attach(last);
    long start = System.nanoTime();
    Map<String, NDArray> values = new HashMap<>(Map.of(Network.INPUT, mine));
    for (Node node : network.nodes()) {
      List<NDArray> inputs = node.inputs().stream().map(values::get).toList();
      result = compute(node, inputs);
      values.put(node.name(), result);
    }
    return System.nanoTime() - start;
  }

  private NDArray compute(Node node, List<NDArray> inputs) {
    NDArray x = inputs.getFirst();
    Map<String, NDArray> own = parameters.get(node.name());
    NDArray weight = own.get("weight");
    NDArray bias = own.get("bias");
    return switch (node.layer()) {
      case Conv2d conv ->
          single(
              x.getNDArrayInternal()
                  .convolution(
                      x,
                      weight,
                      bias,
                      stride(conv.window()),
                      padding(conv.window()),
                      new Shape(conv.window().dilationHeight(), conv.window().dilationWidth()),
                      conv.groups()));
      case Activation.ReLU relu -> x.getNDArrayInternal().relu();
      case MaxPool2d pool ->
          x.getNDArrayInternal()
              .maxPool(
                  new Shape(pool.window().kernelHeight(), pool.window().kernelWidth()),
                  stride(pool.window()),
                  padding(pool.window()),
                  false);
      case AdaptiveAvgPool2d pool -> x.getNDArrayInternal().globalAvgPool();
      case Flatten flatten -> x.reshape(x.getShape().get(0), -1);
      case Linear linear -> single(x.getNDArrayInternal().linear(x, weight, bias));
      case Add sum -> x.add(inputs.getLast());
      case BatchNorm2d norm ->
          single(
              x.getNDArrayInternal()
                  .batchNorm(
                      x,
                      own.get("running_mean"),
                      own.get("running_var"),
                      weight,
                      bias,
                      1,
                      0.1f,
                      (float) norm.epsilon(),
                      false));
      default -> throw new UnsupportedOperationException(node.layer().kind());
    };
  }

  private static NDArray single(NDList list) {
    return list.singletonOrThrow();
  }

  private static Shape stride(Window window) {
    return new Shape(window.strideHeight(), window.strideWidth());
  }

  private static Shape padding(Window window) {
    return new Shape(window.alongHeight(1000).padBefore(), window.alongWidth(1000).padBefore());
  }

  @Override
  public Tensor output() {
    output = Tensor.of(network.outputShape(), result.toFloatArray());
    return output;
  }

  @Override
  public void close() {
    manager.close();
  }
}
