package org.receptive.engine.network;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.receptive.engine.tensor.Tensor;

/** One run of a network with every activation kept. */
public final class Trace {
  private final Network network;
  private final String kernels;
  private final Map<String, Tensor> activations;
  private final Map<String, Long> nanos;

  Trace(Network network, String kernels, Map<String, Tensor> activations, Map<String, Long> nanos) {
    this.network = network;
    this.kernels = kernels;
    this.activations = Collections.unmodifiableMap(new LinkedHashMap<>(activations));
    this.nanos = Map.copyOf(nanos);
  }

  /** The network that ran. */
  public Network network() {
    return network;
  }

  /** The name of the kernels that computed: reference, vector or cpp. */
  public String kernels() {
    return kernels;
  }

  /** What went in: {@code N x C x H x W}. */
  public Tensor input() {
    return activations.get(Network.INPUT);
  }

  /** What came out; of several outputs, the first. */
  public Tensor output() {
    return activations.get(network.outputNode().name());
  }

  /** Everything that came out, by the names of {@link Network#outputs}, in order. */
  public Map<String, Tensor> outputs() {
    Map<String, Tensor> all = new LinkedHashMap<>();
    network.outputs().forEach((name, node) -> all.put(name, activations.get(node)));
    return Collections.unmodifiableMap(all);
  }

  /**
   * One of several outputs.
   *
   * @throws IllegalArgumentException if there is none of that name; the message lists the names
   */
  public Tensor output(String name) {
    String node = network.outputs().get(name);
    if (node == null) {
      throw new IllegalArgumentException(
          "%s has no output '%s'; its outputs are %s."
                  .formatted(network.name(), name, String.join(", ", network.outputs().keySet()))
              + Spelling.didYouMean(name, network.outputs().keySet()));
    }
    return activations.get(node);
  }

  /** Every activation by node name, in order, the input first. */
  public Map<String, Tensor> activations() {
    return activations;
  }

  /**
   * What one node computed.
   *
   * @throws IllegalArgumentException if there is no such node; the message lists the names
   */
  public Tensor activation(String node) {
    Tensor activation = activations.get(node);
    return activation == null ? activations.get(network.node(node).name()) : activation;
  }

  /** How long one node took, in nanoseconds, its preparation not counted. */
  public long nanos(String node) {
    return nanos.get(network.node(node).name());
  }

  /** How long all nodes took together, in nanoseconds. */
  public long totalNanos() {
    return nanos.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * The feature maps of one node for the first image of the batch.
   *
   * @throws IllegalArgumentException if the node does not give {@code N x C x H x W}
   */
  public FeatureMaps featureMaps(String node) {
    return featureMaps(node, 0);
  }

  /** The feature maps of one node for one image of the batch. */
  public FeatureMaps featureMaps(String node, int image) {
    return new FeatureMaps(network.name(), node, activation(node).image(image));
  }

  @Override
  public String toString() {
    return "%s on %s kernels: %s -> %s"
        .formatted(network.name(), kernels, input().shape(), output().shape());
  }
}
