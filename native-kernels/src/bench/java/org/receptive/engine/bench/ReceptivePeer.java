package org.receptive.engine.bench;

import java.util.List;
import org.receptive.engine.kernels.Kernels;
import org.receptive.engine.kernels.PreparedLayer;
import org.receptive.engine.layer.Parameters;
import org.receptive.engine.tensor.Tensor;

/** Our own kernels, as a network calls them: a heap tensor in, the output into a heap array. */
final class ReceptivePeer implements Peer {
  private final String name;
  private final PreparedLayer prepared;
  private final List<Tensor> inputs;
  private final Tensor output;

  ReceptivePeer(
      String name, Kernels kernels, LayerCase layer, Parameters parameters, Tensor input) {
    this.name = name;
    this.prepared = kernels.prepare(layer.layer(), parameters);
    this.inputs = List.of(input);
    this.output = Tensor.zeros(layer.layer().output(List.of(layer.input())));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void run() {
    prepared.run(inputs, output.data());
  }

  @Override
  public Tensor output() {
    return output;
  }

  @Override
  public void close() {
    prepared.close();
  }
}
